package org.harmspot.benchmarks.speed;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.harmspot.chance.CompoundRates;
import org.harmspot.chance.GammaPoisson;
import org.harmspot.chance.GammaPosterior;
import org.harmspot.chance.PosteriorRanking;
import org.harmspot.chance.PosteriorRanks;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long ranks with intervals take, of counts by the integral and of harm in two kinds by simulation.
 *
 * <p>The baseline draws every place from a distribution of Commons Math, sorts, and looks each place up, on one thread and
 * {@value #BASELINE_DRAWS} times only: ours makes 1,000 draws or more of each kind.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
public class RankingBenchmark {
    private static final int BASELINE_DRAWS = 20;
    private static final double DAYS = 120;
    private static final int TOP = 20;

    @Param({"13000", "100000"})
    int places;

    private double[] counts;
    private double[] exposures;
    private CompoundRates harm;
    private GammaPosterior[] posteriors;

    /** Makes places of which 13,000 had something: discounted counts, so that no two are quite alike. */
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        counts = new double[places];
        double[] robberies = new double[places];
        exposures = new double[places];
        Arrays.fill(exposures, DAYS);
        double busy = 13_000.0 / places;
        for (int i = 0; i < places; i++) {
            if (random.nextDouble() < busy) {
                counts[i] = 0.05 + 12 * Math.pow(random.nextDouble(), 6);
                robberies[i] = random.nextInt(8) == 0 ? random.nextDouble() : 0;
            }
        }
        harm = CompoundRates.fit(new double[] {279, 800}, new double[][] {counts, robberies}, exposures);
        GammaPoisson prior = GammaPoisson.fit(counts, exposures);
        posteriors = new GammaPosterior[places];
        Arrays.setAll(posteriors, i -> prior.posterior(counts[i], DAYS));
    }

    /** {@return ours, of counts} */
    @Benchmark
    public PosteriorRanks countsByIntegral() {
        return PosteriorRanking.top(TOP).rank(posteriors);
    }

    /** {@return ours, of harm} */
    @Benchmark
    public PosteriorRanks harmBySimulation() {
        return PosteriorRanking.top(TOP).rank(harm, 1);
    }

    /** {@return the baseline: the sum of the ranks of each place} */
    @Benchmark
    public double[] countsThePlainWay() {
        Well19937c random = new Well19937c(1);
        double[] ranks = new double[places];
        double[] values = new double[places];
        for (int d = 0; d < BASELINE_DRAWS; d++) {
            for (int i = 0; i < places; i++) {
                GammaPosterior p = posteriors[i];
                values[i] = new GammaDistribution(random, p.shape(), 1 / p.rate()).sample();
            }
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            for (int i = 0; i < places; i++) {
                ranks[i] += places - Arrays.binarySearch(sorted, values[i]);
            }
        }
        return ranks;
    }
}
