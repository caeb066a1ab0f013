package org.harmspot.stopsearch;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.harmspot.chance.BetaBinomial;
import org.harmspot.chance.Funnel;
import org.harmspot.chance.Proportion;

/** The counts of one measure, area by area: 0 of 0 where nothing is known or may be shown. */
record MeasuredAreas(int[] hits, int[] trials) {
    static MeasuredAreas of(int areas, IntFunction<Optional<Proportion>> rate) {
        int[] hits = new int[areas];
        int[] trials = new int[areas];
        for (int a = 0; a < areas; a++) {
            Optional<Proportion> known = rate.apply(a);
            hits[a] = known.map(Proportion::hits).orElse(0);
            trials[a] = known.map(Proportion::trials).orElse(0);
        }
        return new MeasuredAreas(hits, trials);
    }

    static MeasuredAreas of(List<AreaOutcomes> areas, Measure measure) {
        return of(areas.size(), a -> areas.get(a).counts().rate(measure));
    }

    private boolean differ() {
        int known = 0;
        long misses = 0;
        long sum = 0;
        for (int a = 0; a < hits.length; a++) {
            known += trials[a] > 0 ? 1 : 0;
            sum += hits[a];
            misses += trials[a] - hits[a];
        }
        return known >= 2 && sum > 0 && misses > 0;
    }

    Optional<Funnel> funnel() {
        return differ() ? Optional.of(Funnel.fit(hits, trials)) : Optional.empty();
    }

    List<BetaBinomial.Shrunk> shrunk() {
        return differ() ? List.of(BetaBinomial.fit(hits, trials).shrink(hits, trials, 0.95)) : List.of();
    }
}
