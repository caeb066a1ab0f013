package org.harmspot.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.harmspot.internal.Check;
import org.harmspot.internal.LocalMinutes;

/**
 * When as well as where: what another forecaster expects of a week, shared out by the hours in which each place has its incidents.
 *
 * <pre>{@code
 * Forecaster tonight = Seasonal.of(PriorHarm.ofDays(3 * 365).withHalfLifeDays(365));
 * tonight.forecast(known, Window.shift(date, LocalTime.of(22, 0), 8));
 * }</pre>
 *
 * <p><strong>Partial pooling.</strong> The week of a place is made of its own incidents and, by a Gaussian of their distance, those of
 * places around it: n of them, n_b in block b of the week's 28 blocks of six hours (from midnight). It is drawn towards that of all
 * places, p_b, and within a block the hours are those of all places:
 *
 * <pre>{@code
 * (n_b + k p_b) / (n + k)  times  p_h / p_b for hour h of block b
 * }</pre>
 *
 * <p>k is chosen so that each incident's block is best predicted by all the other incidents (leave one out). A street of bars gets its
 * weekend nights, a place with three incidents those of the force. The same is done with the time of year, in months each counted with
 * the one before and after, to say where a season shows more than elsewhere; how much the season adds to all places alike is left to the
 * other forecaster.
 *
 * <p>Incidents without an hour stay out of the hour-of-week profile; the time of year is used from three years of history on.
 *
 * <p><strong>Assumes</strong> that hours and places keep their pattern over the history; public holidays and events are not known.
 *
 * <p><strong>Source:</strong> Felson and Poulsen (2003), <em>Simple indicators of crime by time of day</em>, International Journal of
 * Forecasting 19(4), 595–601, doi:10.1016/S0169-2070(03)00093-1; Gelman and Hill (2007), <em>Data Analysis Using Regression and
 * Multilevel/Hierarchical Models</em>, chapter 12, for partial pooling. <strong>Checked against:</strong> the definition, event by event,
 * on seeded histories, and simulated places with known hours.
 */
public final class Seasonal implements Forecaster {
    /** With fewer incidents of known hour than this, a profile of the week is chance. */
    public static final int FEWEST_TIMED = 200;

    private static final int HOURS = 7 * 24;
    private static final int BLOCK = 6; // hours: night, morning, afternoon, evening
    private static final int MONTHS = 12;
    private static final int MONDAY = 4 * 24; // hours from 1970-01-01, a Thursday, to the next Monday
    private static final double YEARS_FOR_A_SEASON = 3;

    private final Forecaster base;
    private final double spreadMetres;

    private Seasonal(Forecaster base, double spreadMetres) {
        this.base = base;
        this.spreadMetres = spreadMetres;
    }

    /**
     * Returns a forecaster that shares out another one's weeks by hours. Profiles borrow from around by a standard deviation of 200 m.
     *
     * @param base says how much a week will bring to each place
     * @return the forecaster
     */
    public static Seasonal of(Forecaster base) {
        return new Seasonal(Check.notNull(base, "base"), 200);
    }

    /**
     * Returns this forecaster with another reach of the profiles.
     *
     * @param metres standard deviation of the Gaussian by which places lend their hours; {@code > 0}; by default 200
     * @return a copy
     */
    public Seasonal withSpreadMetres(double metres) {
        return new Seasonal(base, Check.positive(metres, "spreadMetres"));
    }

    @Override
    public Forecast forecast(PlaceHistory known, Window window) {
        return fitted(known).forecast(known, window);
    }

    @Override
    public Forecaster fitted(PlaceHistory known) {
        int timed = 0;
        for (int i = 0; i < known.size(); i++) {
            timed += known.hasHour(i) ? 1 : 0;
        }
        if (timed < FEWEST_TIMED) {
            throw new TooLittleHistoryException(name() + " needs >= " + FEWEST_TIMED
                    + " events of known hour, but knows " + timed + "; forecast whole weeks or months without it");
        }
        Spread spread = Spread.of(known.points(), spreadMetres);
        return new Fitted(base.fitted(known), weeks(known, timed, spread), hoursOfBlocks(known), months(known, spread));
    }

    /** How the events of all places that fall into a block of the week fall into its hours: they sum to 1 in each block. */
    private static double[] hoursOfBlocks(PlaceHistory known) {
        double[] share = new double[HOURS];
        double[] block = new double[HOURS / BLOCK];
        Arrays.fill(share, 1);
        Arrays.fill(block, BLOCK);
        for (int i = 0; i < known.size(); i++) {
            if (known.hasHour(i)) {
                int hour = hourOfWeek(Math.floorDiv(known.minute(i), 60));
                share[hour]++;
                block[hour / BLOCK]++;
            }
        }
        for (int hour = 0; hour < HOURS; hour++) {
            share[hour] /= block[hour / BLOCK];
        }
        return share;
    }

