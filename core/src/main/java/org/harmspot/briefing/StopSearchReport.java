package org.harmspot.briefing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.harmspot.incident.Coverage;
import org.harmspot.internal.Check;
import org.harmspot.io.DataException;
import org.harmspot.stopsearch.DisclosureControl;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.OutcomeCounts;
import org.harmspot.stopsearch.Power;
import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.SearchField;
import org.harmspot.stopsearch.StopSearchOutcomes;
import org.harmspot.stopsearch.StopSearches;

/**
 * What stop and search led to, as one page and one table: areas with their intervals, a funnel plot, months, powers, what is missing, and
 * which months there are data for.
 *
 * <pre>{@code
 * StopSearchReport.of(StopSearchOutcomes.of(wards).measure(searches))
 *         .withTitle("Larkminster")
 *         .write(Path.of("report"));   // stop-search.html and stop-search.csv
 * }</pre>
 *
 * <p>Small counts are protected by {@link DisclosureControl#standard()} unless another control is said; every figure is made of
 * published counts. The page loads nothing, and is the same each time.
 */
public final class StopSearchReport {
    private final StopSearchOutcomes.Result result;
    private final String title;
    private final DisclosureControl control;

    private StopSearchReport(StopSearchOutcomes.Result result, String title, DisclosureControl control) {
        this.result = result;
        this.title = title;
        this.control = control;
    }

    /**
     * Returns a report.
     *
     * @param result what was measured
     * @return the report
     */
    public static StopSearchReport of(StopSearchOutcomes.Result result) {
        return new StopSearchReport(Check.notNull(result, "result"), "Stop and search", DisclosureControl.standard());
    }

    /**
     * Returns the report under another title.
     *
     * @param name the force or town; "Stop and search" unless changed
     * @return the changed report
     */
    public StopSearchReport withTitle(String name) {
        return new StopSearchReport(result, Check.notBlank(name, "title"), control);
    }

    /**
     * Returns the report with small counts protected otherwise.
     *
     * @param protection how
     * @return the changed report
     */
    public StopSearchReport with(DisclosureControl protection) {
        return new StopSearchReport(result, title, Check.notNull(protection, "control"));
    }

