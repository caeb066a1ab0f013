package org.harmspot.stopsearch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a linked rate can be computed at all from a set of searches, and why not.
 *
 * <p>Forces fill "outcome linked to object of search" differently: one leaves it blank for every search without action,
 * another for nearly all, a third writes {@code True} for nine in ten, a fourth never. The rate is refused if more than 10 % of
 * the searches that led to something have a blank, if none is marked as linked, or if the outcome is marked as linked more often
 * than anything happened at all. Where it is given, a blank of a search without action is read as not linked, and other blanks are
 * left out and counted.
 *
 * <p>Ask it of one force and quarter at a time: {@link #byForceAndQuarter}.
 *
 * @param open whether the linked rate may be computed
 * @param reason why, or why not: shares in it are so coarse that no small count follows from them
 */
public record LinkedGate(boolean open, String reason) {
    private static final double MOST_BLANK = 0.10;

    /**
     * Looks at searches, of one force and period.
     *
     * @param searches the searches
     * @return the decision
     */
    public static LinkedGate of(StopSearches searches) {
        Tally tally = new Tally();
        for (int i = 0; i < searches.size(); i++) {
            tally.add(searches.outcome(i), searches.linked(i));
        }
        return tally.gate();
    }

    /**
     * Looks at each force and quarter by itself.
     *
     * @param searches the searches
     * @return the decisions, by force and quarter, such as {@code "metropolitan 2022 Q3"}
     */
    public static SortedMap<String, LinkedGate> byForceAndQuarter(StopSearches searches) {
        Quarters quarters = new Quarters(searches);
        SortedMap<String, LinkedGate> gates = new TreeMap<>();
        for (int q = 0; q < quarters.names.size(); q++) {
            gates.put(quarters.names.get(q), quarters.tallies.get(q).gate());
        }
        return gates;
    }

    /** One decision for all: open if some force-quarter is; what the others say is then left out, and counted as unknown. */
    static LinkedGate overall(SortedMap<String, LinkedGate> gates, StopSearches searches) {
        List<String> shut = new ArrayList<>();
        gates.forEach((name, gate) -> {
            if (!gate.open()) {
                shut.add(name);
            }
        });
        LinkedGate together = of(searches);
        if (shut.isEmpty()) {
            return together;
        }
        if (shut.size() == gates.size()) {
            return new LinkedGate(
                    false, together.open() ? gates.get(shut.get(0)).reason() : together.reason());
        }
        return new LinkedGate(
                true,
                "refused for " + shut.size() + " of " + gates.size()
                        + " quarters of a force, whose searches count as unknown; for one, " + shut.get(0) + ": "
                        + gates.get(shut.get(0)).reason());
    }

    /** {@return for each search whether its force and quarter pass} */
    static boolean[] usable(StopSearches searches) {
        Quarters quarters = new Quarters(searches);
        boolean[] open = new boolean[quarters.tallies.size()];
        for (int q = 0; q < open.length; q++) {
            open[q] = quarters.tallies.get(q).gate().open();
        }
        boolean[] usable = new boolean[searches.size()];
        for (int i = 0; i < usable.length; i++) {
            usable[i] = open[quarters.of[i]];
        }
        return usable;
    }

    /** Which force and quarter each search belongs to. */
    private static final class Quarters {
        final int[] of;
        final List<String> names = new ArrayList<>();
        final List<Tally> tallies = new ArrayList<>();

        Quarters(StopSearches searches) {
            of = new int[searches.size()];
            Map<String, Map<Integer, Integer>> numbers = new HashMap<>();
            for (int i = 0; i < of.length; i++) {
                LocalDate date = searches.date(i);
                String force = searches.force(i);
                int quarter = date.getYear() * 4 + (date.getMonthValue() - 1) / 3;
                of[i] = numbers.computeIfAbsent(force, key -> new HashMap<>()).computeIfAbsent(quarter, key -> {
                    names.add((force + " " + key / 4 + " Q" + (key % 4 + 1)).strip());
                    tallies.add(new Tally());
                    return names.size() - 1;
                });
                tallies.get(of[i]).add(searches.outcome(i), searches.linked(i));
            }
        }
    }

    private static final class Tally {
        private int actions;
        private int blank;
        private int linked;
        private int blankElsewhere;

        void add(Outcome outcome, YesNo link) {
            linked += outcome.isKnown() && link == YesNo.YES ? 1 : 0;
            boolean isBlank = link == YesNo.BLANK || link == YesNo.UNMAPPED;
            if (outcome.isAction()) {
                actions++;
                blank += isBlank ? 1 : 0;
            } else if (outcome.isKnown()) {
                blankElsewhere += link == YesNo.BLANK ? 1 : 0;
            }
        }

        LinkedGate gate() {
            if (actions == 0) {
                return new LinkedGate(false, "no search led to anything, so there is nothing to link");
            }
            if (blank > MOST_BLANK * actions) {
                return new LinkedGate(
                        false,
                        "whether the outcome was linked to the object is blank for "
                                + (blank == actions ? "every search" : about(blank, actions) + " of the searches")
                                + " that led to something; at most 10 % can be borne");
            }
            if (linked == 0) {
                return new LinkedGate(false, "no outcome is ever marked as linked to the object");
            }
            if (linked > actions) {
                return new LinkedGate(false, "more searches are marked as linked to the object than led to anything");
            }
            String filled = blank == 0
                    ? "the field is filled for every search that led to something"
                    : "the field is filled for nearly every search that led to something (at most 10 % may be blank)";
            return new LinkedGate(
                    true,
                    filled
                            + (blankElsewhere == 0
                                    ? ""
                                    : "; where a search led to nothing further, a blank is read as not linked"));
        }

        /** A share in words that no count can be worked out from: the fewer searches, the coarser. */
        private static String about(int count, int of) {
            double percent = 100.0 * count / of;
            if (of < 100) {
                return "more than 10 %";
            }
            double step = of < 500 ? 5 : 1;
            return String.format(Locale.ROOT, "about %.0f %%", Math.min(100 - step, Math.round(percent / step) * step));
        }
    }
}
