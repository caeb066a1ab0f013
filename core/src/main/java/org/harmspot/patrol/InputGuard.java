package org.harmspot.patrol;

import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.internal.Check;

/**
 * Keeps out of a ranking what follows the patrols: searches, arrests, and offences that are mostly found by searching. A ranking fed
 * with them sends patrols to where patrols have been (Ensign et al. 2018).
 *
 * <pre>{@code
 * HarmRanking.on(date).rank(hotspots);   // refuses such records
 * HarmRanking.on(date).with(InputGuard.allowing("a test of weapon sweeps")).rank(hotspots);   // marks all it says
 * }</pre>
 *
 * <p>It goes by the offence ({@link SeriousViolence#officerInitiated()}, and words such as "stop and search" or "arrest") and by the
 * name of the file that a record was read from.
 *
 * <p><strong>Source:</strong> Ensign, Friedler, Neville, Scheidegger and Venkatasubramanian (2018), <em>Runaway feedback loops in
 * predictive policing</em>, PMLR 81, 160–171.
 */
public final class InputGuard {
    private final String why;

    private InputGuard(String why) {
        this.why = why;
    }

    /** {@return the guard that lets no such record through: what a ranking has unless changed} */
    public static InputGuard strict() {
        return new InputGuard(null);
    }

    /**
     * Returns a guard that lets such records through, and marks whatever is made of them.
     *
     * @param why what this is done for; it is printed with the results
     * @return the guard
     */
    public static InputGuard allowing(String why) {
        return new InputGuard(Check.notBlank(why, "why"));
    }

    /**
     * Looks through incidents.
     *
     * @param incidents what is to be ranked
     * @return the mark to print with the results; empty if nothing was let through that a strict guard would refuse
     * @throws IllegalArgumentException if there are such records, and they are not allowed
     */
    public Optional<String> check(Incidents incidents) {
        TreeSet<String> found = new TreeSet<>();
        OffenceSet refused = SeriousViolence.officerInitiated();
        for (String offence : incidents.countByOffence().keySet()) {
            if (refused.contains(offence) || isSearch(offence)) {
                found.add(offence);
            }
        }
        if (!found.isEmpty() && why == null) {
            throw new IllegalArgumentException(
                    "a ranking must not be fed with officer-initiated offences, but was given '" + found.first()
                            + "'. Leave them out: incidents.except(SeriousViolence.officerInitiated())");
        }
        String before = "";
        for (int i = 0; i < incidents.size(); i++) {
            String file = incidents.source(i).file();
            if (!file.equals(before) && isSearch(file.substring(file.lastIndexOf('/') + 1))) {
                found.add(file);
                if (why == null) {
                    throw new IllegalArgumentException(
                            "a ranking must not be fed with stop-and-search or arrest records, but was given rows of '"
                                    + file + "'. Rank reported incidents instead");
                }
            }
            before = file;
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of("Fed with officer-initiated records (" + String.join(", ", found) + ") for: " + why
                        + ". Such a rank follows the patrols.");
    }

    private static boolean isSearch(String words) {
        String plain = words.toLowerCase(Locale.ROOT).replace('-', ' ').replace('_', ' ');
        return plain.contains("stop and search") || plain.matches("(.*\\W)?arrests?(\\W.*)?");
    }

    @Override
    public String toString() {
        return "InputGuard[" + (why == null ? "strict" : "allowing, for: " + why) + "]";
    }
}
