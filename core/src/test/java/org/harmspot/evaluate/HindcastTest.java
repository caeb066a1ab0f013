package org.harmspot.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.harmspot.forecast.Forecast;
import org.harmspot.forecast.Forecaster;
import org.harmspot.forecast.PlaceHistory;
import org.harmspot.forecast.PredictedCount;
import org.harmspot.forecast.PriorCounts;
import org.harmspot.forecast.SelfExciting;
import org.harmspot.geo.Points;
import org.harmspot.incident.Period;
import org.harmspot.internal.LocalMinutes;
import org.junit.jupiter.api.Test;

class HindcastTest {
    private static final LocalDate START = LocalDate.of(2025, 1, 1);
    private static final int NOON = 12 * 60;

    /** An incident at a place on a day since the start, at noon. */
    private record Event(int place, int day, double harm) {}

    private static PlaceHistory history(double[] squareKilometres, List<Event> events) {
        int n = squareKilometres.length;
        double[] x = IntStream.range(0, n).mapToDouble(i -> 100 * i).toArray();
        int start = LocalMinutes.ofDay(START);
        return PlaceHistory.of(
                Points.of(x, new double[n]),
                squareKilometres,
                events.stream().mapToInt(Event::place).toArray(),
                events.stream().mapToInt(e -> start + e.day * 24 * 60 + NOON).toArray(),
                events.stream().mapToDouble(Event::harm).toArray());
    }