    private static PooledProfile weeks(PlaceHistory known, int timed, Spread spread) {
        int[] place = new int[timed];
        int[] block = new int[timed];
        int k = 0;
        for (int i = 0; i < known.size(); i++) {
            if (known.hasHour(i)) {
                place[k] = known.place(i);
                block[k++] = hourOfWeek(Math.floorDiv(known.minute(i), 60)) / BLOCK;
            }
        }
        return PooledProfile.of(HOURS / BLOCK, known.places(), place, block, spread);
    }

    /** The time of year of events in whole years, or null if there are too few years. */
    private static PooledProfile months(PlaceHistory known, Spread spread) {
        int years = (int) (known.days() / 365.25);
        if (years < YEARS_FOR_A_SEASON) {
            return null;
        }
        PlaceHistory whole = known.since(known.until().minusYears(years));
        int[] place = new int[whole.size()];
        int[] month = new int[whole.size()];
        for (int i = 0; i < place.length; i++) {
            place[i] = whole.place(i);
            month[i] = LocalMinutes.toDate(whole.minute(i)).getMonthValue() - 1;
        }
        return PooledProfile.of(MONTHS, known.places(), place, month, spread);
    }

    private static int hourOfWeek(int hoursSinceEpoch) {
        return Math.floorMod(hoursSinceEpoch - MONDAY, HOURS);
    }

    @Override
    public String name() {
        return "seasonal";
    }

    @Override
    public String method() {
        return base.method() + ", by hour of week and time of year; profiles pooled within " + spreadMetres
                + " m (standard deviation) and with all places";
    }

    @Override
    public String toString() {
        return method();
    }

    /** With its profiles held. */
    private final class Fitted implements Forecaster {
        private final Forecaster fittedBase;
        private final PooledProfile weeks;
        private final double[] hoursOfBlocks;
        private final PooledProfile months;

        Fitted(Forecaster fittedBase, PooledProfile weeks, double[] hoursOfBlocks, PooledProfile months) {
            this.fittedBase = fittedBase;
            this.weeks = weeks;
            this.hoursOfBlocks = hoursOfBlocks;
            this.months = months;
        }

        @Override
        public Forecast forecast(PlaceHistory known, Window window) {
            Window week = new Window(window.from(), window.from().plusWeeks(1));
            Forecast ofWeek = fittedBase.forecast(known, week);
            double[] inWindow = blocksOf(window);
            double[] season = monthsOf(window.from().toLocalDate());
            double seasonEverywhere = months == null ? 1 : months.share(season);
            double[] counts = ofWeek.counts();
            double[] harm = ofWeek.harmDays();
            for (int place = 0; place < counts.length; place++) {
                double factor = weeks.share(place, inWindow);
                if (months != null) {
                    factor *= months.share(place, season) / seasonEverywhere;
                }
                counts[place] *= factor;
                harm[place] *= factor;
            }
            String words = String.format(
                    Locale.ROOT, "%s (all places count as %.0f events of a place)", method(), weeks.pooling());
            return Forecast.of(known, window, counts)
                    .withHarmDays(harm)
                    .withShapes(ofWeek.shapes())
                    .withMethod(words, assumptions(ofWeek, known));
        }

        private String[] assumptions(Forecast ofWeek, PlaceHistory known) {
            int own = ofWeek.caveats().size() - known.caveats().size();
            String[] all = Arrays.copyOf(ofWeek.caveats().toArray(String[]::new), Math.max(0, own) + 1);
            all[all.length - 1] = "Hours and seasons keep their pattern; holidays and events are not known.";
            return all;
        }

        /** How much of each block of the week the window covers, by its hours; more than 1 if it is longer than a week. */
        private double[] blocksOf(Window window) {
            double[] covered = new double[HOURS / BLOCK];
            int minute = window.fromMinute();
            while (minute < window.toMinute()) {
                int hour = Math.floorDiv(minute, 60);
                int next = Math.min(window.toMinute(), (hour + 1) * 60);
                covered[hourOfWeek(hour) / BLOCK] += (next - minute) / 60.0 * hoursOfBlocks[hourOfWeek(hour)];
                minute = next;
            }
            return covered;
        }

        private double[] monthsOf(LocalDate date) {
            double[] weights = new double[MONTHS];
            int month = date.getMonthValue() - 1;
            for (int k = -1; k <= 1; k++) {
                weights[Math.floorMod(month + k, MONTHS)] = 1;
            }
            return weights;
        }

        @Override
        public String name() {
            return Seasonal.this.name();
        }

        @Override
        public String method() {
            return Seasonal.this.method();
        }
    }
}
