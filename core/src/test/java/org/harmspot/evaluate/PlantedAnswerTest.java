package org.harmspot.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harmspot.forecast.Ensemble;
import org.harmspot.forecast.Forecast;
import org.harmspot.forecast.Forecaster;
import org.harmspot.forecast.PlaceHistory;
import org.harmspot.forecast.PriorCounts;
import org.harmspot.forecast.PriorHarm;
import org.harmspot.forecast.ProspectiveMap;
import org.harmspot.forecast.Seasonal;
import org.harmspot.forecast.SelfExciting;
import org.harmspot.forecast.SpaceTimeKernel;
import org.harmspot.forecast.SpaceTimeSelfExciting;
import org.harmspot.forecast.Window;
import org.harmspot.geo.Points;
import org.harmspot.incident.Period;
import org.harmspot.internal.LocalMinutes;
import org.junit.jupiter.api.Test;

/** Tomorrow's answer is planted in the data, and no method of the package can use it. */
class PlantedAnswerTest {
    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final int SIDE = 8;
    private static final int LAST = 402; // the day that is planted
    private static final int DAY = 24 * 60;

    private static final List<Forecaster> METHODS = methods();

    private static List<Forecaster> methods() {
        Forecaster counts = PriorCounts.ofDays(365).withHalfLifeDays(90);
        Forecaster kernel = SpaceTimeKernel.of(150, 60);
        return Stream.concat(
                        Arrays.stream(ProspectiveMap.Variant.values())
                                .map(variant -> ProspectiveMap.of(variant, 125).named("prospective map " + variant)),
                        Stream.of(
                                counts,
                                PriorHarm.ofDays(365),
                                Seasonal.of(PriorCounts.ofDays(365)).named("seasonal"),
                                kernel,
                                SelfExciting.ofPlaces(),
                                SpaceTimeSelfExciting.ofLocations(),
                                Ensemble.of(counts, kernel).named("ensemble")))
                .toList();
    }

    @Test
    void noMethodCanUseTomorrowsAnswer() {
        Map<String, double[]> honest = forecasts(history(LAST, false));
        Map<String, double[]> planted = forecasts(history(LAST, true));
        assertEquals(METHODS.size() * 3, honest.size());
        assertEquals(honest.keySet(), planted.keySet());
        honest.forEach((name, counts) -> assertArrayEquals(counts, planted.get(name), name));
    }

    @Test
    void whatWasPlantedADayEarlierIsSeenByAll() { // so the test above would notice
        Map<String, double[]> honest = forecasts(history(LAST - 1, false));
        Map<String, double[]> planted = forecasts(history(LAST - 1, true));
        String last = START.plusDays(LAST).toString();
        honest.forEach((name, counts) -> {
            if (name.endsWith(last)) {
                assertFalse(Arrays.equals(counts, planted.get(name)), name);
            }
        });
    }

    @Test
    void everyForecasterOfThePackageIsAmongThem() throws Exception {
        Path classes = Path.of(Forecaster.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(classes.resolve("org/harmspot/forecast"))) {
            TreeSet<String> all = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-info"))
                    .map(name -> name.substring(0, name.length() - 6))
                    .filter(PlantedAnswerTest::isForecaster)
                    .collect(Collectors.toCollection(TreeSet::new));
            all.removeIf(name -> name.endsWith("Fit")); // what fit() answers with: run by the model that it belongs to
            assertEquals(
                    new TreeSet<>(List.of(
                            "Ensemble",
                            "PriorCounts",
                            "PriorHarm",
                            "ProspectiveMap",
                            "Seasonal",
                            "SelfExciting",
                            "SpaceTimeKernel",
                            "SpaceTimeSelfExciting")),
                    all,
                    "a new forecaster: run it here too");
        }
    }

    private static boolean isForecaster(String name) {
        try {
            Class<?> type = Class.forName("org.harmspot.forecast." + name);
            return Forecaster.class.isAssignableFrom(type)
                    && !type.isInterface()
                    && Modifier.isPublic(type.getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** All that every method said in a hindcast of three days, by method and day; parameters are estimated anew each day. */
    private static Map<String, double[]> forecasts(PlaceHistory history) {
        Map<String, double[]> said = new ConcurrentHashMap<>();
        Hindcast.of(history, new Period(START.plusDays(LAST - 2), START.plusDays(LAST + 1)))
                .withRefitDays(1)
                .compare(METHODS.stream()
                        .map(method -> listening(method, method.name(), said))
                        .toList());
        return new TreeMap<>(said);
    }

    private static Forecaster listening(Forecaster method, String name, Map<String, double[]> said) {
        return new Forecaster() {
            @Override
            public Forecast forecast(PlaceHistory known, Window window) {
                Forecast forecast = method.forecast(known, window);
                said.put(name + " " + window.from().toLocalDate(), forecast.harmDays());
                return forecast;
            }

            @Override
            public Forecaster fitted(PlaceHistory known) {
                return listening(method.fitted(known), name, said);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }

    /** Three incidents a day at 64 places, with a spot each; {@code planted}: and 200 more at place 9 on one day. */
    private static PlaceHistory history(int day, boolean planted) {
        SplittableRandom random = new SplittableRandom(7);
        int usual = 3 * (LAST + 5);
        int n = usual + (planted ? 200 : 0);
        int[] place = new int[n];
        int[] minute = new int[n];
        double[] harm = new double[n];
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            boolean extra = i >= usual;
            int of = extra ? day : i / 3;
            place[i] = extra ? 9 : random.nextInt(1 + random.nextInt(SIDE * SIDE));
            minute[i] = LocalMinutes.ofDay(START) + of * DAY + (extra ? 7 * (i - usual) : random.nextInt(DAY));
            harm[i] = 1 + random.nextInt(100);
            x[i] = 250 * (place[i] % SIDE + random.nextDouble());
            y[i] = 250 * (place[i] / SIDE + random.nextDouble());
        }
        double[] centreX = new double[SIDE * SIDE];
        double[] centreY = new double[SIDE * SIDE];
        double[] area = new double[SIDE * SIDE];
        for (int p = 0; p < area.length; p++) {
            centreX[p] = 250 * (p % SIDE + .5);
            centreY[p] = 250 * (p / SIDE + .5);
            area[p] = .0625;
        }
        return PlaceHistory.of(Points.of(centreX, centreY), area, place, minute, harm)
                .withLocations(Points.of(x, y))
                .observed(Window.of(new Period(START, START.plusDays(LAST + 5))));
    }
}
