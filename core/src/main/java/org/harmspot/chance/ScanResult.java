package org.harmspot.chance;

import java.util.List;
import java.util.Locale;
import org.harmspot.incident.Period;

/** The clusters that a {@link SpaceTimeScan} found, the hardest to put down to chance first; no two share a place. */
public final class ScanResult {
    private final Period period;
    private final String model;
    private final SpaceTimeScan.Window window;
    private final long seed;
    private final double[] largest;
    private final List<ScanCluster> clusters;

    ScanResult(
            Period period,
            String model,
            SpaceTimeScan.Window window,
            long seed,
            double[] largest,
            List<ScanCluster> clusters) {
        this.period = period;
        this.model = model;
        this.window = window;
        this.seed = seed;
        this.largest = largest;
        this.clusters = List.copyOf(clusters);
    }

    /** {@return all clusters, also those that chance explains well} */
    public List<ScanCluster> clusters() {
        return clusters;
    }

    /**
     * Returns the clusters that chance seldom brings up.
     *
     * @param level the largest p to let through, e.g. 0.05
     * @return those with p up to it; often none
     */
    public List<ScanCluster> significant(double level) {
        return clusters.stream().filter(cluster -> cluster.p() <= level).toList();
    }

    /** {@return the days that were looked at} */
    public Period period() {
        return period;
    }

    /** {@return the largest log likelihood ratio of each random town, ascending} */
    public double[] largestByChance() {
        return largest.clone();
    }

    @Override
    public String toString() {
        return "ScanResult[" + model + ", " + window.name().toLowerCase(Locale.ROOT) + ", " + period + ", "
                + clusters.size() + " clusters, " + significant(0.05).size() + " with p <= 0.05, " + largest.length
                + " random towns, seed " + seed + "]";
    }
}
