package org.harmspot.forecast;

import org.harmspot.internal.Check;

/**
 * A way to say what the coming hours will bring to each place. One method makes one:
 *
 * <pre>{@code
 * Forecaster nearest = (known, window) -> Forecast.of(known, window, myCounts(known));
 * }</pre>
 *
 * <p>What a forecaster may use is in {@code known}, and nothing else: the history holds no event that was not known at its
 * {@linkplain PlaceHistory#until() end}. The same history and window give the same forecast, and a forecaster may be shared between
 * threads.
 *
 * <p><strong>Rolling origins.</strong> A forecaster with parameters to estimate does so at each forecast, unless they are held:
 * {@link #fitted} estimates them once, and the forecaster that it returns keeps them while it still reads the newest history. So a
 * hindcast may fit every four weeks and forecast every day:
 *
 * <pre>{@code
 * Forecaster held = SelfExciting.ofPlaces().fitted(history.before(january));
 * Forecast first = held.forecast(history.before(monday), Window.day(monday.toLocalDate()));
 * }</pre>
 */
@FunctionalInterface
public interface Forecaster {
    /**
     * Says what a window will bring.
     *
     * @param known what is known when the forecast is made; its end must not be after the window begins
     * @param window the hours to say it for
     * @return one expectation for each place of the history
     * @throws IllegalArgumentException if too little is known, saying how much is needed, or if the window begins before the history ends
     */
    Forecast forecast(PlaceHistory known, Window window);

    /**
     * Returns this forecaster with its parameters estimated and held.
     *
     * @param known what they are estimated from
     * @return a forecaster that estimates no more; this one if it has no parameters to estimate
     * @throws IllegalArgumentException if too little is known
     */
    default Forecaster fitted(PlaceHistory known) {
        return this;
    }

    /** {@return what to call it in a table, short} */
    default String name() {
        return "own forecaster";
    }

    /** {@return what it does, with its parameters, in words} */
    default String method() {
        return name();
    }

    /**
     * Returns this forecaster under another name, for a table in which it stands twice or for a forecaster of your own.
     *
     * @param name short, not blank
     * @return the same forecaster
     * @throws IllegalArgumentException if the name is blank
     */
    default Forecaster named(String name) {
        Check.notBlank(name, "name");
        Forecaster self = this;
        return new Forecaster() {
            @Override
            public Forecast forecast(PlaceHistory known, Window window) {
                return self.forecast(known, window);
            }

            @Override
            public Forecaster fitted(PlaceHistory known) {
                return self.fitted(known).named(name);
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public String method() {
                return self.method();
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
