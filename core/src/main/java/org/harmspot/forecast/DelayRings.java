package org.harmspot.forecast;

import java.util.Arrays;

/**
 * How long after, and how far away: bins of delay and distance, narrow where near and wide where far, in which the repeats of an
 * incident are counted, and over which the counts are smoothed.
 */
final class DelayRings {
    private static final double FIRST_DAYS = 0.25;
    private static final double DAYS_GROW = 1.12;
    private static final double RINGS_GROW = 1.1;
    private static final int HALVINGS = 12; // of the search for a bandwidth

    final double[] dayEdges;
    final double[] metreEdges;
    final int delays;
    final int rings;

    private DelayRings(double[] dayEdges, double[] metreEdges) {
        this.dayEdges = dayEdges;
        this.metreEdges = metreEdges;
        this.delays = dayEdges.length - 1;
        this.rings = metreEdges.length - 1;
    }

    static DelayRings of(double reachDays, double reachMetres, double finestMetres) {
        return new DelayRings(
                edges(reachDays, Math.min(FIRST_DAYS, reachDays), DAYS_GROW),
                edges(reachMetres, Math.min(finestMetres, reachMetres), RINGS_GROW));
    }

    private static double[] edges(double last, double firstWidth, double grow) {
        int n = (int) Math.max(1, Math.round(Math.log1p(last * (grow - 1) / firstWidth) / Math.log(grow)));
        double[] edges = new double[n + 1];
        double width = 1;
        for (int k = 1; k <= n; k++) {
            edges[k] = edges[k - 1] + width;
            width *= grow;
        }
        double scale = last / edges[n];
        for (int k = 1; k < n; k++) {
            edges[k] *= scale;
        }
        edges[n] = last;
        return edges;
    }

    int size() {
        return delays * rings;
    }

    /** {@return the bin of a repeat after {@code days} at {@code metres}, both within reach} */
    int bin(double days, double metres) {
        return at(dayEdges, days) * rings + at(metreEdges, metres);
    }

    private static int at(double[] edges, double value) {
        int found = Arrays.binarySearch(edges, value);
        int bin = found >= 0 ? found : -found - 2;
        return Math.min(bin, edges.length - 2); // the last edge belongs to the last bin
    }

    double daysWide(int delay) {
        return dayEdges[delay + 1] - dayEdges[delay];
    }

    double middleDay(int delay) {
        return (dayEdges[delay] + dayEdges[delay + 1]) / 2;
    }

    /** {@return the radius that halves the area of a ring} */
    double middleMetres(int ring) {
        double inner = metreEdges[ring];
        double outer = metreEdges[ring + 1];
        return Math.sqrt((inner * inner + outer * outer) / 2);
    }

    double squareMetres(int ring) {
        double inner = metreEdges[ring];
        double outer = metreEdges[ring + 1];
        return Math.PI * (outer * outer - inner * inner);
    }

    /**
     * Smooths counts over the bins, losing none: each bin's are spread by a Gaussian in delay and in the plane, as wide as it takes to
     * find {@code nearest} of them around it, in units of their own spread. Delays are reflected at 0; in the plane every direction is
     * alike.
     */
    double[] smooth(double[] counts, double nearest) {
        double all = 0;
        double squaredDays = 0;
        double squaredMetres = 0;
        double sumDays = 0;
        for (int b = 0; b < counts.length; b++) {
            double day = middleDay(b / rings);
            double metres = middleMetres(b % rings);
            all += counts[b];
            sumDays += counts[b] * day;
            squaredDays += counts[b] * day * day;
            squaredMetres += counts[b] * metres * metres;
        }
        double[] smooth = new double[counts.length];
        if (!(all > 0)) {
            return smooth;
        }
        double mean = sumDays / all;
        double days = Math.max(daysWide(0), Math.sqrt(Math.max(0, squaredDays / all - mean * mean)));
        double metres = Math.max(metreEdges[1], Math.sqrt(squaredMetres / all / 2)); // along one axis
        double[] inDelay = new double[delays];
        double[] inRing = new double[rings];
        for (int b = 0; b < counts.length; b++) {
            if (counts[b] > 0) {
                double width = widthThatHolds(Math.min(nearest, all / 2), b, counts, days, metres);
                spreadInDelay(b / rings, width * days, inDelay);
                spreadInPlane(b % rings, width * metres, inRing);
                for (int delay = 0; delay < delays; delay++) {
                    for (int ring = 0; ring < rings; ring++) {
                        smooth[delay * rings + ring] += counts[b] * inDelay[delay] * inRing[ring];
                    }
                }
            }
        }
        return smooth;
    }

    private double widthThatHolds(double enough, int bin, double[] counts, double days, double metres) {
        double low = 0;
        double high = dayEdges[delays] / days + metreEdges[rings] / metres;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            if (held(middle, bin, counts, days, metres) < enough) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double held(double width, int bin, double[] counts, double days, double metres) {
        double day = middleDay(bin / rings);
        double out = middleMetres(bin % rings);
        double sum = 0;
        for (int delay = 0; delay < delays; delay++) {
            double t = (middleDay(delay) - day) / days;
            double left = width * width - t * t;
            for (int ring = 0; left >= 0 && ring < rings; ring++) {
                double r = (middleMetres(ring) - out) / metres;
                sum += r * r <= left ? counts[delay * rings + ring] : 0;
            }
        }
        return sum;
    }

    private void spreadInDelay(int from, double asked, double[] into) {
        double width = Math.max(asked, daysWide(from) / 4);
        double sum = 0;
        for (int delay = 0; delay < delays; delay++) {
            double off = (middleDay(delay) - middleDay(from)) / width;
            double mirrored = (middleDay(delay) + middleDay(from)) / width;
            into[delay] = (Math.exp(-off * off / 2) + Math.exp(-mirrored * mirrored / 2)) * daysWide(delay);
            sum += into[delay];
        }
        scale(into, 1 / sum);
    }

    private void spreadInPlane(int from, double asked, double[] into) {
        double width = Math.max(asked, (metreEdges[from + 1] - metreEdges[from]) / 4);
        double centre = middleMetres(from);
        double sum = 0;
        for (int ring = 0; ring < rings; ring++) {
            double metres = middleMetres(ring);
            double off = (metres - centre) / width;
            into[ring] =
                    Math.exp(-off * off / 2) * besselI0TimesExp(metres * centre / (width * width)) * squareMetres(ring);
            sum += into[ring];
        }
        scale(into, 1 / sum);
    }

    private static void scale(double[] values, double by) {
        for (int k = 0; k < values.length; k++) {
            values[k] *= by;
        }
    }

    /**
     * {@code e^-x I_0(x)} for {@code x >= 0}: a Gaussian beside the centre, averaged over all directions. Abramowitz and Stegun (1964),
     * 9.8.1 and 9.8.2, to 2e-7.
     */
    static double besselI0TimesExp(double x) {
        if (x <= 3.75) {
            double t = x / 3.75 * (x / 3.75);
            double series = 1
                    + t
                            * (3.5156229
                                    + t
                                            * (3.0899424
                                                    + t
                                                            * (1.2067492
                                                                    + t * (.2659732 + t * (.0360768 + t * .0045813)))));
            return Math.exp(-x) * series;
        }
        double t = 3.75 / x;
        double tail = .00916281 + t * (-.02057706 + t * (.02635537 + t * (-.01647633 + t * .00392377)));
        return (.39894228 + t * (.01328592 + t * (.00225319 + t * (-.00157565 + t * tail)))) / Math.sqrt(x);
    }
}
