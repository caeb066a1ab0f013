package org.harmspot.hotspot;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.harmspot.chance.MannKendall;
import org.harmspot.internal.Check;

/** What became of each place, step by step: the answer of {@link EmergingHotspots}. Immutable. */
public final class EmergingPatterns {
    /** Which side a place stands out on. */
    public enum Heat {
        /** More than elsewhere. */
        HOT,
        /** Less than elsewhere. */
        COLD,
        /** Neither, or not long enough to count. */
        NEITHER
    }

    /** A history, in words for a hot place; for a cold one read cold for hot. Each is tried after those before it. */
    public enum Pattern {
        /** Hot now, and never before. */
        NEW,
        /** Hot now and in the steps just before, two at least; never before those; in fewer than nine tenths of all. */
        CONSECUTIVE,
        /** Hot now and in nine tenths of the steps or more, and getting hotter. */
        INTENSIFYING,
        /** Hot now and in nine tenths of the steps or more, and getting less hot. */
        DIMINISHING,
        /** Not hot now, but in nine tenths of the steps or more. */
        HISTORICAL,
        /** Hot now and in nine tenths of the steps or more, without a trend. */
        PERSISTENT,
        /** Hot now, cold at some time before. */
        OSCILLATING,
        /** Hot now, and on and off before. */
        SPORADIC,
        /** None of these. */
        NONE
    }

    /**
     * The history of one place.
     *
     * @param heat the side it stands out on
     * @param pattern its pattern on that side
     * @param hotSteps in how many steps it was hot
     * @param coldSteps in how many steps it was cold
     * @param trend of its scores
     */
    public record Place(Heat heat, Pattern pattern, int hotSteps, int coldSteps, MannKendall trend) {
        @Override
        public String toString() {
            return pattern == Pattern.NONE
                    ? "no pattern"
                    : pattern.name().toLowerCase(Locale.ROOT) + (heat == Heat.HOT ? " hotspot" : " coldspot");
        }
    }

    private final Place[] places;
    private final double[] z;
    private final byte[] heat;
    private final String method;
    private final List<String> caveats;

    EmergingPatterns(Place[] places, double[] z, byte[] heat, String method, List<String> caveats) {
        this.places = places;
        this.z = z;
        this.heat = heat;
        this.method = method;
        this.caveats = List.copyOf(caveats);
    }

    /** {@return how many places there are} */
    public int size() {
        return places.length;
    }

    /**
     * Returns the history of a place.
     *
     * @param place the place
     * @return its pattern, and what it rests on
     */
    public Place get(int place) {
        return places[place];
    }

    /**
     * Returns the Gi* score of a place in a step.
     *
     * @param step the step, 0 for the first
     * @param place the place
     * @return z
     */
    public double z(int step, int place) {
        return z[step * places.length + Check.index(place, places.length, "place")];
    }

    /**
     * Returns whether a place stood out in a step.
     *
     * @param step the step, 0 for the first
     * @param place the place
     * @return whether it was hot, cold, or neither
     */
    public Heat heat(int step, int place) {
        int side = heat[step * places.length + Check.index(place, places.length, "place")];
        return side > 0 ? Heat.HOT : side < 0 ? Heat.COLD : Heat.NEITHER;
    }

    /**
     * Returns the hot places with a pattern.
     *
     * @param pattern the pattern
     * @return places, ascending
     */
    public int[] hot(Pattern pattern) {
        return IntStream.range(0, places.length)
                .filter(i -> places[i].heat() == Heat.HOT && places[i].pattern() == pattern)
                .toArray();
    }

    /** {@return how many hot places have each pattern} */
    public Map<Pattern, Integer> countHot() {
        Map<Pattern, Integer> counts = new EnumMap<>(Pattern.class);
        for (Pattern pattern : Pattern.values()) {
            if (pattern != Pattern.NONE) {
                counts.put(pattern, hot(pattern).length);
            }
        }
        return counts;
    }

    /** {@return how they were found, in words and numbers} */
    public String method() {
        return method;
    }

    /** {@return what a reader should know before acting on them; may be empty} */
    public List<String> caveats() {
        return caveats;
    }

    @Override
    public String toString() {
        long cold =
                Arrays.stream(places).filter(place -> place.heat() == Heat.COLD).count();
        StringBuilder text = new StringBuilder("EmergingPatterns[" + places.length + " places; hot:");
        countHot().forEach((pattern, count) -> {
            if (count > 0) {
                text.append(' ')
                        .append(count)
                        .append(' ')
                        .append(pattern.name().toLowerCase(Locale.ROOT))
                        .append(',');
            }
        });
        boolean none = text.charAt(text.length() - 1) == ':';
        return (none ? text + " none" : text.substring(0, text.length() - 1)) + "; cold: " + cold + "]";
    }
}
