package org.harmspot.forecast;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/** Windows that are over, to see how forecasters would have done: each stands at the start of a window and knows nothing later. */
final class PastWindows {
    private final PlaceHistory known;
    private final LocalDateTime[] starts;
    private final Duration length;

    private PastWindows(PlaceHistory known, LocalDateTime[] starts, Duration length) {
        this.known = known;
        this.starts = starts;
        this.length = length;
    }

    /** So many windows as long as one, the last ending with the history, each so many days (or its own length) before the next. */
    static PastWindows of(PlaceHistory known, Window like, int windows, int everyDays) {
        Duration length = Duration.between(like.from(), like.to());
        Duration apart = length.compareTo(Duration.ofDays(everyDays)) > 0 ? length : Duration.ofDays(everyDays);
        LocalDateTime[] starts = new LocalDateTime[windows];
        LocalDateTime start = known.until().minus(length);
        for (int w = windows - 1; w >= 0; w--) {
            starts[w] = start;
            start = start.minus(apart);
        }
        if (!starts[0].isAfter(known.from())) {
            throw new TooLittleHistoryException(
                    "an ensemble needs history before its " + windows + " past windows, from " + starts[0]
                            + " on, but it begins at " + known.from() + "; take fewer past windows: withPastWindows");
        }
        return new PastWindows(known, starts, length);
    }

    LocalDateTime first() {
        return starts[0];
    }

    /** How the forecasters, fitted to what was known before the first window, are best mixed. */
    MixtureWeights mixture(List<Forecaster> members) {
        int n = known.places();
        int m = members.size();
        double[][] expected = new double[m][starts.length * n];
        double[] came = new double[starts.length * n];
        for (int w = 0; w < starts.length; w++) {
            PlaceHistory before = known.before(starts[w]);
            Window window = new Window(starts[w], starts[w].plus(length));
            for (int k = 0; k < m; k++) {
                double[] counts = members.get(k).forecast(before, window).counts();
                System.arraycopy(counts, 0, expected[k], w * n, n);
            }
            double[] counts = known.observed(window).counts();
            System.arraycopy(counts, 0, came, w * n, n);
        }
        return MixtureWeights.of(expected, came);
    }
}
