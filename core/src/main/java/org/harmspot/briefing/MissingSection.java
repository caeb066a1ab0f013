package org.harmspot.briefing;

import java.time.YearMonth;
import java.util.Locale;
import org.harmspot.chance.Proportion;
import org.harmspot.incident.Coverage;
import org.harmspot.stopsearch.MissingField;
import org.harmspot.stopsearch.PublishedOutcomes;

/** What the records lack, and which months there are. */
final class MissingSection {
    private MissingSection() {}

    static void write(HtmlWriter html, PublishedOutcomes outcomes) {
        html.open("section").element("h2", "What is missing");
        html.open("table")
                .headings("Of the records", "#Searches", "#Of", "#Share")
                .open("tbody");
        for (MissingField field : MissingField.values()) {
            if (!field.isOfPeople() || outcomes.people().orElse(1) > 0) {
                row(html, outcomes, field);
            }
        }
        outcomes.otherPowers().filmed().ifPresent(filmed -> {
            html.open("tr").element("td", "of those that say so: recorded by a body-worn camera");
            html.element("td.n", Words.count(filmed.hits())).element("td.n", Words.count(filmed.trials()));
            html.element("td.n", Words.percent(filmed.rate())).close();
        });
        html.close().close();
        boolean film = outcomes.result().all().filmedKnown() > 0;
        html.element(
                "p.q",
                "Nothing is filled in. Records that are the same as another are kept: two people searched in one stop can look alike. "
                        + "A search of a vehicle alone has no person whose details could be missing; searches of people are those of "
                        + "the months that every force submitted. “–”: under "
                        + outcomes.control().smallest() + ", or would give such a count away."
                        + (film
                                ? ""
                                : " The records do not say whether a body-worn camera was on: published files never do."));
        html.close();
        calendar(html, outcomes.result().coverage());
    }

    private static void row(HtmlWriter html, PublishedOutcomes outcomes, MissingField field) {
        html.open("tr").element("td", (field.isOfPeople() ? "of people: " : "") + field.words());
        html.element("td.n", Words.count(outcomes.missing(field)));
        html.element("td.n", Words.count(field.isOfPeople() ? outcomes.people() : outcomes.searches()));
        html.element(
                "td.n",
                StopSearchWarnings.share(outcomes, field)
                        .map(Proportion::rate)
                        .map(Words::percent)
                        .orElse("–"));
        html.close();
    }

    private static void calendar(HtmlWriter html, Coverage coverage) {
        if (coverage.months().isEmpty()) {
            return;
        }
        html.open("section").element("h2", "Which months there are");
        html.open("table.calendar")
                .headings("Force", "Year", "J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D")
                .open("tbody");
        int last = coverage.months().get(coverage.months().size() - 1).getYear();
        for (String force : coverage.forces()) {
            for (int year = coverage.months().get(0).getYear(); year <= last; year++) {
                html.open("tr").element("td", force.isEmpty() ? "(not named)" : force);
                html.element("td", Integer.toString(year));
                for (int month = 1; month <= 12; month++) {
                    month(html, coverage, force, YearMonth.of(year, month));
                }
                html.close();
            }
        }
        html.close().close();
        html.element(
                "p.q",
                "“part”: less than a fifth of what is usual for the force; a month that is not marked may still be short. “none”: "
                        + "nothing was published, which is not the same as no searches. Empty: outside the files that were read.");
        html.close();
    }

    private static void month(HtmlWriter html, Coverage coverage, String force, YearMonth of) {
        if (!coverage.months().contains(of)) {
            html.element("td", "");
            return;
        }
        Coverage.Status status = coverage.of(force, of).status();
        html.element(
                "td." + status.name().toLowerCase(Locale.ROOT),
                switch (status) {
                    case SUBMITTED -> "✓";
                    case PARTIAL -> "part";
                    default -> "none";
                });
    }
}
