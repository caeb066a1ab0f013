package org.harmspot.evaluate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.harmspot.chance.MonteCarlo.Progress;
import org.harmspot.forecast.Forecast;
import org.harmspot.forecast.Forecaster;
import org.harmspot.forecast.PlaceHistory;
import org.harmspot.forecast.TooLittleHistoryException;
import org.harmspot.forecast.Window;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;
import org.harmspot.internal.LocalMinutes;
import org.harmspot.internal.Parallel;

/**
 * Did the list work? Goes back to each day, makes the list from what was known then, and looks at what the day brought.
 *
 * <pre>{@code
 * PlaceHistory history = PlaceHistory.of(weighed, Grid.squares(city, 250));
 * HindcastResult result = Hindcast.of(history, Period.daysBefore(date, 365))
 *         .withBudget(Budget.shareOfArea(0.005))
 *         .compare(PriorCounts.ofDays(365), PriorCounts.ofDays(1095).withHalfLifeDays(180), myOwn);
 * System.out.println(result);
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>what is known</td><td>what had happened before the window begins and, where report times are there, had been reported: all else
 *     is kept from the forecasters</td></tr>
 * <tr><td>what came</td><td>all that happened in the window, whenever it was reported</td></tr>
 * <tr><td>choice</td><td>places by expected harm for what they cost, whole, until the budget is spent: see {@link Budget}</td></tr>
 * <tr><td>ties</td><td>equal places are taken by a lot that is drawn once and is the same for all methods and days; what differs in the
 *     tenth digit counts as equal</td></tr>
 * <tr><td>parameters</td><td>estimated every 28 days from what was known then, and held in between</td></tr>
 * <tr><td>the first method</td><td>is the baseline that the others are compared with</td></tr>
 * <tr><td>chance and best possible</td><td>always the first and last row</td></tr>
 * </table>
 *
 * <p>Months without a day: use {@link Step#MONTH}, since such incidents count at the end of their month.
 *
 * <p><strong>Read with care.</strong> It measures whether harm was where the list said, not what a patrol would have changed there; and
 * where patrols went already, what they prevented is missing from the record.
 *
 * <p><strong>Source:</strong> Adepeju, Rosser and Cheng (2016), <em>International Journal of Geographical Information Science</em> 30,
 * 2133–2154, doi:10.1080/13658816.2016.1159684, for measures side by side; Tashman (2000), <em>International Journal of Forecasting</em> 16,
 * 437–450, doi:10.1016/S0169-2070(00)00065-0, for rolling origins. <strong>Checked against:</strong> hand-worked windows, figures of the R
 * package ptools and of PredictCode, and answers planted in the future, which change no list.
 */
public final class Hindcast {
    /** How long a window is. */
    public enum Step {
        /** A day. */
        DAY(7),
        /** Seven days. */
        WEEK(4),
        /** A month of the calendar. */
        MONTH(3);

        private final int block; // how many windows go together in intervals

        Step(int block) {
            this.block = block;
        }

        private LocalDate after(LocalDate first, int steps) {
            return switch (this) {
                case DAY -> first.plusDays(steps);
                case WEEK -> first.plusWeeks(steps);
                case MONTH -> first.plusMonths(steps);
            };
        }
    }

    private static final int DAYS_BEFORE = 365;

    private final PlaceHistory history;
    private final Period period;
    private final Step step;
    private final LocalTime start;
    private final Budget budget;
    private final int delayDays;
    private final int refitDays;
    private final Progress progress;

    private Hindcast(
            PlaceHistory history,
            Period period,
            Step step,
            LocalTime start,
            Budget budget,
            int delayDays,
            int refitDays,
            Progress progress) {
        this.history = history;
        this.period = period;
        this.step = step;
        this.start = start;
        this.budget = budget;
        this.delayDays = delayDays;
        this.refitDays = refitDays;
        this.progress = progress;
    }

    /**
     * Returns a hindcast by days from midnight, of 0.5 % of the area, without delay, with parameters estimated every 28 days.
     *
     * @param history all that happened, before the period and in it
     * @param period the days to go back to; within the history
     * @return the hindcast
     * @throws IllegalArgumentException if the period does not lie within the history, with something before it
     */
    public static Hindcast of(PlaceHistory history, Period period) {
        if (!period.from().atStartOfDay().isAfter(history.from())
                || period.to().atStartOfDay().isAfter(history.until())) {
            throw new IllegalArgumentException("period must lie within the history, with some of it before, but was "
                    + period + " and the history is from " + history.from() + " to " + history.until());
        }
        return new Hindcast(
                history, period, Step.DAY, LocalTime.MIDNIGHT, Budget.shareOfArea(0.005), 0, 28, (done, of) -> true);
    }

    /**
     * Returns the hindcast by other windows; what is left of the period after the last whole one is not used.
     *
     * @param length of a window
     * @return a copy
     */
    public Hindcast by(Step length) {
        return new Hindcast(
                history, period, Check.notNull(length, "length"), start, budget, delayDays, refitDays, progress);
    }

