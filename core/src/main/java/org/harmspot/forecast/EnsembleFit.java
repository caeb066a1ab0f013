package org.harmspot.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An {@link Ensemble} with its weights, which forecasts from the newest history without weighing again.
 *
 * <p><strong>Source:</strong> as for {@link Ensemble}. <strong>Checked against:</strong> the weighted sum of its members.
 */
public final class EnsembleFit implements Forecaster {
    private final Ensemble ensemble;
    private final List<Forecaster> members;
    private final MixtureWeights mixture;
    private final String words;

    EnsembleFit(Ensemble ensemble, List<Forecaster> members, MixtureWeights mixture, String words) {
        this.ensemble = ensemble;
        this.members = List.copyOf(members);
        this.mixture = mixture;
        this.words = words;
    }

    /** {@return the weight of each member, in the order in which they were given; {@code >= 0}} */
    public double[] weights() {
        return mixture.weights();
    }

    @Override
    public Forecast forecast(PlaceHistory known, Window window) {
        int n = known.places();
        double[] counts = new double[n];
        double[] harm = new double[n];
        for (int m = 0; m < members.size(); m++) {
            double weight = mixture.weight(m);
            if (weight > 0) {
                Forecast one = members.get(m).forecast(known, window);
                for (int place = 0; place < n; place++) {
                    counts[place] += weight * one.count(place).mean();
                    harm[place] += weight * one.harmDays(place);
                }
            }
        }
        double[] shapes = new double[n];
        Arrays.fill(shapes, mixture.shape());
        return Forecast.of(known, window, counts)
                .withHarmDays(harm)
                .withShapes(shapes)
                .withMethod(toString(), "What served in the past windows serves in this one.");
    }

    @Override
    public String name() {
        return ensemble.name();
    }

    @Override
    public String method() {
        return toString();
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder("ensemble");
        for (int m = 0; m < members.size(); m++) {
            all.append(String.format(
                    Locale.ROOT,
                    "%s %.3f of %s",
                    m == 0 ? ":" : ",",
                    mixture.weight(m),
                    members.get(m).name()));
        }
        return all + "; " + words;
    }
}
