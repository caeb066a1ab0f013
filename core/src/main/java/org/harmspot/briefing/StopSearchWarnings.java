package org.harmspot.briefing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.harmspot.chance.Proportion;
import org.harmspot.incident.Coverage;
import org.harmspot.stopsearch.MissingField;
import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.StopSearchOutcomes;

/** What a reader of the stop-and-search report must know before the figures; made of published counts. */
final class StopSearchWarnings {
    private static final double MUCH = 0.05;

    private StopSearchWarnings() {}

    static List<String> of(PublishedOutcomes outcomes) {
        StopSearchOutcomes.Result result = outcomes.result();
        List<String> warnings = new ArrayList<>();
        warnings.add(
                "These are searches and what was recorded of them. They do not say what would have happened without them, and "
                        + "nothing here says that more searches mean less violence: studies of that found little or no effect.");
        if (!result.gate().open()) {
            warnings.add("No rate of outcomes linked to the object is given: "
                    + result.gate().reason() + ".");
        } else if (shut(result) > 0) {
            warnings.add("The rate of outcomes linked to the object leaves out " + shut(result) + " of "
                    + result.gates().size()
                    + " quarters of a force, whose records cannot bear it: do not follow it over time.");
        }
        share(outcomes, MissingField.TIME)
                .filter(p -> p.rate() > MUCH)
                .ifPresent(p -> warnings.add(Words.percent(p.rate())
                        + " of the searches are at midnight to the minute: their day is known, their hour is not. Nothing here uses "
                        + "the hour."));
        if (!outcomes.areas().isEmpty()) {
            share(outcomes, MissingField.LOCATION)
                    .filter(p -> p.rate() > MUCH)
                    .ifPresent(p -> warnings.add(
                            Words.percent(p.rate()) + " of the searches have no location and count in no area."));
        }
        months(outcomes, warnings);
        if (result.searches().unmapped().size() > 0) {
            warnings.add("Values that were not understood, and were not guessed: "
                    + String.join(", ", result.searches().unmapped().keySet()) + ".");
        }
        return warnings;
    }

    private static void months(PublishedOutcomes outcomes, List<String> warnings) {
        int gaps = outcomes.result().coverage().gaps().size();
        if (gaps > 0) {
            warnings.add((gaps == 1 ? "1 month of a force is" : gaps + " months of a force are")
                    + " missing or partial (see the calendar). Yearly rates leave " + (gaps == 1 ? "it" : "them")
                    + " out; counts do not.");
        }
        String few = thinMonths(outcomes);
        if (!few.isEmpty()) {
            warnings.add("Months with fewer than half of what is usual for the force: " + few
                    + ". Fewer searches, or fewer published: the files do not say.");
        }
    }

    /** Of all searches, those whose record lacks something; empty if that may not be said. */
    static Optional<Proportion> share(PublishedOutcomes outcomes, MissingField field) {
        OptionalInt count = outcomes.missing(field);
        OptionalInt of = field.isOfPeople() ? outcomes.people() : outcomes.searches();
        return count.isEmpty() || of.orElse(0) == 0
                ? Optional.empty()
                : Optional.of(new Proportion(Math.min(count.getAsInt(), of.getAsInt()), of.getAsInt()));
    }

    static long shut(StopSearchOutcomes.Result result) {
        return result.gates().values().stream().filter(gate -> !gate.open()).count();
    }

    /** Months that are there, and not called partial, but with fewer than half the rows of the force's median month. */
    private static String thinMonths(PublishedOutcomes outcomes) {
        Coverage coverage = outcomes.result().coverage();
        List<String> thin = new ArrayList<>();
        for (String force : coverage.forces()) {
            List<Coverage.ForceMonth> months = coverage.months().stream()
                    .map(month -> coverage.of(force, month))
                    .filter(month -> month.status() == Coverage.Status.SUBMITTED)
                    .sorted(Comparator.comparingLong(Coverage.ForceMonth::rows))
                    .toList();
            long usual = months.isEmpty() ? 0 : months.get(months.size() / 2).rows();
            months.stream()
                    .filter(month -> month.rows() * 2 < usual)
                    .sorted(Comparator.comparing(Coverage.ForceMonth::month))
                    .forEach(month -> thin.add(force + " " + month.month() + about(outcomes, month.rows(), usual)));
        }
        return String.join(", ", thin);
    }

    /** So many percent of what is usual, where that gives no count away. */
    private static String about(PublishedOutcomes outcomes, long rows, long usual) {
        return rows < 20L * outcomes.control().base()
                ? ""
                : String.format(Locale.ROOT, " (about %.0f %%)", 100.0 * rows / usual);
    }
}