    /**
     * Returns the hindcast with windows that begin at another time of the day.
     *
     * @param time e.g. 06:00, for the policing day
     * @return a copy
     */
    public Hindcast startingAt(LocalTime time) {
        return new Hindcast(history, period, step, Check.notNull(time, "time"), budget, delayDays, refitDays, progress);
    }

    /**
     * Returns the hindcast with another budget.
     *
     * @param forEachWindow how much can be chosen
     * @return a copy
     */
    public Hindcast withBudget(Budget forEachWindow) {
        return new Hindcast(
                history, period, step, start, Check.notNull(forEachWindow, "budget"), delayDays, refitDays, progress);
    }

    /**
     * Returns the hindcast for data that arrive late.
     *
     * @param days how long before a window the newest known incident is; {@code >= 0}
     * @return a copy
     */
    public Hindcast withDelayDays(int days) {
        return new Hindcast(history, period, step, start, budget, Check.atLeast(0, days, "days"), refitDays, progress);
    }

    /**
     * Returns the hindcast with parameters estimated more or less often.
     *
     * @param days how many days they are held; {@code >= 1}
     * @return a copy
     */
    public Hindcast withRefitDays(int days) {
        return new Hindcast(history, period, step, start, budget, delayDays, Check.atLeast(1, days, "days"), progress);
    }

    /**
     * Returns a copy that reports how far it has come, in windows of all methods.
     *
     * @param listener who hears it, from any thread, and may end it
     * @return the copy
     */
    public Hindcast with(Progress listener) {
        return new Hindcast(
                history, period, step, start, budget, delayDays, refitDays, Check.notNull(listener, "listener"));
    }

    /**
     * Goes back to each window and compares methods.
     *
     * @param forecasters the methods, the baseline first, with different names
     * @return their rows
     * @throws IllegalArgumentException if there are none, two have one name, the period is shorter than a window, or the baseline says that
     *     too little was known; another method that says so is {@linkplain HindcastResult#leftOut() left out}
     * @throws CancellationException if the listener ends it
     */
    public HindcastResult compare(Forecaster... forecasters) {
        return compare(List.of(forecasters));
    }

    /**
     * Goes back to each window and compares methods.
     *
     * @param forecasters the methods, the baseline first, with different names
     * @return their rows
     * @throws IllegalArgumentException as above
     * @throws CancellationException if the listener ends it
     */
    public HindcastResult compare(List<Forecaster> forecasters) {
        Check.notEmpty(forecasters, "forecasters");
        Set<String> names = new HashSet<>(List.of(HindcastResult.CHANCE, HindcastResult.BEST));
        for (Forecaster forecaster : forecasters) {
            if (!names.add(forecaster.name())) {
                throw new IllegalArgumentException("forecasters must have different names, but two are '"
                        + forecaster.name() + "'; rename one: forecaster.named(\"…\")");
            }
        }
        return new Run(forecasters).result();
    }