    private static Period days(int from, int to) {
        return new Period(START.plusDays(from), START.plusDays(to));
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Forecaster always(double... expected) {
        return (known, window) -> Forecast.of(known, window, expected);
    }

    private static PredictionAccuracy only(PlaceHistory history, Period period, Budget budget, Forecaster forecaster) {
        return Hindcast.of(history, period)
                .withBudget(budget)
                .compare(forecaster)
                .baseline();
    }

    /** One incident before, at place 0 on the first day; then so many at each place on the next. */
    private static PlaceHistory oneDay(double[] squareKilometres, int... counts) {
        List<Event> events = new ArrayList<>(List.of(new Event(0, 0, 1)));
        for (int place = 0; place < counts.length; place++) {
            for (int k = 0; k < counts[place]; k++) {
                events.add(new Event(place, 1, 1));
            }
        }
        return history(squareKilometres, events);
    }

    @Test
    void paiAndPeiAreThoseOfPtools() {
        // ptools, test of pai(): observed 6, 3, 0, predicted 3, 2, 1, equal areas: PAI 2, 1.5, 1 and PEI 1, 1, 1
        PlaceHistory history = oneDay(ones(3), 6, 3, 0);
        double[] pai = {2, 1.5, 1};
        for (int k = 1; k <= 3; k++) {
            PredictionAccuracy row = only(history, days(1, 2), Budget.places(k), always(3, 2, 1));
            assertEquals(pai[k - 1], row.value(HindcastMeasure.PAI), 1e-12);
            assertEquals(1, row.value(HindcastMeasure.PEI_STAR), 1e-12);
            assertEquals(1, row.value(HindcastMeasure.PEI_STAR_BOUND), 1e-12);
        }
        // the best map leaves the empty place out: PEI of all three is 9/3 over 9/2
        assertEquals(
                2 / 3.0,
                only(history, days(1, 2), Budget.places(3), always(3, 2, 1)).value(HindcastMeasure.PEI),
                1e-12);
    }

    @Test
    void hitRatesByCoverageAreThoseOfPredictCode() {
        // PredictCode, tests of evaluation.py: eight cells of risk 1 … 8, one event each; 49 % hold 3 of 8, 50 % hold
        // half
        double[] risk = {1, 2, 3, 4, 5, 6, 7, 8};
        PlaceHistory each = oneDay(ones(8), 1, 1, 1, 1, 1, 1, 1, 1);
        Forecaster byRisk = always(risk);
        assertEquals(
                3 / 8.0,
                only(each, days(1, 2), Budget.shareOfArea(.49), byRisk).value(HindcastMeasure.HIT_RATE),
                1e-12);
        assertEquals(.5, only(each, days(1, 2), Budget.shareOfArea(.5), byRisk).value(HindcastMeasure.HIT_RATE), 1e-12);
        // events in the cells of risk 5, 6, 4 and 8: inverse hit rates 25 % at 12.5, 50 at 37.5, 75 at 50, 100 at 62.5
        double[] curve = only(oneDay(ones(8), 0, 0, 0, 1, 1, 1, 0, 1), days(1, 2), Budget.places(1), byRisk)
                .hitRateCurve();
        assertEquals(.25, curve[250], 1e-12);
        assertEquals(.25, curve[749], 1e-12);
        assertEquals(.5, curve[750], 1e-12);
        assertEquals(.75, curve[1000], 1e-12);
        assertEquals(1, curve[1250], 1e-12);
    }

    @Test
    void twoDaysByHand() {
        // places of 1, 1 and 2 km²; before: three at 0, one at 1; then 2 and 1 at place 0 and 2, next day 1 at place 1
        // of harm 10
        PlaceHistory history = history(
                new double[] {1, 1, 2},
                List.of(
                        new Event(0, 0, 1),
                        new Event(0, 0, 1),
                        new Event(0, 0, 1),
                        new Event(1, 0, 1),
                        new Event(0, 1, 2),
                        new Event(0, 1, 2),
                        new Event(2, 1, 4),
                        new Event(1, 2, 10)));
        HindcastResult result =
                Hindcast.of(history, days(1, 3)).withBudget(Budget.places(1)).compare(always(3, 2, 1));
        PredictionAccuracy row = result.baseline();
        assertEquals(4, row.incidents());
        assertEquals(2 / 4.0, row.value(HindcastMeasure.HIT_RATE), 1e-12);
        assertEquals(4 / 18.0, row.value(HindcastMeasure.HARM_HIT_RATE), 1e-12);
        assertEquals(1 / 4.0, row.shareOfArea(), 1e-12);
        assertEquals(2, row.value(HindcastMeasure.PAI), 1e-12);
        assertEquals(2 / 3.0, row.value(HindcastMeasure.PEI_STAR), 1e-12);
        assertEquals(4 / 14.0, row.value(HindcastMeasure.HARM_PEI_STAR), 1e-12);
        assertEquals(1, row.value(HindcastMeasure.SEARCH_EFFICIENCY), 1e-12); // 2 in 2 km²-days
        assertEquals(6 / 2.0, row.value(HindcastMeasure.PREDICTED_TO_OBSERVED), 1e-12);
        assertEquals(1, row.value(HindcastMeasure.STABILITY), 1e-12);
        // Levine: on day one 2 of 3 after 3 of 4 before; on day two 0 of 1 after 5 of 7
        assertEquals(2 / 8.0 / (4 / 11.0), row.value(HindcastMeasure.RECAPTURE_RATE), 1e-12);
        assertEquals(1 / 3.0, result.of(HindcastResult.CHANCE).value(HindcastMeasure.HIT_RATE), 1e-12);
        assertEquals(14 / 18.0, result.of(HindcastResult.BEST).value(HindcastMeasure.HARM_HIT_RATE), 1e-12);
        // ranked 0, 1, 2: middles of their shares of the area at 1/8, 3/8, 6/8
        assertEquals(1 - (2 * .125 + .75 + .375) / 4, row.value(HindcastMeasure.AREA_UNDER_CURVE), 1e-12);
        assertEquals(2 / 3.0, row.value(0, HindcastMeasure.HIT_RATE), 1e-12);
    }

    @Test
    void scoresOfDistributionsAreThoseOfTheDefinition() {
        Seeds.forAll(200, random -> {
            double mean = random.nextInt(8) == 0 ? 0 : Math.exp(random.nextDouble(-6, 3));
            double shape = random.nextBoolean() ? Double.POSITIVE_INFINITY : Math.exp(random.nextDouble(-2, 5));
            int came = mean == 0 ? 0 : random.nextInt(6);
            PredictedCount predicted = new PredictedCount(mean, shape);
            double crps = 0;
            for (int k = 0; k < 2000; k++) {
                double off = predicted.chanceOfAtMost(k) - (came <= k ? 1 : 0);
                crps += off * off;
            }
            double[] row = new double[Tally.COUNT];
            WindowScores.distribution(row, mean, shape, came);
            assertEquals(crps, row[Tally.CRPS.ordinal()], 1e-8);
            assertEquals(Math.pow(predicted.chanceOfAny() - (came > 0 ? 1 : 0), 2), row[Tally.BRIER.ordinal()], 1e-10);
            assertEquals(predicted.logProbability(came), row[Tally.LOG_PROBABILITY.ordinal()], 1e-12);
        });
    }

    @Test
    void theKnapsackLiesBetweenGreedyAndBound() {
        Seeds.forAll(200, random -> {
            int n = 2 + random.nextInt(9);
            double[] area = random.doubles(n, .2, 3).toArray();
            double[] value = random.ints(n, 0, 6).asDoubleStream().toArray();
            double budget = random.nextDouble(.5, 6);
            Choice choice = new Choice(area, Budget.squareKilometres(budget));
            double best = 0;
            for (int set = 0; set < 1 << n; set++) {
                double ground = 0;
                double held = 0;
                for (int i = 0; i < n; i++) {
                    ground += (set >> i & 1) * area[i];
                    held += (set >> i & 1) * value[i];
                }
                best = ground <= budget ? Math.max(best, held) : best;
            }
            int[] order = choice.order(value);
            double greedy = Arrays.stream(choice.within(order))
                    .mapToDouble(i -> value[i])
                    .sum();
            assertTrue(greedy <= best + 1e-9 && best <= choice.bound(value, order) + 1e-9);
        });
    }

    @Test
    void orderIsByDensityAndTiesByOneLot() {
        Seeds.forAll(50, random -> {
            int n = 1 + random.nextInt(300);
            double[] value = random.ints(n, 0, 5).asDoubleStream().toArray();
            Choice choice = new Choice(ones(n), Budget.places(1));
            int[] order = choice.order(value);
            assertArrayEquals(
                    IntStream.range(0, n).toArray(),
                    Arrays.stream(order).sorted().toArray());
            int[] lot = choice.order(new double[n]);
            int[] standing = new int[n];
            for (int i = 0; i < n; i++) {
                standing[lot[i]] = i;
            }
            for (int i = 1; i < n; i++) {
                double step = value[order[i - 1]] - value[order[i]];
                assertTrue(step > 0 || step == 0 && standing[order[i - 1]] < standing[order[i]]);
            }
        });
    }

    // --- nothing leaks -----------------------------------------------------------------------------------------------

    private static List<Event> town(SplittableRandom random, int days) {
        List<Event> events = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (int k = 0; k < 6; k++) {
                int place = (int) (30 * random.nextDouble() * random.nextDouble());
                events.add(new Event(place, day, 1 + random.nextInt(20)));
            }
        }
        return events;
    }

