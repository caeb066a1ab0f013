package org.harmspot.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.harmspot.chance.Interval;
import org.harmspot.chance.MonteCarlo;
import org.harmspot.evaluate.BeforeAfter;
import org.harmspot.evaluate.CountModel;
import org.harmspot.evaluate.DifferenceInDifferences;
import org.harmspot.evaluate.Effect;
import org.harmspot.evaluate.InterruptedSeries;
import org.harmspot.evaluate.RandomisedDays;
import org.harmspot.evaluate.RegressionToTheMean;
import org.harmspot.evaluate.WeightedDisplacement;

/**
 * If patrols had a known effect, would it be found, and do intervals of 95 % hold it 95 times in a hundred?
 *
 * <p>Simulated trials with no effect and with 30 % fewer incidents: Poisson counts, and counts of bouts. Also what happens to a trial of the
 * worst places without any comparison: how much of an effect luck alone would seem to be. {@code quick} simulates 200 and writes nothing.
 */
public final class TrialRecovery {
    private static final double EFFECT = 0.7; // times as many incidents with patrols

    private TrialRecovery() {}

    /** What one simulated trial found. */
    private record Found(double estimate, Interval interval, double p) {
        static Found of(Effect effect) {
            return new Found(effect.ratio(), effect.interval(), effect.p());
        }
    }

    /**
     * Runs it.
     *
     * @param args {@code quick}, or nothing
     * @throws IOException if the results cannot be written
     */
    public static void main(String[] args) throws IOException {
        boolean quick = List.of(args).contains("quick");
        Provenance provenance = quick ? null : Provenance.ofCleanTree();
        int trials = quick ? 200 : 2000;
        long start = System.nanoTime();
        StringBuilder table = new StringBuilder(
                "| method | trial | true effect | mean estimate | 95 % intervals that hold it | p up to 0.05 |\n| --- | --- | ---: | ---: | ---: | ---: |\n");
        for (double effect : new double[] {1, EFFECT}) {
            for (double theta : new double[] {Double.POSITIVE_INFINITY, 2}) {
                String kind = theta == 2 ? "counts in bouts" : "Poisson counts";
                row(
                        table,
                        "`WeightedDisplacement`",
                        "12 months, " + kind,
                        trials,
                        -WDD * (1 - effect),
                        s -> displacement(s, effect, theta, false));
                row(
                        table,
                        "`WeightedDisplacement`, `withDispersion` of the months",
                        "12 months, " + kind,
                        trials,
                        -WDD * (1 - effect),
                        s -> displacement(s, effect, theta, true));
                for (CountModel model : CountModel.values()) {
                    row(
                            table,
                            "`DifferenceInDifferences`, " + model,
                            "20 of 40 areas, 24 months, " + kind,
                            trials,
                            effect,
                            s -> panel(s, effect, theta, 40, 20, model));
                }
                row(
                        table,
                        "`DifferenceInDifferences`, negative binomial",
                        "3 of 12 areas, 24 months, " + kind,
                        trials,
                        effect,
                        s -> panel(s, effect, theta, 12, 3, CountModel.NEGATIVE_BINOMIAL));
                for (CountModel model : CountModel.values()) {
                    row(
                            table,
                            "`InterruptedSeries`, " + model,
                            "60 months, " + kind,
                            trials,
                            effect,
                            s -> series(s, effect, theta, model));
                }
                row(
                        table,
                        "`RandomisedDays`, counts",
                        "8 of 20 spots, 90 days, " + kind,
                        trials,
                        DAYS * (effect - 1),
                        s -> days(s, effect, theta, false));
                row(
                        table,
                        "`RandomisedDays`, harm",
                        "8 of 20 spots, 90 days, " + kind,
                        trials,
                        DAYS * HARM * (effect - 1),
                        s -> days(s, effect, theta, true));
            }
        }
        String luck = luck(trials);
        System.out.println(table + "\n" + luck);
        if (!quick) {
            String head = "# Would a known effect be found?\n\n"
                    + provenance.line("benchmarks/quality TrialRecovery", (System.nanoTime() - start) / 1e9)
                    + " " + trials + " simulated trials a row, seeds 0 to " + (trials - 1)
                    + "; the share of intervals has a standard error of "
                    + String.format(Locale.ROOT, "%.2f %%", 100 * Math.sqrt(.05 * .95 / trials))
                    + ".\n\nEffects are ratios for the regressions, incidents for `WeightedDisplacement`, and incidents or days of harm for each"
                    + " spot-day for `RandomisedDays`. Counts in bouts: variance mean + mean² / 2.\n\n";
            Files.writeString(provenance.result("trial-recovery.md"), head + table + "\n" + luck);
        }
    }

    private static void row(
            StringBuilder table,
            String method,
            String trial,
            int trials,
            double truth,
            Function<RandomGenerator, Found> run) {
        Found[] found = IntStream.range(0, trials)
                .parallel()
                .mapToObj(seed -> run.apply(new Well19937c(seed)))
                .toArray(Found[]::new);
        String line = String.format(
                Locale.ROOT,
                "| %s | %s | %.4g | %.4g | %.1f %% | %.1f %% |%n",
                method,
                trial,
                truth == 0 ? 0.0 : truth,
                Arrays.stream(found).mapToDouble(Found::estimate).average().orElseThrow(),
                100.0
                        * Arrays.stream(found)
                                .filter(f -> f.interval.contains(truth))
                                .count()
                        / trials,
                100.0 * Arrays.stream(found).filter(f -> f.p <= .05).count() / trials);
        System.err.print(line);
        table.append(line);
    }