    /**
     * Writes page and table.
     *
     * @param folder where to; made if it is not there; files of the same names are replaced
     * @return the page
     * @throws DataException if the folder or a file cannot be written
     */
    public Path write(Path folder) {
        Path page = folder.resolve("stop-search.html");
        PublishedOutcomes outcomes = result.published(control);
        try {
            Files.createDirectories(folder);
            Files.writeString(page, html(outcomes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DataException(folder.toString(), 0, "could not be written: " + e, e);
        }
        StopSearchTable.write(folder.resolve("stop-search.csv"), outcomes);
        return page;
    }

    /** {@return the page, as one HTML document} */
    public String toHtml() {
        return html(result.published(control));
    }

    private String html(PublishedOutcomes outcomes) {
        HtmlWriter html = new HtmlWriter();
        html.raw("<!DOCTYPE html>\n<html lang=\"en-GB\">\n").open("head").raw("\n<meta charset=\"utf-8\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", title + ": stop and search").raw("\n");
        html.open("style").raw("\n" + BriefingPage.style()).close();
        html.close().open("body").raw("\n");
        html.open("header").element("p.kind", "Stop and search: what it led to").element("h1", title);
        html.element("p.when", result.searches().window().map(Words::span).orElse("no searches"));
        html.close();
        html.open("section.caveats").element("h2", "Read this first").open("ul");
        warnings().forEach(warning -> html.element("li", warning));
        html.close().close();
        html.open("section").element("h2", "All searches");
        StopSearchSection.together(html, outcomes);
        html.close();
        groups(html, outcomes);
        if (!outcomes.areas().isEmpty()) {
            html.open("section").element("h2", "Which areas differ");
            outcomes.funnel(Measure.ANY_ACTION).ifPresent(funnel -> StopSearchCharts.funnel(html, outcomes, funnel));
            html.close();
            html.open("section").element("h2", "Area by area");
            StopSearchSection.byArea(html, outcomes);
            html.close();
        }
        StopSearchCharts.months(html, outcomes);
        missing(html, outcomes);
        calendar(html);
        method(html, outcomes);
        return html.close().raw("</html>\n").toString();
    }

    // --- what a reader must know -------------------------------------------------------------------------------------

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        StopSearches searches = result.searches();
        warnings.add(
                "These are searches and what was recorded of them. They do not say what would have happened without them, and "
                        + "nothing here says that more searches mean less violence: studies of that found little or no effect.");
        if (!result.gate().open()) {
            warnings.add("No rate of outcomes linked to the object is given: "
                    + result.gate().reason() + ".");
        } else if (shut() > 0) {
            warnings.add("The rate of outcomes linked to the object leaves out " + shut() + " of "
                    + result.gates().size()
                    + " quarters of a force, whose records cannot bear it: do not follow it over time.");
        }
        Interest midnight = share(
                searches,
                i -> searches.time(i).getHour() == 0 && searches.time(i).getMinute() == 0);
        if (midnight.share() > 0.05) {
            warnings.add(Words.percent(midnight.share())
                    + " of the searches are at midnight to the minute: their day is known, their hour is not. Nothing here uses "
                    + "the hour.");
        }
        Interest unlocated = share(searches, i -> !searches.isLocated(i));
        if (unlocated.share() > 0.05 && !result.byArea().isEmpty()) {
            warnings.add(Words.percent(unlocated.share()) + " of the searches have no location and count in no area.");
        }
        int gaps = result.coverage().gaps().size();
        if (gaps > 0) {
            warnings.add(gaps
                    + " months of a force are missing or partial (see the calendar). Yearly rates leave those months out; "
                    + "counts do not.");
        }
        String few = thinMonths();
        if (!few.isEmpty()) {
            warnings.add("Months with fewer than half of what is usual for the force: " + few
                    + ". Fewer searches, or fewer published: the files do not say.");
        }
        if (searches.unmapped().size() > 0) {
            warnings.add("Values that were not understood, and were not guessed: "
                    + String.join(", ", searches.unmapped().keySet()) + ".");
        }
        return warnings;
    }

    /** Months that are there, and not called partial, but with fewer than half the rows of the force's median month. */
    private String thinMonths() {
        Coverage coverage = result.coverage();
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
                    .forEach(month -> thin.add(String.format(
                            Locale.ROOT, "%s %s (%.0f %%)", force, month.month(), 100.0 * month.rows() / usual)));
        }
        return String.join(", ", thin);
    }

    private record Interest(int count, int of) {
        double share() {
            return of == 0 ? 0 : (double) count / of;
        }
    }

    private static Interest share(StopSearches searches, IntPredicate which) {
        int count = 0;
        for (int i = 0; i < searches.size(); i++) {
            count += which.test(i) ? 1 : 0;
        }
        return new Interest(count, searches.size());
    }

    // --- powers and objects ------------------------------------------------------------------------------------------

    private void groups(HtmlWriter html, PublishedOutcomes outcomes) {
        StopSearches searches = result.searches();
        html.open("section").element("h2", "By power and object");
        StopSearchSection.table(
                html, "Power", outcomes.by(OutcomeCounts.by(searches, searches::power), Power::words), outcomes);
        StopSearchSection.table(
                html,
                "Searched for",
                outcomes.by(
                        OutcomeCounts.by(searches, searches::isWeaponSearch),
                        weapon -> weapon ? "weapons" : "anything else"),
                outcomes);
        StopSearchSection.table(
                html,
                "Searched for",
                outcomes.by(OutcomeCounts.by(searches, searches::object), object -> object.words()),
                outcomes);
        html.element(
                "p.q",
                "Weapons: offensive weapons, firearms, crossbows or anything to threaten or harm anyone as the object; or section 60, "
                        + "the Firearms Act or the Act on weapons at schools as the power.");
        html.close();
    }

    // --- what is missing ---------------------------------------------------------------------------------------------