    /** Remembers all that a forecaster said, by window. */
    private static Forecaster recording(Forecaster inner, Map<LocalDateTime, double[]> said) {
        return new Forecaster() {
            @Override
            public Forecast forecast(PlaceHistory known, org.harmspot.forecast.Window window) {
                assertTrue(!known.until().isAfter(window.from()));
                for (int i = 0; i < known.size(); i++) {
                    assertTrue(LocalMinutes.toTime(known.minute(i)).isBefore(window.from()));
                }
                Forecast forecast = inner.forecast(known, window);
                said.put(window.from(), forecast.harmDays());
                return forecast;
            }

            @Override
            public Forecaster fitted(PlaceHistory known) {
                return recording(inner.fitted(known), said);
            }
        };
    }

    @Test
    void anAnswerPlantedInTheFutureChangesNoListBeforeIt() {
        List<Event> events = town(new SplittableRandom(1), 160);
        List<Event> planted = new ArrayList<>(events);
        for (int k = 0; k < 500; k++) {
            planted.add(new Event(29, 130, 1000));
        }
        for (Forecaster method : List.<Forecaster>of(
                PriorCounts.ofDays(365), PriorCounts.ofDays(90).withHalfLifeDays(10))) {
            Map<LocalDateTime, double[]> plain = new ConcurrentHashMap<>();
            Map<LocalDateTime, double[]> withPlant = new ConcurrentHashMap<>();
            HindcastResult before = Hindcast.of(history(ones(30), events), days(100, 160))
                    .withBudget(Budget.places(3))
                    .compare(recording(method, plain));
            HindcastResult after = Hindcast.of(history(ones(30), planted), days(100, 160))
                    .withBudget(Budget.places(3))
                    .compare(recording(method, withPlant));
            for (int day = 100; day < 160; day++) {
                LocalDateTime origin = START.plusDays(day).atStartOfDay();
                boolean same = Arrays.equals(plain.get(origin), withPlant.get(origin));
                assertEquals(day <= 130, same, method.name() + " on day " + day);
            }
            // the planted day itself is counted, and missed by the list
            assertEquals(500, after.baseline().incidents() - before.baseline().incidents());
            assertTrue(after.baseline().value(30, HindcastMeasure.HARM_HIT_RATE) < .01);
            assertEquals(1, after.of(HindcastResult.BEST).value(30, HindcastMeasure.HARM_HIT_RATE), .01);
        }
    }

