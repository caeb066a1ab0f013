package org.harmspot.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.junit.jupiter.api.Test;

class DeclusteringTest {
    private static final int NEAREST = 15;
    private static final double FINEST = 20;
    private static final DelayRings BINS = DelayRings.of(60, 400, FINEST);

    private static Points at(PlaceHistory history) {
        double[] x = new double[history.size()];
        double[] y = new double[history.size()];
        for (int i = 0; i < x.length; i++) {
            int spot = i > 0 && i % 5 == 0 ? i - 1 : i; // some share one
            x[i] = history.x(spot);
            y[i] = history.y(spot);
        }
        return Points.of(x, y);
    }

    private static int[] minutes(PlaceHistory history) {
        int[] minute = new int[history.size()];
        Arrays.setAll(minute, history::minute);
        return minute;
    }

    private static Declustering data(PlaceHistory history) {
        return new Declustering(at(history), minutes(history), history, BINS, NEAREST, FINEST);
    }

    @Test
    void aStepIsThatOfATwinThatLooksAtAllPairs() {
        Seeds.forAll(5, random -> {
            int days = 100 + random.nextInt(200);
            PlaceHistory history = new SpaceTimeTown(1.5, .3, 8, 60, .5).simulate(random.nextInt(1000), days);
            Declustering data = data(history);
            double[] weights = random.doubles(history.size(), .1, 1).toArray();
            double[] brought = random.doubles(BINS.size(), 0, 1e-3).toArray();
            Declustering.State state = new Declustering.State(
                    brought,
                    weights,
                    random.doubles(data.wide.sites().size(), 0, 1).toArray());
            Twin twin = new Twin(history, state, data.wide.sites());
            Declustering.State next = data.next(state);
            assertArrayEquals(twin.background, next.background(), 1e-6);
            assertArrayEquals(twin.narrow, next.narrow(), 1e-6);
            double[] smooth = BINS.smooth(twin.counts, data.nearestRepeats(twin.counts));
            for (int b = 0; b < smooth.length; b++) {
                double watched = twin.watched[b / BINS.rings];
                assertEquals(watched > 0 ? smooth[b] / watched : 0, next.brought()[b], 1e-6 * (1 + smooth[b]));
            }
        });
    }

    /** One step from the definition: every incident against every other. */
    private static final class Twin {
        final double[] background;
        final double[] counts = new double[BINS.size()];
        final double[] watched = new double[BINS.delays];
        final double[] narrow;

        Twin(PlaceHistory history, Declustering.State state, Places sites) {
            int n = history.size();
            Points at = at(history);
            double[] day = new double[n];
            Arrays.setAll(day, i -> (history.minute(i) - history.fromMinute()) / 1440.0);
            double[] width = new double[n];
            for (int i = 0; i < n; i++) {
                int from = i;
                double[] far = IntStream.range(0, n)
                        .mapToDouble(j -> at.distanceMetres(from, j))
                        .sorted()
                        .distinct() // incidents at one spot are as far
                        .toArray();
                width[i] = Math.max(FINEST, far[NEAREST]); // itself is the first
            }
            BackgroundLevel level =
                    BackgroundLevel.of(day, state.background(), history.days(), Declustering.LEVEL_DAYS);
            double squareMetres = history.places() * 250.0 * 250;
            background = new double[n];
            double[] explained = new double[sites.size()];
            double[] held = new double[sites.size()];
            for (int j = 0; j < n; j++) {
                double wide = 0;
                double spot = 0;
                double others = 1;
                for (int i = 0; i < n; i++) {
                    if (i != j) {
                        double keeps = state.narrow()[sites.placeOf(i)];
                        double metres = at.distanceMetres(i, j);
                        wide += state.background()[i] * (1 - keeps) * gaussian(metres, width[i]);
                        spot += state.background()[i] * keeps * gaussian(metres, FINEST);
                        others += state.background()[i];
                    }
                }
                double ofSpot = level.perDay(day[j]) * spot / others;
                double rate = ofSpot + level.perDay(day[j]) * (wide + 1 / squareMetres) / others;
                double[] shares = new double[n];
                double all = rate;
                for (int i = 0; i < n; i++) {
                    double metres = at.distanceMetres(i, j);
                    if (day[i] < day[j] && day[j] - day[i] <= 60 && metres <= 400) {
                        int b = BINS.bin(day[j] - day[i], metres);
                        shares[i] =
                                state.brought()[b] / BINS.daysWide(b / BINS.rings) / BINS.squareMetres(b % BINS.rings);
                        all += shares[i];
                    }
                }
                for (int i = 0; i < n; i++) {
                    if (shares[i] > 0) {
                        counts[BINS.bin(day[j] - day[i], at.distanceMetres(i, j))] += shares[i] / all;
                    }
                }
                background[j] = rate / all;
                explained[sites.placeOf(j)] += ofSpot / all;
                held[sites.placeOf(j)] += background[j];
                for (int d = 0; d < BINS.delays; d++) {
                    double seen = Math.min(history.days() - day[j], BINS.dayEdges[d + 1]) - BINS.dayEdges[d];
                    watched[d] += Math.max(0, seen) / BINS.daysWide(d);
                }
            }
            narrow = new double[sites.size()];
            for (int s = 0; s < narrow.length; s++) {
                narrow[s] = explained[s] / (held[s] + 1);
            }
        }

        private static double gaussian(double metres, double width) {
            double norm = 2 * Math.PI * width * width * (1 - Math.exp(-4.5));
            return metres <= 3 * width ? Math.exp(-metres * metres / (2 * width * width)) / norm : 0;
        }
    }

