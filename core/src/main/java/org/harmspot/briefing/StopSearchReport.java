package org.harmspot.briefing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;
import org.harmspot.io.DataException;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.stopsearch.Denominator;
import org.harmspot.stopsearch.DisclosureControl;
import org.harmspot.stopsearch.EthnicGroup;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.PublishedOutcomes;
import org.harmspot.stopsearch.SearchesAndViolence;
import org.harmspot.stopsearch.StopSearchOutcomes;

/**
 * What stop and search led to, as one page and one table: areas with their intervals, a funnel plot, months, powers, violence in the same
 * places, who was searched, what is missing, and which months there are data for.
 *
 * <pre>{@code
 * StopSearchReport.of(StopSearchOutcomes.of(wards).measure(searches))
 *         .withTitle("Larkminster")
 *         .withViolence(ranked, violence)
 *         .withGroups(List.of(census))
 *         .write(Path.of("report"));   // stop-search.html and stop-search.csv
 * }</pre>
 *
 * <p>Section 60, which needs no suspicion, stands apart from all other powers in every table. Small counts are protected by
 * {@link DisclosureControl#standard()} unless another control is said; every figure is made of published counts, and all tables are protected
 * together. The page loads nothing, and is the same each time.
 */
public final class StopSearchReport {
    private final StopSearchOutcomes.Result result;
    private final String title;
    private final DisclosureControl control;
    private final Optional<SearchesAndViolence.Result> violence;
    private final Optional<List<Denominator>> denominators;

    private StopSearchReport(
            StopSearchOutcomes.Result result,
            String title,
            DisclosureControl control,
            Optional<SearchesAndViolence.Result> violence,
            Optional<List<Denominator>> denominators) {
        this.result = result;
        this.title = title;
        this.control = control;
        this.violence = violence;
        this.denominators = denominators;
    }

    /**
     * Returns a report.
     *
     * @param result what was measured
     * @return the report
     */
    public static StopSearchReport of(StopSearchOutcomes.Result result) {
        return new StopSearchReport(
                Check.notNull(result, "result"),
                "Stop and search",
                DisclosureControl.standard(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns the report under another title.
     *
     * @param name the force or town; "Stop and search" unless changed
     * @return the changed report
     */
    public StopSearchReport withTitle(String name) {
        return new StopSearchReport(result, Check.notBlank(name, "title"), control, violence, denominators);
    }

    /**
     * Returns the report with small counts protected otherwise.
     *
     * @param protection how
     * @return the changed report
     */
    public StopSearchReport with(DisclosureControl protection) {
        return new StopSearchReport(result, title, Check.notNull(protection, "control"), violence, denominators);
    }

    /**
     * Returns the report with violence in the same places: the share of weapon searches inside hotspots beside the share of violence
     * there. Draw the hotspots around earlier violence than is given here, or its share is high by the way they were made.
     *
     * @param ranked the hotspots, the first first, in the projection of the searches
     * @param incidents violent incidents, in the same projection; those of the days that the searches are of are taken
     * @return the changed report
     */
    public StopSearchReport withViolence(List<RankedHotspot> ranked, Incidents incidents) {
        SearchesAndViolence places = SearchesAndViolence.in(ranked);
        Optional<SearchesAndViolence.Result> measured =
                result.searches().window().map(window -> places.measure(result.searches(), incidents.in(window)));
        return new StopSearchReport(result, title, control, measured, denominators);
    }

    /**
     * Returns the report with who was searched: by self-defined and officer-defined ethnicity, compared with White people, with the bounds
     * that missing ethnicity leaves, and with what the searches led to.
     *
     * @param people whom the searches are compared with, each by its name; more than one shows how much hangs on the choice
     * @return the changed report
     * @throws IllegalArgumentException if there is none, or one has no number for White people
     */
    public StopSearchReport withGroups(List<Denominator> people) {
        Check.notEmpty(people, "people").forEach(p -> p.of(EthnicGroup.WHITE));
        return new StopSearchReport(result, title, control, violence, Optional.of(List.copyOf(people)));
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
        PublishedOutcomes outcomes = published();
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
        return html(published());
    }

    private PublishedOutcomes published() {
        return violence.map(v -> result.published(control, v)).orElseGet(() -> result.published(control));
    }

    private String html(PublishedOutcomes outcomes) {
        HtmlWriter html = new HtmlWriter();
        html.raw("<!DOCTYPE html>\n<html lang=\"en-GB\">\n").open("head").raw("\n<meta charset=\"utf-8\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", title + ": stop and search").raw("\n");
        html.open("style").raw("\n" + BriefingPage.style()).close();
        html.close().open("body.report").raw("\n");
        html.open("header").element("p.kind", "Stop and search: what it led to").element("h1", title);
        html.element("p.when", result.searches().window().map(Words::span).orElse("no searches"));
        html.close();
        html.open("section.caveats").element("h2", "Read this first").open("ul");
        StopSearchWarnings.of(outcomes).forEach(warning -> html.element("li", warning));
        html.close().close();
        html.open("section").element("h2", "All searches");
        StopSearchSection.together(html, outcomes);
        html.close();
        byPowerAndObject(html, outcomes);
        if (!outcomes.areas().isEmpty()) {
            areas(html, outcomes);
        }
        StopSearchCharts.months(html, outcomes);
        outcomes.violence().ifPresent(v -> {
            html.open("section").element("h2", "Do weapon searches go where the violence is?");
            ViolenceSection.write(html, v, ViolenceSection.IF_DRAWN_AROUND_IT);
            html.close();
        });
        denominators.ifPresent(people -> GroupsSection.write(html, outcomes.groups(people), outcomes));
        MissingSection.write(html, outcomes);
        StopSearchMethod.write(html, outcomes, denominators.isPresent());
        return html.close().raw("</html>\n").toString();
    }

    private static void byPowerAndObject(HtmlWriter html, PublishedOutcomes outcomes) {
        html.open("section").element("h2", "By power and object");
        StopSearchSection.groups(html, "Power", outcomes.powers(), outcomes);
        StopSearchSection.groups(html, "Searched for", outcomes.weapons(), outcomes);
        StopSearchSection.groups(html, "Object", outcomes.objects(), outcomes);
        html.element(
                "p.q",
                "Weapons: offensive weapons, firearms, crossbows or anything to threaten or harm anyone as the object; or the Firearms "
                        + "Act or the Act on weapons at schools as the power."
                        + StopSearchSection.apart(outcomes, " What was searched for: "));
        html.close();
    }

    private static void areas(HtmlWriter html, PublishedOutcomes outcomes) {
        html.open("section").element("h2", "Which areas differ");
        outcomes.funnel(Measure.ANY_ACTION)
                .ifPresentOrElse(
                        funnel -> StopSearchCharts.funnel(html, outcomes, funnel),
                        () -> html.element(
                                "p.q",
                                "Fewer than 10 areas have enough searches to be shown: too few to say which of them differ beyond chance."));
        html.close();
        html.open("section").element("h2", "Area by area");
        StopSearchSection.byArea(html, outcomes);
        html.close();
    }

    @Override
    public String toString() {
        return "StopSearchReport[" + title + ", " + result.searches().size() + " searches, "
                + result.byArea().size() + " areas, " + control + "]";
    }
}