    @Test
    void whatIsReportedLateIsKnownLateButCameAllTheSame() {
        List<Event> events = town(new SplittableRandom(2), 60);
        PlaceHistory history = history(ones(30), events);
        int[] reported = new int[events.size()];
        for (int i = 0; i < reported.length; i++) {
            reported[i] = LocalMinutes.ofDay(START) + events.get(i).day * 24 * 60 + NOON + 10 * 24 * 60;
        }
        Map<LocalDateTime, double[]> late = new ConcurrentHashMap<>();
        Map<LocalDateTime, double[]> sizes = new ConcurrentHashMap<>();
        Forecaster counting = (known, window) -> {
            late.put(window.from(), new double[] {known.size()});
            return Forecast.of(known, window, known.counts());
        };
        Forecaster plainly = (known, window) -> {
            sizes.put(window.from(), new double[] {known.size()});
            return Forecast.of(known, window, known.counts());
        };
        HindcastResult result =
                Hindcast.of(history.withReported(reported), days(40, 60)).compare(counting);
        HindcastResult delayed =
                Hindcast.of(history, days(40, 60)).withDelayDays(10).compare(plainly);
        assertEquals(120, result.baseline().incidents());
        LocalDateTime first = START.plusDays(40).atStartOfDay();
        assertEquals(6 * 30, late.get(first)[0]); // ten days late at noon: those of day 29 and before
        assertEquals(6 * 30, sizes.get(first)[0]);
        assertEquals(
                delayed.baseline().value(HindcastMeasure.HIT_RATE),
                result.baseline().value(HindcastMeasure.HIT_RATE),
                1e-12);
    }

    // --- intervals and comparisons -----------------------------------------------------------------------------------

    private static PredictionAccuracy series(SplittableRandom random, int windows, int of, double rate, int block) {
        double[][] rows = new double[windows][Tally.COUNT];
        for (double[] row : rows) {
            row[Tally.INCIDENTS.ordinal()] = of;
            for (int k = 0; k < of; k++) {
                row[Tally.HITS.ordinal()] += random.nextDouble() < rate ? 1 : 0;
            }
        }
        return new PredictionAccuracy("series", "", rows, new double[0], new double[0], block);
    }

    @Test
    void blocksOfOneGiveTheBinomialInterval() {
        PredictionAccuracy row = series(new SplittableRandom(3), 400, 10, .3, 1);
        double rate = row.value(HindcastMeasure.HIT_RATE);
        double reach = 1.96 * Math.sqrt(rate * (1 - rate) / 4000);
        assertEquals(rate - reach, row.interval(HindcastMeasure.HIT_RATE, .95).lower(), .15 * reach);
        assertEquals(rate + reach, row.interval(HindcastMeasure.HIT_RATE, .95).upper(), .15 * reach);
    }

