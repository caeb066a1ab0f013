package org.harmspot.forecast;

/**
 * How much an incident at a place is expected to weigh, between the mean of the place and that of all, by Bühlmann and Straub.
 *
 * @param mean the harm of an incident anywhere
 * @param within the variance of incidents at one place
 * @param between the variance of the means of places; 0 if they differ by no more than chance
 */
record Credibility(double mean, double within, double between) {
    static Credibility of(PlaceHistory history) {
        double[] counts = history.counts();
        double[] sums = history.harmDays();
        double all = history.size();
        double mean = history.totalHarmDays() / all;
        double squaresWithin = 0;
        for (int i = 0; i < history.size(); i++) {
            double off = history.harmDays(i) - sums[history.place(i)] / counts[history.place(i)];
            squaresWithin += off * off;
        }
        int used = 0;
        double squaresBetween = 0;
        double squaredCounts = 0;
        for (int place = 0; place < counts.length; place++) {
            if (counts[place] > 0) {
                used++;
                double off = sums[place] / counts[place] - mean;
                squaresBetween += counts[place] * off * off;
                squaredCounts += counts[place] * counts[place];
            }
        }
        double within = all > used ? squaresWithin / (all - used) : 0;
        double spread = all - squaredCounts / all;
        double between = spread > 0 ? (squaresBetween - (used - 1) * within) / spread : 0;
        return new Credibility(mean, within, Math.max(0, between));
    }

    /** The harm of the next incident at a place that had so many, weighing so much together; both may be fractions. */
    double harmOfAnEvent(double count, double sum) {
        if (between == 0) {
            return mean;
        }
        double k = within / between;
        return count + k > 0 ? (sum + k * mean) / (count + k) : mean;
    }
}
