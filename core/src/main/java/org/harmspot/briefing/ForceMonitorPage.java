package org.harmspot.briefing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.harmspot.evaluate.MonitorMonth;
import org.harmspot.evaluate.MonitorResult;
import org.harmspot.evaluate.MonitorSeries;
import org.harmspot.evaluate.MonitorState;
import org.harmspot.incident.OffenceSet;
import org.harmspot.internal.Check;
import org.harmspot.io.DataException;
import org.harmspot.io.ReadReport;

/**
 * What a force is held to account for, as one page and one table: what stands out in plain words, a chart of the months of each measure,
 * the areas side by side, and what it all rests on.
 *
 * <pre>{@code
 * ForceMonitorPage.of(monitor.measure(incidents))
 *         .withTitle("Larkminster")
 *         .write(Path.of("monitor"));   // force-monitor.html and force-monitor.csv
 * }</pre>
 *
 * <p>A month that nobody sent is a gap in its chart, and the line breaks. The page loads nothing, and is the same each time.
 */
public final class ForceMonitorPage {
    static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private final MonitorResult result;
    private final String title;
    private final Map<String, ReadReport> reports;

    private ForceMonitorPage(MonitorResult result, String title, Map<String, ReadReport> reports) {
        this.result = result;
        this.title = title;
        this.reports = reports;
    }

    /**
     * Returns a page under the name of the force.
     *
     * @param result what was measured
     * @return the page
     */
    public static ForceMonitorPage of(MonitorResult result) {
        Check.notNull(result, "result");
        return new ForceMonitorPage(result, result.force(), Map.of());
    }

    /**
     * Returns the page under another title.
     *
     * @param name the force or town; the force as its files name it unless changed
     * @return the changed page
     */
    public ForceMonitorPage withTitle(String name) {
        return new ForceMonitorPage(result, Check.notBlank(name, "title"), reports);
    }

    /**
     * Returns the page with an account of what was read.
     *
     * @param what what was read, such as "incidents"
     * @param report the account
     * @return the changed page
     */
    public ForceMonitorPage withReport(String what, ReadReport report) {
        Map<String, ReadReport> more = new TreeMap<>(reports);
        more.put(Check.notBlank(what, "what"), Check.notNull(report, "report"));
        return new ForceMonitorPage(result, title, more);
    }