    @Test
    void equalMethodsDifferByChanceAsOftenAsSaid() {
        int alarms = 0;
        int misses = 0;
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PredictionAccuracy.Comparison comparison =
                    series(random, 60, 10, .3, 7).minus(series(random, 60, 10, .3, 7), HindcastMeasure.HIT_RATE);
            alarms += comparison.p() <= .05 ? 1 : 0;
            misses += comparison.interval().contains(0) ? 0 : 1;
        }
        assertTrue(alarms <= 12, alarms + " alarms of 100 at 5 %"); // 5 expected, standard error 2.2
        assertTrue(
                misses >= 1 && misses <= 18, misses + " intervals of 100 without 0"); // short blocks miss a little more
    }

    @Test
    void aMethodAgainstItselfIsNoBetter() {
        PredictionAccuracy row = series(new SplittableRandom(4), 50, 10, .3, 7);
        PredictionAccuracy.Comparison none = row.minus(row, HindcastMeasure.HIT_RATE);
        assertEquals(0, none.difference(), 0);
        assertEquals(0, none.interval().width(), 0);
        assertEquals(1, none.p(), 0);
    }

    @Test
    void theWholeAreaHoldsEverythingAndIsNoDenser() {
        PlaceHistory history = history(ones(30), town(new SplittableRandom(5), 60));
        for (PredictionAccuracy row : Hindcast.of(history, days(40, 60))
                .withBudget(Budget.shareOfArea(1))
                .compare(PriorCounts.ofDays(365))
                .rows()) {
            assertEquals(1, row.value(HindcastMeasure.HIT_RATE), 1e-12);
            assertEquals(1, row.value(HindcastMeasure.HARM_PAI), 1e-12);
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSame() throws Exception {
        PlaceHistory history = history(ones(30), town(new SplittableRandom(6), 120));
        List<String> said = new ArrayList<>();
        for (int threads : new int[] {1, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            said.add(pool.submit(() -> Hindcast.of(history, days(50, 120))
                            .withBudget(Budget.places(4))
                            .compare(
                                    PriorCounts.ofDays(365),
                                    PriorCounts.ofDays(28).named("last month"))
                            .toString())
                    .get());
            pool.shutdown();
        }
        assertEquals(said.get(0), said.get(1));
        assertTrue(
                said.get(0)
                        .startsWith("70 windows from 2025-02-20T00:00 to 2025-05-01T00:00, 4 places, 420 incidents\n"),
                said.get(0));
    }

    @Test
    void weeksAndMonthsAreOfTheCalendar() {
        PlaceHistory history = history(ones(30), town(new SplittableRandom(7), 120));
        HindcastResult months =
                Hindcast.of(history, days(31, 119)).by(Hindcast.Step.MONTH).compare(PriorCounts.ofDays(28));
        assertEquals(2, months.windows().size()); // February and March; of April a day is missing
        assertEquals(6 * (28 + 31), months.baseline().incidents());
        assertEquals(
                12,
                Hindcast.of(history, days(31, 120))
                        .by(Hindcast.Step.WEEK)
                        .compare(PriorCounts.ofDays(28))
                        .windows()
                        .size());
    }

    @Test
    void aMethodThatKnowsTooLittleIsLeftOutAndSaysWhy() {
        PlaceHistory history = history(ones(30), town(new SplittableRandom(8), 60));
        HindcastResult result = Hindcast.of(history, days(40, 60))
                .withRefitDays(7)
                .compare(PriorCounts.ofDays(365), SelfExciting.ofPlaces().named("excited"), always(new double[30]));
        assertEquals(
                List.of("prior counts", "own forecaster"),
                result.methods().stream().map(PredictionAccuracy::name).toList());
        assertEquals(
                "{excited=self-exciting needs >= 180 days of history with >= 500 events, but 2025-02-10T00:00 knows "
                        + history.before(LocalDateTime.of(2025, 2, 10, 0, 0)).size()
                        + " events in 40.0 days; wait, or take in more offences or earlier years}",
                result.leftOut().toString());
        assertTrue(result.toString().contains("Left out: excited, since self-exciting needs"), result.toString());
        assertTrue(message(() -> Hindcast.of(history, days(40, 60)).compare(SelfExciting.ofPlaces()))
                .startsWith("self-exciting needs"));
    }

    @Test
    void whatCannotBeGoneBackToIsRefused() {
        PlaceHistory history = history(ones(30), town(new SplittableRandom(8), 60));
        assertEquals(
                "period must lie within the history, with some of it before, but was 2025-01-01 to 2025-01-09"
                        + " and the history is from 2025-01-01T00:00 to 2025-03-02T00:00",
                message(() -> Hindcast.of(history, days(0, 9))));
        assertEquals(
                "forecasters must have different names, but two are 'own forecaster'; rename one: forecaster.named(\"…\")",
                message(() -> Hindcast.of(history, days(40, 60)).compare(always(1), always(2))));
        HindcastResult result = Hindcast.of(history, days(40, 60))
                .compare(PriorCounts.ofDays(365).named("year"));
        assertEquals(
                "the hindcast has no row 'yaer'. It has: [chance, year, best possible]",
                message(() -> result.of("yaer")));
        assertEquals(
                "there is no log score of this row",
                message(() -> result.of(HindcastResult.CHANCE).interval(HindcastMeasure.LOG_SCORE, .95)));
        assertEquals("minutesEach must be <= minutes, but was 20 of 15", message(() -> Budget.patrolMinutes(15, 20)));
        assertEquals(
                "8 places (125 minutes, 15 each)", Budget.patrolMinutes(125, 15).toString());
    }

    private static String message(org.junit.jupiter.api.function.Executable bad) {
        return assertThrows(IllegalArgumentException.class, bad).getMessage();
    }

    @Test
    void aListenerMayEndIt() {
        PlaceHistory history = history(ones(30), town(new SplittableRandom(9), 60));
        assertThrows(
                CancellationException.class,
                () -> Hindcast.of(history, days(40, 60))
                        .with((done, of) -> done < 5)
                        .compare(PriorCounts.ofDays(365)));
    }
}