    @Test
    void stepsShareOutEveryIncidentAndSettle() {
        PlaceHistory history = new SpaceTimeTown(2, .3, 8, 60, .4).simulate(3, 800);
        Declustering data = data(history);
        Declustering.State now = data.start();
        double change = 1;
        for (int steps = 0; steps < 150; steps++) {
            Declustering.State next = data.next(now);
            double shared = Arrays.stream(next.background()).sum();
            for (int b = 0; b < BINS.size(); b++) {
                double watched = 0;
                for (double day : data.day) {
                    double seen = (data.days - day - BINS.dayEdges[b / BINS.rings]) / BINS.daysWide(b / BINS.rings);
                    watched += Math.max(0, Math.min(1, seen));
                }
                shared += next.brought()[b] * watched;
            }
            assertEquals(history.size(), shared, 1e-6 * history.size());
            change = Declustering.change(now, next);
            now = next;
        }
        assertTrue(change < 1e-4, "still moves by " + change);
    }

    @Test
    void smoothingLosesNothingAndKeepsAPeakWhereItIs() {
        double[] counts = new double[BINS.size()];
        counts[3 * BINS.rings + 2] = 100;
        double[] smooth = BINS.smooth(counts, NEAREST);
        assertEquals(100, Arrays.stream(smooth).sum(), 1e-9);
        for (double one : smooth) {
            assertTrue(one >= 0 && one <= smooth[3 * BINS.rings + 2]);
        }
        assertEquals(
                0, Arrays.stream(BINS.smooth(new double[BINS.size()], NEAREST)).sum());
    }

    @Test
    void binsHoldWhatLiesInThem() {
        assertEquals(60, BINS.dayEdges[BINS.delays]);
        assertEquals(400, BINS.metreEdges[BINS.rings]);
        assertEquals(0, BINS.bin(1e-9, 0));
        assertEquals(BINS.size() - 1, BINS.bin(60, 400));
        for (int d = 0; d < BINS.delays; d++) {
            for (int ring = 0; ring < BINS.rings; ring++) {
                assertEquals(d * BINS.rings + ring, BINS.bin(BINS.middleDay(d), BINS.middleMetres(ring)));
            }
        }
    }

    @Test
    void besselFunctionIsThatOfTheTables() {
        // the series sum (x^2 / 4)^k / k!^2, times e^-x, summed in Python
        assertEquals(1, DelayRings.besselI0TimesExp(0), 2e-7);
        assertEquals(0.4657596077, DelayRings.besselI0TimesExp(1), 2e-7);
        assertEquals(0.1278333372, DelayRings.besselI0TimesExp(10), 2e-7);
    }

    @Test
    void descendantsAreThoseOfAnExponentialKernel() {
        // Dassios and Zhao (2013): 1 + theta / (1 - theta) (1 - e^(-omega (1 - theta) s))
        double theta = .4;
        double omega = 1 / 5.0;
        Descendants descendants = Descendants.of(days -> theta * -Math.expm1(-omega * days), 30);
        for (double s : new double[] {0, .3, 1, 7, 30}) {
            double exact = 1 + theta / (1 - theta) * -Math.expm1(-omega * (1 - theta) * s);
            assertEquals(exact, descendants.within(s), 1e-4);
        }
    }

    @Test
    void theLevelKeepsItsSumAndIsFlatWhereNothingChanges() {
        double[] day = new SplittableRandom(1).doubles(500, 0, 99.5).toArray();
        double[] ones = new double[500];
        Arrays.fill(ones, 1);
        BackgroundLevel level = BackgroundLevel.of(day, ones, 99.5, 28);
        double sum = 0;
        for (int d = 0; d < 100; d++) {
            sum += level.perDay((d + .5) * .995) * .995;
        }
        assertEquals(500, sum, 1e-9);
        double[] daily = new double[200];
        Arrays.setAll(daily, i -> i + .5);
        BackgroundLevel flat = BackgroundLevel.of(daily, Arrays.copyOf(ones, 200), 200, 28);
        assertEquals(1, flat.perDay(0), 1e-12);
        assertEquals(1, flat.perDay(77), 1e-12);
        assertEquals(1, flat.last(), 1e-12);
    }

    @Test
    void squaresShareOutAllOfARingAndOfAGaussian() {
        PlaceHistory history = new SpaceTimeTown(2, 0, 8, 60, 0).simulate(1, 200);
        PlaceSquares squares = new PlaceSquares(history);
        int middle = 8 * SpaceTimeTown.SIDE + 8;
        double x = history.points().x(middle);
        double y = history.points().y(middle);
        PlaceSquares.Shares gaussian = squares.gaussian(x, y, 125, middle);
        // without the cut, which costs the places far away: Python: math.erf(1 / math.sqrt(2)) ** 2
        assertEquals(.4660649426, of(gaussian, middle), 1e-3);
        assertEquals(1, Arrays.stream(gaussian.share()).sum(), 1e-12);
        double[] perRing = new double[BINS.rings];
        perRing[1] = 2;
        assertEquals(1, of(squares.rings(x, y, BINS, perRing, middle), middle), 1e-12);
        PlaceSquares.Shares corner = squares.rings(0, 0, BINS, perRing, 0); // three in four would fall off the ground
        assertEquals(1, of(corner, 0), 1e-12);
        assertEquals(1, of(squares.gaussian(-9e5, 0, 50, 7), 7));
    }

    private static double of(PlaceSquares.Shares shares, int place) {
        double sum = 0;
        for (int k = 0; k < shares.place().length; k++) {
            sum += shares.place()[k] == place ? shares.share()[k] : 0;
        }
        return sum;
    }
}
