package org.harmspot.forecast;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;

/**
 * What a window is expected to bring to each place: so many incidents, so much harm, and how sure that is.
 *
 * <pre>{@code
 * int worst = forecast.ranked()[0];
 * forecast.harmDays(worst);              // expected harm
 * forecast.count(worst).mean();          // expected incidents
 * forecast.count(worst).interval(.9);    // and between which counts nine in ten such windows end
 * }</pre>
 *
 * <p>Immutable. It is about places; it says nothing about any person, and nothing about why.
 */
public final class Forecast {
    private final PlaceHistory known;
    private final Window window;
    private final double[] counts;
    private final double[] harmDays;
    private final double[] shapes; // null for Poisson
    private final String method;
    private final List<String> caveats;

    private Forecast(
            PlaceHistory known,
            Window window,
            double[] counts,
            double[] harmDays,
            double[] shapes,
            String method,
            List<String> caveats) {
        this.known = known;
        this.window = window;
        this.counts = counts;
        this.harmDays = harmDays;
        this.shapes = shapes;
        this.method = method;
        this.caveats = caveats;
    }

    /**
     * Returns a forecast of counts. Until {@link #withHarmDays} and {@link #withShapes} say more, an incident weighs everywhere what it
     * weighed on average in the history, and rates count as known, so that counts are Poisson.
     *
     * @param known what it was made from
     * @param window what it is for; begins no earlier than the history ends
     * @param expectedCounts one for each place, finite and {@code >= 0}
     * @return the forecast
     * @throws IllegalArgumentException if the window begins before the history ends, or there is not one count for each place
     */
    public static Forecast of(PlaceHistory known, Window window, double[] expectedCounts) {
        if (window.from().isBefore(known.until())) {
            throw new IllegalArgumentException("window must not begin before the history ends, but was " + window
                    + " and the history ends at " + known.until() + "; cut it: history.before(window.from())");
        }
        Check.sameLength(expectedCounts.length, "expectedCounts", known.places(), "places");
        double[] counts = Check.notNegative(expectedCounts, "expectedCounts").clone();
        double each = known.size() == 0 ? 0 : known.totalHarmDays() / known.size();
        double[] harmDays = new double[counts.length];
        for (int place = 0; place < counts.length; place++) {
            harmDays[place] = counts[place] * each;
        }
        return new Forecast(known, window, counts, harmDays, null, "", known.caveats());
    }

    /**
     * Returns this forecast with other expected harm.
     *
     * @param expectedHarmDays one for each place, finite and {@code >= 0}
     * @return a copy
     */
    public Forecast withHarmDays(double[] expectedHarmDays) {
        Check.sameLength(expectedHarmDays.length, "expectedHarmDays", counts.length, "places");
        double[] days = Check.notNegative(expectedHarmDays, "expectedHarmDays").clone();
        return new Forecast(known, window, counts, days, shapes, method, caveats);
    }

    /**
     * Returns this forecast with a say in how surely the rates are known.
     *
     * @param gammaShapes for each place {@link PredictedCount#shape()}; {@code > 0}
     * @return a copy
     */
    public Forecast withShapes(double[] gammaShapes) {
        Check.sameLength(gammaShapes.length, "gammaShapes", counts.length, "places");
        for (int place = 0; place < counts.length; place++) {
            if (!(gammaShapes[place] > 0)) {
                throw new IllegalArgumentException(
                        "gammaShapes[" + place + "] must be > 0, but was " + gammaShapes[place]);
            }
        }
        return new Forecast(known, window, counts, harmDays, gammaShapes.clone(), method, caveats);
    }

    /**
     * Returns this forecast with the words that go under it.
     *
     * @param words how it was made, with its parameters
     * @param assumptions what it takes for granted and a reader should know; come before the caveats of the data
     * @return a copy
     */
    public Forecast withMethod(String words, String... assumptions) {
        List<String> all = java.util.stream.Stream.concat(Arrays.stream(assumptions), caveats.stream())
                .toList();
        return new Forecast(known, window, counts, harmDays, shapes, Check.notBlank(words, "words"), all);
    }

    /** {@return how many places there are} */
    public int places() {
        return counts.length;
    }

    /** {@return where the places are, in metres} */
    public Points points() {
        return known.points();
    }

    /** {@return the hours that it is for} */
    public Window window() {
        return window;
    }

    /** {@return when it was made: nothing later was used} */
    public LocalDateTime madeAt() {
        return known.until();
    }

    /**
     * Returns the count to expect at a place, with its distribution.
     *
     * @param place the place
     * @return expected count, chances and intervals
     */
    public PredictedCount count(int place) {
        return new PredictedCount(counts[place], shapes == null ? Double.POSITIVE_INFINITY : shapes[place]);
    }

    /** {@return the expected count of each place} */
    public double[] counts() {
        return counts.clone();
    }

    /**
     * Returns the harm to expect at a place.
     *
     * @param place the place
     * @return days, or incidents where they were not weighed
     */
    public double harmDays(int place) {
        return harmDays[place];
    }

    /** {@return the expected harm of each place} */
    public double[] harmDays() {
        return harmDays.clone();
    }

    /** {@return the gamma shape of each place; infinite throughout where counts are Poisson} */
    public double[] shapes() {
        double[] all = new double[counts.length];
        Arrays.fill(all, Double.POSITIVE_INFINITY);
        return shapes == null ? all : shapes.clone();
    }

    /** {@return the expected count of all places together} */
    public double totalCount() {
        return Arrays.stream(counts).sum();
    }

    /** {@return the expected harm of all places together} */
    public double totalHarmDays() {
        return Arrays.stream(harmDays).sum();
    }

    /** {@return all places by expected harm, the worst first; of equals, the lower-numbered} */
    public int[] ranked() {
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer place) -> -harmDays[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** {@return how it was made, with its parameters; empty if nobody said} */
    public String method() {
        return method;
    }

    /** {@return what it takes for granted and what a reader should know; may be empty} */
    public List<String> caveats() {
        return caveats;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "Forecast[%s: %.4g incidents at %d places]", window, totalCount(), counts.length);
    }
}
