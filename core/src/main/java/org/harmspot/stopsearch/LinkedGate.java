package org.harmspot.stopsearch;

import java.util.Locale;

/**
 * Whether a linked rate can be computed at all from a set of searches, and why not.
 *
 * <p>Forces fill "outcome linked to object of search" differently: one leaves it blank for every search without action,
 * another for nearly all, a third writes {@code True} for nine in ten. The rate is refused if more than 10 % of the searches
 * that led to something have a blank, or if the outcome is marked as linked more often than anything happened at all.
 *
 * @param open whether the linked rate may be computed
 * @param reason why, or why not
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
        int actions = 0;
        int blank = 0;
        int linked = 0;
        int known = 0;
        for (StopSearch search : searches) {
            known += search.outcome().isKnown() ? 1 : 0;
            linked += search.outcome().isKnown() && search.linked() == Linked.YES ? 1 : 0;
            if (search.outcome().isAction()) {
                actions++;
                blank += search.linked() == Linked.BLANK || search.linked() == Linked.UNMAPPED ? 1 : 0;
            }
        }
        if (actions == 0) {
            return new LinkedGate(false, "no search led to anything, so there is nothing to link");
        }
        String share = String.format(Locale.ROOT, "%.1f %%", 100.0 * blank / actions);
        if (blank > MOST_BLANK * actions) {
            return new LinkedGate(
                    false,
                    "whether the outcome was linked to the object is blank for " + share
                            + " of the searches that led to something (at most 10 % can be borne)");
        }
        if (linked > actions) {
            return new LinkedGate(
                    false,
                    String.format(
                            Locale.ROOT,
                            "%.1f %% of searches are marked as linked, but only %.1f %% led to anything",
                            100.0 * linked / known,
                            100.0 * actions / known));
        }
        return new LinkedGate(
                true,
                "the field is filled for all but " + share
                        + " of the searches that led to something; a blank is read as not linked");
    }
}
