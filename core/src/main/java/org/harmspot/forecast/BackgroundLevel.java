package org.harmspot.forecast;

/** How much of the background there is at each time: counts by day, smoothed by a Gaussian that is reflected at both ends. */
final class BackgroundLevel {
    private static final double CUT = 4;

    private final double days;
    private final double[] perDay;

    private BackgroundLevel(double days, double[] perDay) {
        this.days = days;
        this.perDay = perDay;
    }

    /** {@code day}: when each event was, since the history began; {@code weight}: how far it counts. */
    static BackgroundLevel of(double[] day, double[] weight, double days, double deviationDays) {
        int n = (int) Math.ceil(days);
        double wide = days / n;
        double[] counts = new double[n];
        for (int i = 0; i < day.length; i++) {
            counts[Math.min(n - 1, (int) (day[i] / wide))] += weight[i];
        }
        int reach = Math.min(n - 1, (int) (CUT * deviationDays / wide));
        double[] share = new double[reach + 1];
        double sum = 0;
        for (int k = 0; k <= reach; k++) {
            double off = k * wide / deviationDays;
            share[k] = Math.exp(-off * off / 2);
            sum += k == 0 ? share[k] : 2 * share[k];
        }
        double[] perDay = new double[n];
        for (int d = 0; d < n; d++) {
            for (int k = -reach; k <= reach; k++) {
                int at = d + k < 0 ? -1 - d - k : d + k >= n ? 2 * n - 1 - d - k : d + k;
                perDay[d] += counts[at] * share[Math.abs(k)] / (sum * wide);
            }
        }
        return new BackgroundLevel(days, perDay);
    }

    /** {@return events a day at a time} */
    double perDay(double day) {
        return perDay[Math.min(perDay.length - 1, (int) (day * perDay.length / days))];
    }

    /** {@return events a day at the end} */
    double last() {
        return perDay[perDay.length - 1];
    }
}
