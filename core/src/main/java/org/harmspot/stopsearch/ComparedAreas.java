package org.harmspot.stopsearch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harmspot.chance.BetaBinomial;
import org.harmspot.chance.Funnel;
import org.harmspot.chance.Interval;
import org.harmspot.chance.Proportion;

/** Published areas beside each other: funnels, shrunk rates and scores, made of published counts alone. */
record ComparedAreas(List<PublishedRow> rows, Map<Measure, Funnel> funnels) {

    private static final int FEWEST = 10; // to say how much areas differ anyway

    /** Compares areas whose counts rounding can have moved so far. */
    static ComparedAreas of(List<PublishedRow> areas, int moved) {
        Map<Measure, Funnel> funnels = new EnumMap<>(Measure.class);
        List<Map<Measure, BetaBinomial.Shrunk>> shrunk = new ArrayList<>();
        List<Map<Measure, Double>> z = new ArrayList<>();
        List<Set<Measure>> differs = new ArrayList<>();
        for (int a = 0; a < areas.size(); a++) {
            shrunk.add(new EnumMap<>(Measure.class));
            z.add(new EnumMap<>(Measure.class));
            differs.add(EnumSet.noneOf(Measure.class));
        }
        for (Measure measure : Measure.values()) {
            MeasuredAreas measured =
                    MeasuredAreas.of(areas.size(), a -> areas.get(a).rate(measure));
            long known = Arrays.stream(measured.trials()).filter(n -> n > 0).count();
            List<BetaBinomial.Shrunk> ofAll = measured.shrunk();
            for (int a = 0; a < areas.size(); a++) {
                if (!ofAll.isEmpty() && areas.get(a).rates().containsKey(measure)) {
                    shrunk.get(a).put(measure, ofAll.get(a));
                }
            }
            measured.funnel().filter(f -> known >= FEWEST).ifPresent(funnel -> {
                funnels.put(measure, funnel);
                for (int a = 0; a < areas.size(); a++) {
                    Proportion rate = areas.get(a).rates().get(measure);
                    if (rate != null) {
                        z.get(a).put(measure, funnel.zAdjusted(a));
                        if (isOutside(funnel, rate, moved)) {
                            differs.get(a).add(measure);
                        }
                    }
                }
            });
        }
        List<PublishedRow> rows = new ArrayList<>();
        for (int a = 0; a < areas.size(); a++) {
            PublishedRow r = areas.get(a);
            rows.add(new PublishedRow(
                    r.name(),
                    r.isRated(),
                    r.searches(),
                    r.rates(),
                    r.filmed(),
                    r.perThousandYears(),
                    shrunk.get(a),
                    z.get(a),
                    differs.get(a)));
        }
        return new ComparedAreas(List.copyOf(rows), funnels);
    }

    /** Whether a rate lies outside the adjusted 95 % limits, were its counts as much nearer to the rest as rounding can have moved them. */
    private static boolean isOutside(Funnel funnel, Proportion rate, int moved) {
        int of = Math.max(1, rate.trials() - moved); // the fewer, the wider the limits
        Interval limits = funnel.adjustedLimits(of, 0.95);
        double nearer = rate.rate() > funnel.target()
                ? (double) (rate.hits() - moved) / (rate.trials() + moved)
                : (double) (rate.hits() + moved) / of;
        return rate.rate() > funnel.target() ? nearer > limits.upper() : nearer < limits.lower();
    }
}