    private static int count(RandomGenerator random, double mean, double theta) {
        double rate =
                Double.isInfinite(theta) ? mean : new GammaDistribution(random, theta, mean / theta, 1e-9).sample();
        return rate <= 0 ? 0 : new PoissonDistribution(random, rate, 1e-12, 100_000).sample();
    }

    private static final double WDD = 200;

    private static Found displacement(RandomGenerator random, double effect, double theta, boolean widened) {
        double[] squares = new double[2];
        WeightedDisplacement wdd = WeightedDisplacement.of(
                        change(random, WDD, effect, theta, squares), change(random, 300, 1, theta, squares))
                .withSurroundings(change(random, 100, 1, theta, squares), change(random, 100, 1, theta, squares));
        if (widened) {
            wdd = wdd.withDispersion(Math.max(1, squares[0] / squares[1]));
        }
        return new Found(wdd.estimate(), wdd.interval(.95), wdd.p());
    }

    /** Twelve months before and twelve after; adds up how much months vary about their mean, and that mean. */
    private static BeforeAfter change(
            RandomGenerator random, double mean, double effect, double theta, double[] squares) {
        int[] sums = new int[2];
        for (int half = 0; half < 2; half++) {
            int[] months = new int[12];
            double rate = mean / 12 * (half == 0 ? 1 : effect);
            Arrays.setAll(months, m -> count(random, rate, theta));
            sums[half] = Arrays.stream(months).sum();
            double average = sums[half] / 12.0;
            squares[0] += Arrays.stream(months)
                            .mapToDouble(m -> (m - average) * (m - average))
                            .sum()
                    / 11;
            squares[1] += average;
        }
        return BeforeAfter.of(sums[0], sums[1]);
    }

    private static Found panel(
            RandomGenerator random, double effect, double theta, int areas, int patrolled, CountModel model) {
        int months = 24;
        int[][] counts = new int[areas][months];
        boolean[] with = new boolean[areas];
        double[] season = new double[months];
        Arrays.setAll(season, t -> 1 + .3 * Math.sin(t) + .01 * t);
        for (int i = 0; i < areas; i++) {
            with[i] = i < patrolled;
            double level = Math.exp(random.nextGaussian() * .6) * 8;
            for (int t = 0; t < months; t++) {
                counts[i][t] = count(random, level * season[t] * (with[i] && t >= 12 ? effect : 1), theta);
            }
        }
        return Found.of(DifferenceInDifferences.of(counts, with, 12).with(model).effect());
    }

    private static Found series(RandomGenerator random, double effect, double theta, CountModel model) {
        int[] counts = new int[60];
        Arrays.setAll(counts, t -> count(random, 40 * (1 + .003 * t) * (t >= 36 ? effect : 1), theta));
        return Found.of(InterruptedSeries.of(counts, 36).with(model).level());
    }

    private static final double DAYS = 0.3;
    private static final double HARM = 0.9 * 190 + 0.1 * 2000; // most assaults, a few far graver

    private static Found days(RandomGenerator random, double effect, double theta, boolean harm) {
        boolean[][] lots = new boolean[90][20];
        double[][] outcome = new double[90][20];
        SplittableRandom draw = new SplittableRandom(random.nextLong());
        double[] level = new double[20];
        Arrays.setAll(level, s -> .5 + s / 19.0);
        for (int d = 0; d < 90; d++) {
            int[] order = IntStream.range(0, 20).toArray();
            for (int s = 0; s < 20; s++) {
                int other = s + draw.nextInt(20 - s);
                int spot = order[other];
                order[other] = order[s];
                order[s] = spot;
                lots[d][spot] = s < 8;
                int incidents = count(random, DAYS * level[spot] * (s < 8 ? effect : 1), theta);
                for (int k = 0; k < incidents; k++) {
                    outcome[d][spot] += !harm ? 1 : random.nextDouble() < .1 ? 2000 : 190;
                }
            }
        }
        RandomisedDays.Answer answer =
                RandomisedDays.of(lots).with(MonteCarlo.of(199, 1)).measure(outcome);
        return new Found(answer.difference(), answer.interval(), answer.p());
    }

    /** The worst 20 of 400 places, nobody patrols: by how much do they fall, and by how much does the library say they would? */
    private static String luck(int trials) {
        double[][] changes = IntStream.range(0, trials)
                .parallel()
                .mapToObj(seed -> {
                    RandomGenerator random = new Well19937c(seed);
                    double[] before = new double[400];
                    double[] after = new double[400];
                    for (int i = 0; i < before.length; i++) {
                        double rate = new GammaDistribution(random, 1, 3, 1e-9).sample();
                        before[i] = count(random, rate, Double.POSITIVE_INFINITY);
                        after[i] = count(random, rate, Double.POSITIVE_INFINITY);
                    }
                    Integer[] worst = IntStream.range(0, 400).boxed().toArray(Integer[]::new);
                    Arrays.sort(worst, (a, b) -> Double.compare(before[b], before[a]));
                    double[] chosen = Arrays.stream(worst)
                            .limit(20)
                            .mapToDouble(i -> before[i])
                            .toArray();
                    double then = Arrays.stream(worst)
                            .limit(20)
                            .mapToDouble(i -> after[i])
                            .sum();
                    return new double[] {
                        then / Arrays.stream(chosen).sum() - 1,
                        RegressionToTheMean.of(before).change(chosen)
                    };
                })
                .toArray(double[][]::new);
        return String.format(
                Locale.ROOT,
                "The worst 20 of 400 places, without any patrol, changed by %+.1f %% on average; `RegressionToTheMean` foretold %+.1f %%.%n",
                100 * Arrays.stream(changes).mapToDouble(c -> c[0]).average().orElseThrow(),
                100 * Arrays.stream(changes).mapToDouble(c -> c[1]).average().orElseThrow());
    }
}