    /**
     * Writes page and table.
     *
     * @param folder where to; made if it is not there; files of the same names are replaced
     * @return the page
     * @throws DataException if the folder or a file cannot be written
     */
    public Path write(Path folder) {
        Path page = folder.resolve("force-monitor.html");
        try {
            Files.createDirectories(folder);
            Files.writeString(page, toHtml(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DataException(folder.toString(), 0, "could not be written: " + e, e);
        }
        MonitorTable.write(folder.resolve("force-monitor.csv"), result);
        return page;
    }

    /** {@return the page, as one HTML document} */
    public String toHtml() {
        HtmlWriter html = new HtmlWriter();
        html.raw("<!DOCTYPE html>\n<html lang=\"en-GB\">\n").open("head").raw("\n<meta charset=\"utf-8\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", title + ": force monitor").raw("\n");
        html.open("style").raw("\n" + BriefingPage.style()).close();
        html.close().open("body").raw("\n");
        html.open("header").element("p.kind", "Force monitor: month by month").element("h1", title);
        html.element("p.when", window()).close();
        html.open("section.caveats").element("h2", "Read this first").open("ul");
        warnings().forEach(warning -> html.element("li", warning));
        html.close().close();
        MonitorSection.standsOut(html, result);
        charts(html);
        MonitorAreas.write(html, result);
        method(html);
        return html.close().raw("</html>\n").toString();
    }

    private String window() {
        List<YearMonth> months = result.months();
        return months.isEmpty()
                ? "no months"
                : MONTH.format(months.get(0)) + " to " + MONTH.format(months.get(months.size() - 1)) + ", "
                        + months.size() + (months.size() == 1 ? " month" : " months");
    }

    // --- what a reader must know -------------------------------------------------------------------------------------

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        warnings.add(
                "These are recorded incidents and recorded work. A month that stands out differs from the force's other months by more "
                        + "than chance; the page does not say why, nor that somebody did well or badly. A change of recording looks the same.");
        String gaps = MonitorSection.gaps(result);
        if (!gaps.isEmpty()) {
            warnings.add(
                    "Months that are missing or partial are gaps, never zeros, and count in no mean: " + gaps + ".");
        }
        for (OffenceSet set : result.sets()) {
            if (!set.note().isEmpty()) {
                warnings.add(set.name() + ": " + set.note());
            }
        }
        if (result.series().stream().anyMatch(s -> !s.isOfForce())) {
            warnings.add(
                    "Counts of incidents by area are as recorded and not protected: keep small areas and sexual offences within the force.");
        }
        warnings.addAll(result.notes());
        return warnings;
    }

    // --- charts ------------------------------------------------------------------------------------------------------

    private void charts(HtmlWriter html) {
        html.open("section.charts").element("h2", "Month by month");
        html.element(
                "p.q",
                "Blue: each month. Band: where a month would lie by chance, around the mean of all months that are known (thin line). Red: "
                        + "outside the band. Orange: the last of eight or more months on one side of the mean. Thin upright lines: 95 % "
                        + "intervals of measures that have no band. Shaded ground: no figure for that month.");
        html.open("div.grid");
        for (MonitorSeries series : result.series()) {
            if (series.isOfForce() && !series.months().isEmpty() && !MonitorSection.isSaidTwice(result, series)) {
                chart(html, series);
            }
        }
        html.close().close();
    }

    private void chart(HtmlWriter html, MonitorSeries series) {
        html.open("figure.map").element("h3", MonitorSection.name(series) + ", " + series.unit());
        html.raw(MonthChart.svg(series));
        html.element("figcaption", MonitorSection.together(result, series) + limits(series))
                .close();
    }

    private static String limits(MonitorSeries series) {
        List<MonitorMonth> known = series.known();
        if (known.stream().noneMatch(m -> m.limits().isPresent())) {
            return "";
        }
        return series.widening() == 1
                ? " Band of chance alone."
                : String.format(
                        Locale.ROOT,
                        " Band %.1f times as wide as chance alone asks for: months differ anyway.",
                        series.widening());
    }

    // --- method ------------------------------------------------------------------------------------------------------

    private void method(HtmlWriter html) {
        html.open("section.method").element("h2", "What this rests on").open("dl");
        for (OffenceSet set : result.sets()) {
            MethodSection.term(html, "Counted", set.name() + ": " + String.join(", ", set.offences()) + ".");
        }
        MethodSection.term(
                html,
                "Band",
                "Exact limits of a u-chart (counts) or p-chart (shares): the counts that the Poisson or binomial law around the mean leaves "
                        + "out in 1 of 741 months on either side, as three standard deviations do. From 12 known months on, widened by how "
                        + "much months differ from the next (Laney), as negative binomial or beta-binomial.");
        MethodSection.term(
                html,
                "Run",
                "At least eight months in a row on one side of the mean, where that has a chance of at most 1 in 200: a lasting change, a "
                        + "trend, or the season.");
        MethodSection.term(
                html,
                "Intervals",
                "95 %: exact Poisson for rates (over all months widened like the band), Wilson for shares, Dobson for harm, order statistics "
                        + "for waits.");
        MethodSection.term(
                html,
                "Months",
                "Each measure by its own: incidents as sent, searches as sent, patrols as logged. Partial: less than a fifth of what is usual.");
        html.close();
        if (!reports.isEmpty()) {
            MethodSection.account(html, reports);
        }
        html.element("p.q", "Every month of every measure and area is in force-monitor.csv.");
        html.close();
    }

    static boolean isGap(MonitorMonth month) {
        return month.state() == MonitorState.MISSING || month.state() == MonitorState.PARTIAL;
    }
}