    private List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        for (int i = 0; !step.after(period.from(), i + 1).isAfter(period.to()); i++) {
            LocalDateTime to = step.after(period.from(), i + 1).atTime(start);
            if (to.isAfter(history.until())) {
                break; // a day that starts at six ends after the record does
            }
            windows.add(new Window(step.after(period.from(), i).atTime(start), to));
        }
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("period must hold at least one window, but was " + period);
        }
        return windows;
    }

    private PlaceHistory knownBefore(Window window) {
        return history.before(window.from().minusDays(delayDays));
    }

    /** One comparison: the windows cut into stretches over which parameters are held, and every method on every stretch. */
    private final class Run {
        private final List<Forecaster> forecasters;
        private final List<Window> windows = windows();
        private final int[] stretches; // the first window of each, and the end
        private final double[] squareKilometres = new double[history.places()];
        private final Choice choice;
        private final double[][][] rows;
        private final int[][][] lists; // by method and window: the chosen places
        private final double[][][] curves; // by method and stretch: hits and harm by coverage
        private final AtomicReferenceArray<TooLittleHistoryException> refusals; // by method and stretch
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();

        Run(List<Forecaster> forecasters) {
            this.forecasters = forecasters;
            Arrays.setAll(squareKilometres, history::squareKilometres);
            this.choice = new Choice(squareKilometres, budget);
            this.stretches = stretches();
            int all = forecasters.size() + 2;
            this.rows = new double[all][windows.size()][];
            this.lists = new int[forecasters.size()][windows.size()][];
            this.curves = new double[all][2 * (stretches.length - 1)][WindowScores.STEPS];
            this.refusals = new AtomicReferenceArray<>(forecasters.size() * (stretches.length - 1));
        }

        private int[] stretches() {
            int[] first = new int[windows.size() + 1];
            int many = 0;
            LocalDateTime next = windows.get(0).from();
            for (int w = 0; w < windows.size(); w++) {
                if (!windows.get(w).from().isBefore(next)) {
                    first[many++] = w;
                    next = windows.get(w).from().plusDays(refitDays);
                }
            }
            first[many++] = windows.size();
            return Arrays.copyOf(first, many);
        }

        HindcastResult result() {
            int parts = stretches.length - 1;
            Parallel.chunks(parts * (forecasters.size() + 1), 1, (from, to) -> {
                for (int part = from; part < to && !ended.get(); part++) {
                    int method = part / parts;
                    if (method < forecasters.size()) {
                        try {
                            method(method, part % parts);
                        } catch (TooLittleHistoryException e) {
                            refusals.set(part, e);
                        }
                    } else {
                        bounds(part % parts);
                    }
                }
            });
            if (ended.get()) {
                throw new CancellationException("ended by its listener after " + done.get() + " of " + total());
            }
            List<PredictionAccuracy> table = new ArrayList<>();
            table.add(row(forecasters.size(), HindcastResult.CHANCE, "places drawn by lot"));
            Map<String, String> leftOut = new LinkedHashMap<>();
            for (int m = 0; m < forecasters.size(); m++) {
                Optional<TooLittleHistoryException> refusal = refusal(m);
                if (refusal.isPresent() && m == 0) {
                    throw refusal.get();
                }
                if (refusal.isPresent()) {
                    leftOut.put(forecasters.get(m).name(), refusal.get().getMessage());
                } else {
                    countKept(m);
                    table.add(
                            row(m, forecasters.get(m).name(), forecasters.get(m).method()));
                }
            }
            table.add(row(forecasters.size() + 1, HindcastResult.BEST, "the places with most, known only afterwards"));
            return new HindcastResult(table, windows, budget.toString(), history.caveats(), leftOut);
        }

        /** The first refusal of a method by time, whichever thread met which first. */
        private Optional<TooLittleHistoryException> refusal(int m) {
            int parts = stretches.length - 1;
            return IntStream.range(m * parts, (m + 1) * parts)
                    .mapToObj(refusals::get)
                    .filter(Objects::nonNull)
                    .findFirst();
        }

        private int total() {
            return windows.size() * (forecasters.size() + 1);
        }

        private PredictionAccuracy row(int m, String name, String method) {
            double[] hits = new double[WindowScores.STEPS];
            double[] harm = new double[WindowScores.STEPS];
            for (int i = 0; i < curves[m].length; i++) {
                for (int k = 0; k < WindowScores.STEPS; k++) {
                    (i % 2 == 0 ? hits : harm)[k] += curves[m][i][k];
                }
            }
            boolean drawn = Budget.sum(hits) > 0;
            double[] none = {};
            return new PredictionAccuracy(name, method, rows[m], drawn ? hits : none, drawn ? harm : none, step.block);
        }

        private void method(int m, int part) {
            int first = stretches[part];
            Forecaster held = forecasters.get(m).fitted(knownBefore(windows.get(first)));
            for (int w = first; w < stretches[part + 1] && !ended.get(); w++) {
                Forecast forecast = held.forecast(knownBefore(windows.get(w)), windows.get(w));
                int[] order = choice.order(forecast.harmDays());
                lists[m][w] = choice.within(order);
                rows[m][w] = scores(windows.get(w))
                        .of(forecast, order, lists[m][w], curves[m][2 * part], curves[m][2 * part + 1]);
                step();
            }
        }

        /** How much of each list was on the one before, once all are made. */
        private void countKept(int m) {
            for (int w = 1; w < windows.size(); w++) {
                BitSet before = new BitSet();
                Arrays.stream(lists[m][w - 1]).forEach(before::set);
                rows[m][w][Tally.LISTED_BEFORE.ordinal()] = lists[m][w - 1].length;
                rows[m][w][Tally.KEPT.ordinal()] =
                        Arrays.stream(lists[m][w]).filter(before::get).count();
            }
        }

        private void bounds(int part) {
            int m = forecasters.size();
            for (int w = stretches[part]; w < stretches[part + 1] && !ended.get(); w++) {
                WindowScores scores = scores(windows.get(w));
                rows[m][w] = scores.chance();
                rows[m + 1][w] = scores.best(curves[m + 1][2 * part], curves[m + 1][2 * part + 1]);
                step();
            }
        }

        private void step() {
            if (!progress.goOn(done.incrementAndGet(), total())) {
                ended.set(true);
            }
        }

        private WindowScores scores(Window window) {
            double[] counts = new double[history.places()];
            double[] harm = new double[history.places()];
            int end = LocalMinutes.of(window.to());
            for (int i = firstAtOrAfter(window.from()); i < history.size() && history.minute(i) < end; i++) {
                counts[history.place(i)]++;
                harm[history.place(i)] += history.harmDays(i);
            }
            PlaceHistory known = knownBefore(window);
            LocalDateTime yearBefore = known.until().minusDays(DAYS_BEFORE);
            double[] before = (yearBefore.isAfter(known.from()) ? known.since(yearBefore) : known).counts();
            return new WindowScores(choice, squareKilometres, counts, harm, before);
        }
    }

    private int firstAtOrAfter(LocalDateTime time) {
        int minute = LocalMinutes.of(time);
        int low = 0;
        int high = history.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (history.minute(middle) < minute) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