    private void missing(HtmlWriter html, PublishedOutcomes outcomes) {
        StopSearches all = result.searches();
        StopSearches people = all.where(i -> all.type(i).hasPerson());
        html.open("section").element("h2", "What is missing");
        html.open("table")
                .headings("Of the records", "#Searches", "#Of", "#Share")
                .open("tbody");
        row(html, outcomes, "without a location", share(all, i -> !all.isLocated(i)));
        row(
                html,
                outcomes,
                "without a known outcome",
                share(all, i -> !all.outcome(i).isKnown()));
        row(
                html,
                outcomes,
                "with a blank for “linked to the object”",
                share(all, i -> all.text(SearchField.LINKED, i).isBlank()));
        row(
                html,
                outcomes,
                "without an object",
                share(all, i -> all.text(SearchField.OBJECT, i).isBlank()));
        row(
                html,
                outcomes,
                "without a power",
                share(all, i -> all.text(SearchField.LEGISLATION, i).isBlank()));
        row(
                html,
                outcomes,
                "at midnight to the minute",
                share(all, i -> all.time(i).getHour() == 0 && all.time(i).getMinute() == 0));
        row(html, outcomes, "the same as a record before", new Interest(all.repeated(), all.size()));
        row(
                html,
                outcomes,
                "of people: self-defined ethnicity blank or not stated",
                share(people, i -> !people.ethnicity(i).group().isKnown()));
        row(
                html,
                outcomes,
                "of people: officer-defined ethnicity blank",
                share(people, i -> !people.officerDefinedGroup(i).isKnown()));
        row(
                html,
                outcomes,
                "of people: age blank",
                share(people, i -> people.text(SearchField.AGE_RANGE, i).isBlank()));
        if (result.all().filmedKnown() > 0) {
            row(
                    html,
                    outcomes,
                    "of those that say so: recorded by a body-worn camera",
                    new Interest(result.all().filmed(), result.all().filmedKnown()));
        }
        html.close().close();
        html.element(
                "p.q",
                "Nothing is filled in. Records that are the same as another are kept: two people searched in one stop can look alike. "
                        + "A search of a vehicle alone has no person whose details could be missing. Published files do not say whether "
                        + "a body-worn camera was on.");
        html.close();
    }

    private static void row(HtmlWriter html, PublishedOutcomes outcomes, String words, Interest interest) {
        int smallest = outcomes.control().smallest();
        boolean shown = interest.count() == 0 || interest.count() >= smallest;
        html.open("tr").element("td", words);
        html.element("td.n", shown ? StopSearchSection.rounded(outcomes, interest.count()) : "under " + smallest);
        html.element("td.n", StopSearchSection.rounded(outcomes, interest.of()));
        html.element("td.n", shown ? Words.percent(interest.share()) : "–").close();
    }

    private void calendar(HtmlWriter html) {
        Coverage coverage = result.coverage();
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
                    YearMonth of = YearMonth.of(year, month);
                    boolean asked = coverage.months().contains(of);
                    Coverage.Status status = coverage.of(force, of).status();
                    html.element(
                            asked ? "td." + status.name().toLowerCase(Locale.ROOT) : "td",
                            !asked
                                    ? ""
                                    : status == Coverage.Status.SUBMITTED
                                            ? "✓"
                                            : status == Coverage.Status.PARTIAL ? "part" : "none");
                }
                html.close();
            }
        }
        html.close().close();
        html.element(
                "p.q",
                "“part”: less than a fifth of what is usual for the force; a month that is not marked may still be short. “none”: "
                        + "nothing was published, which is not the same as no searches.");
        html.close();
    }

    private void method(HtmlWriter html, PublishedOutcomes outcomes) {
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
                        + "records can bear it. " + refused());
        item(html, "Intervals", "95 %: Wilson for shares, exact for yearly rates.");
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
        item(
                html,
                "Yearly rates",
                "searches of the " + result.fullMonths().size()
                        + " months that every force submitted, for a thousand residents and a year. In city centres most people searched live "
                        + "elsewhere.");
        item(
                html,
                "Protection",
                outcomes.control() + "; with enough others that no sum gives one away (" + outcomes.leftOut()
                        + " counts of areas left out). Rates, intervals and limits are made of published counts.");
        html.close().close();
    }

    private long shut() {
        return result.gates().values().stream().filter(gate -> !gate.open()).count();
    }

    private String refused() {
        long shut = shut();
        return shut == 0 ? "None was refused." : shut + " of " + result.gates().size() + " were refused.";
    }

    private static void item(HtmlWriter html, String term, String words) {
        html.element("dt", term).element("dd", words);
    }

    @Override
    public String toString() {
        return "StopSearchReport[" + title + ", " + result.searches().size() + " searches, "
                + result.byArea().size() + " areas, " + control + "]";
    }
}
