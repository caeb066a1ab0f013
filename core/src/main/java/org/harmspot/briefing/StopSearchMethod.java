package org.harmspot.briefing;

import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.StopSearchOutcomes;

/** How the figures of the stop-and-search report were made. */
final class StopSearchMethod {
    private StopSearchMethod() {}

    static void write(HtmlWriter html, PublishedOutcomes outcomes, boolean withGroups) {
        StopSearchOutcomes.Result result = outcomes.result();
        html.open("section.method").element("h2", "How this was made").open("dl");
        item(
                html,
                "Any action",
                "searches that led to anything but “no further action”, of those with a known outcome. A blank is not "
                        + "“no further action”.");
        item(
                html,
                "Arrest",
                "searches that led to an arrest, of those with a known outcome; the official rate divides by all searches.");
        item(
                html,
                "Linked",
                "searches whose outcome is marked as linked to the object, of those that say so, in quarters of a force whose "
                        + "records can bear it. " + refused(result));
        item(
                html,
                "Section 60",
                "searches without suspicion, in a place and for hours that were authorised. They find less, so no other table or "
                        + "chart counts them.");
        item(html, "Intervals", "95 %: Wilson for shares, exact for yearly rates.");
        if (!outcomes.areas().isEmpty()) {
            areas(html, result);
        }
        if (outcomes.violence().isPresent()) {
            item(
                    html,
                    "Violence",
                    "both are counted inside the same outlines and in the same days; where hotspots overlap, the first counts. "
                            + "Searches per incident divide one count by the other and say nothing of effect.");
        }
        if (withGroups) {
            item(
                    html,
                    "Groups",
                    "ratios of searches per person and year to those of White people, with the exact conditional interval; bounds by "
                            + "giving all searches of unknown ethnicity to one group or the other (Manski 1989); differences of rates "
                            + "by Newcombe.");
        }
        item(
                html,
                "Protection",
                outcomes.control() + "; with enough others that no sum gives one away"
                        + (outcomes.areas().isEmpty() ? "" : " (" + outcomes.leftOut() + " counts of areas left out)")
                        + ". Rates, intervals and limits are made of published counts, and all tables are protected together.");
        html.close().close();
    }

    private static void areas(HtmlWriter html, StopSearchOutcomes.Result result) {
        item(
                html,
                "Shrunk rates",
                "in the table: beta-binomial by maximum likelihood, each area drawn towards the others, the more the fewer "
                        + "searches it has.");
        item(
                html,
                "Funnel",
                "Spiegelhalter (2005) on the arcsine scale, with over-dispersion; exact binomial limits for chance alone. "
                        + "Outside means different, not wrong.");
        item(html, "Area", "that of the published point, which is moved to a map point and can lie across a border.");
        if (result.byArea().stream().anyMatch(area -> area.perThousandYears().isPresent())) {
            int months = result.fullMonths().size();
            item(
                    html,
                    "Yearly rates",
                    "searches of the " + months + (months == 1 ? " month" : " months")
                            + " that every force submitted, for a thousand residents and a year. In city centres most people searched live "
                            + "elsewhere.");
        }
    }

    private static String refused(StopSearchOutcomes.Result result) {
        long shut = StopSearchWarnings.shut(result);
        return shut == 0 ? "None was refused." : shut + " of " + result.gates().size() + " were refused.";
    }

    private static void item(HtmlWriter html, String term, String words) {
        html.element("dt", term).element("dd", words);
    }
}
