package org.harmspot.forecast;

import java.time.LocalDateTime;

/** How much each place had lately, where an event counts half after a half-life. */
final class FadedCounts {
    private final PlaceHistory history;
    private final double days;
    private final double[] weight;
    private final double[] squares;
    private final double[] harmDays;

    private FadedCounts(PlaceHistory history, double days, double[] weight, double[] squares, double[] harmDays) {
        this.history = history;
        this.days = days;
        this.weight = weight;
        this.squares = squares;
        this.harmDays = harmDays;
    }

    /** Counts the last {@code lookBackDays}; {@code halfLifeDays} is infinite if nothing fades. */
    static FadedCounts of(PlaceHistory known, int lookBackDays, double halfLifeDays) {
        LocalDateTime since = known.until().minusDays(lookBackDays);
        PlaceHistory history = since.isAfter(known.from()) ? known.since(since) : known;
        double perDay = Math.log(2) / halfLifeDays; // 0 if nothing fades
        int n = history.places();
        double[] weight = new double[n];
        double[] squares = new double[n];
        double[] harmDays = new double[n];
        int until = history.untilMinute();
        for (int i = 0; i < history.size(); i++) {
            double w = perDay == 0 ? 1 : Math.exp(-perDay * (until - history.minute(i)) / EventColumns.DAY);
            int place = history.place(i);
            weight[place] += w;
            squares[place] += w * w;
            harmDays[place] += w * history.harmDays(i);
        }
        double days = perDay == 0 ? history.days() : -Math.expm1(-perDay * history.days()) / perDay;
        return new FadedCounts(history, days, weight, squares, harmDays);
    }

    /** {@return the events that were counted} */
    PlaceHistory history() {
        return history;
    }

    /** {@return the days, each by what an event of that day counts} */
    double days() {
        return days;
    }

    double weight(int place) {
        return weight[place];
    }

    double harmDays(int place) {
        return harmDays[place];
    }

    /** {@return how many events of full weight are as sure as weights that sum to 1, all places together: 1 if nothing fades} */
    double fullEventsPerWeight() {
        double sum = 0;
        double sumOfSquares = 0;
        for (int place = 0; place < weight.length; place++) {
            sum += weight[place];
            sumOfSquares += squares[place];
        }
        return sum / sumOfSquares;
    }

    /** {@return how many events of weight 1 would be as sure} */
    double worth(int place) {
        return squares[place] == 0 ? 0 : weight[place] * weight[place] / squares[place];
    }
}
