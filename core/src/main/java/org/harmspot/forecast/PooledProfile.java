package org.harmspot.forecast;

import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * How the events of a place fall into the bins of a cycle, such as the hours of the week: its own events and those around it, drawn
 * towards all places together by as much as predicts best an event that was left out.
 */
final class PooledProfile {
    private static final double LEAST = .01;
    private static final double MOST = 1e6;

    private final double[] common; // by bin, sums to 1
    private final float[][] local; // by bin and place: events there and around
    private final double[] total; // by place
    private final double pooling;

    private PooledProfile(double[] common, float[][] local, double[] total, double pooling) {
        this.common = common;
        this.local = local;
        this.total = total;
        this.pooling = pooling;
    }

    /** Learns from events, each with its place and bin. */
    static PooledProfile of(int bins, int places, int[] place, int[] bin, Spread spread) {
        double[] common = new double[bins];
        double[][] counts = new double[bins][places];
        for (int i = 0; i < place.length; i++) {
            common[bin[i]]++;
            counts[bin[i]][place[i]]++;
        }
        for (int b = 0; b < bins; b++) {
            common[b] = (common[b] + 1) / (place.length + bins);
        }
        float[][] local = new float[bins][places];
        double[] total = new double[places];
        for (int b = 0; b < bins; b++) {
            double[] spreadOut = spread.of(counts[b]);
            for (int p = 0; p < places; p++) {
                local[b][p] = (float) spreadOut[p];
                total[p] += spreadOut[p];
            }
        }
        double[] kept = new double[places];
        for (int p = 0; p < places; p++) {
            kept[p] = spread.kept(p);
        }
        double log = new BrentOptimizer(1e-4, 1e-4)
                .optimize(
                        new MaxEval(200),
                        GoalType.MAXIMIZE,
                        new UnivariateObjectiveFunction(
                                k -> leftOut(Math.exp(k), common, local, total, kept, place, bin)),
                        new SearchInterval(Math.log(LEAST), Math.log(MOST)))
                .getPoint();
        return new PooledProfile(common, local, total, Math.exp(log));
    }

    /** The log likelihood of each event's bin, judged by all the others. */
    private static double leftOut(
            double pooling, double[] common, float[][] local, double[] total, double[] kept, int[] place, int[] bin) {
        double sum = 0;
        for (int i = 0; i < place.length; i++) {
            int p = place[i];
            double others = Math.max(0, local[bin[i]][p] - kept[p]);
            double all = Math.max(0, total[p] - kept[p]);
            double everywhere =
                    (common[bin[i]] * (place.length + common.length) - 1) / (place.length + common.length - 1);
            sum += Math.log((others + pooling * everywhere) / (all + pooling));
        }
        return sum;
    }

    /** {@return how many events the profile of all places counts as} */
    double pooling() {
        return pooling;
    }

    /** The share of a place's events that fall into the bins, each counted by its weight. */
    double share(int place, double[] weightOfBin) {
        double here = 0;
        double everywhere = 0;
        for (int b = 0; b < weightOfBin.length; b++) {
            if (weightOfBin[b] != 0) {
                here += weightOfBin[b] * local[b][place];
                everywhere += weightOfBin[b] * common[b];
            }
        }
        return (here + pooling * everywhere) / (total[place] + pooling);
    }

    /** The same for all places together. */
    double share(double[] weightOfBin) {
        double everywhere = 0;
        for (int b = 0; b < weightOfBin.length; b++) {
            everywhere += weightOfBin[b] * common[b];
        }
        return everywhere;
    }
}
