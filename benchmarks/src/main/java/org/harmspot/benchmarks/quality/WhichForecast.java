package org.harmspot.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.harmspot.briefing.HindcastChart;
import org.harmspot.chance.Interval;
import org.harmspot.chance.MonteCarlo.Progress;
import org.harmspot.evaluate.Hindcast;
import org.harmspot.evaluate.HindcastMeasure;
import org.harmspot.evaluate.HindcastResult;
import org.harmspot.evaluate.PredictionAccuracy;
import org.harmspot.examples.HindcastReport;

/**
 * Which method held tomorrow's harm best, on which data, by how much, and where were prior counts as good?
 *
 * <p>For each town: for each day of the last year (or each month, where data carry no day), every method's list of 0.5 % of the area is made
 * from what was known then. Writes a page, and for each town a CSV of all measures and a picture, to {@code benchmarks/results}; refuses
 * to if there are changes that are not committed. {@code quick} goes back to eight weeks and writes pictures only, to
 * {@code target}; names of towns leave out the
 * others.
 */
public final class WhichForecast {
    private static final double LEVEL = 0.95;

    private WhichForecast() {}

    /**
     * Runs it.
     *
     * @param args {@code quick}, names of towns, or nothing for all
     * @throws IOException if the results cannot be written
     */
    public static void main(String[] args) throws IOException {
        List<String> words = List.of(args);
        boolean quick = words.contains("quick");
        List<String> towns =
                words.stream().filter(word -> !word.equals("quick")).toList();
        Provenance provenance = quick ? null : Provenance.ofCleanTree();
        long start = System.nanoTime();
        StringBuilder page = new StringBuilder();
        for (DataSet data : DataSet.all(Path.of(""), quick)) {
            if (!towns.isEmpty() && !towns.contains(data.name())) {
                continue;
            }
            long began = System.nanoTime();
            HindcastResult result = data.hindcast()
                    .with(progress(data.name()))
                    .compare(HindcastReport.methods(data.step() == Hindcast.Step.DAY));
            System.out.printf(
                    Locale.ROOT, "%n%s, %.0f s%n%s%n", data.title(), (System.nanoTime() - began) / 1e9, result);
            page.append(section(data, result));
            String name = "which-forecast-" + data.name();
            if (quick) {
                Files.writeString(
                        Files.createDirectories(Path.of("target")).resolve(name + ".svg"),
                        HindcastChart.of(result).toSvg());
            } else {
                Files.writeString(provenance.result(name + ".csv"), result.toCsv());
                Files.writeString(
                        provenance.result(name + ".svg"),
                        HindcastChart.of(result).toSvg());
            }
        }
        if (!quick) {
            String command =
                    "benchmarks/quality WhichForecast" + (towns.isEmpty() ? "" : " " + String.join(" ", towns));
            String head = "# Which forecast holds tomorrow's harm?\n\n"
                    + provenance.line(command, (System.nanoTime() - start) / 1e9) + "\n\n" + INTRODUCTION;
            String name = towns.isEmpty() ? "which-forecast.md" : "which-forecast-" + String.join("-", towns) + ".md";
            Files.writeString(provenance.result(name), head + page);
        }
    }

    private static final String INTRODUCTION = """
            For each day of the last year (each month, where the data carry no day) every method makes a list of 0.5 % of the area, in cells
            of 250 m, from what was known when that day began; parameters are estimated anew every 28 days. *Harm held* is the share of the
            windows' harm that fell in the cells of the list. Intervals are by a block bootstrap over windows; the test of a lead turns the
            signs of whole blocks. *Chance* draws cells by lot; *best possible* knows the answer.

            """;

    private static Progress progress(String name) {
        AtomicLong last = new AtomicLong(System.nanoTime());
        return (done, of) -> {
            long now = System.nanoTime();
            long before = last.get();
            if (now - before > 10_000_000_000L && last.compareAndSet(before, now)) {
                System.err.printf(Locale.ROOT, "%s: %d of %d lists%n", name, done, of);
            }
            return true;
        };
    }

    private static String section(DataSet data, HindcastResult result) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "## %s%n%nData: %s. %,d cells, %.0f km²; %d windows from %s, %,d incidents in them. [All measures](which-forecast-%s.csv).%n%n"
                        + "![%s](which-forecast-%s.svg)%n%n%s%n%n"
                        + "| method | harm held | 95 %% interval | lead over the first | p | the best is ahead by | PAI | PEI* | kept |%n"
                        + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |%n",
                data.title(),
                data.note(),
                data.history().places(),
                java.util.stream.IntStream.range(0, data.history().places())
                        .mapToDouble(data.history()::squareKilometres)
                        .sum(),
                result.windows().size(),
                result.windows().get(0).from().toLocalDate(),
                result.baseline().incidents(),
                data.name(),
                "harm held by each method",
                data.name(),
                verdict(result)));
        PredictionAccuracy best = result.lead(HindcastMeasure.HARM_HIT_RATE);
        for (PredictionAccuracy row : result.rows()) {
            Interval held = row.interval(HindcastMeasure.HARM_HIT_RATE, LEVEL);
            boolean method = result.methods().contains(row);
            String lead = "";
            String p = "";
            if (method && row != result.baseline()) {
                PredictionAccuracy.Comparison than = row.minus(result.baseline(), HindcastMeasure.HARM_HIT_RATE);
                lead = points(than);
                p = String.format(Locale.ROOT, "%.3f", than.p());
            }
            String behind = method && row != best ? points(best.minus(row, HindcastMeasure.HARM_HIT_RATE)) : "";
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f %% | %.2f to %.2f | %s | %s | %s | %.1f | %.3f | %s |%n",
                    row.name(),
                    100 * row.value(HindcastMeasure.HARM_HIT_RATE),
                    100 * held.lower(),
                    100 * held.upper(),
                    lead,
                    p,
                    behind,
                    row.value(HindcastMeasure.PAI),
                    row.value(HindcastMeasure.HARM_PEI_STAR),
                    method ? String.format(Locale.ROOT, "%.0f %%", 100 * row.value(HindcastMeasure.STABILITY)) : ""));
        }
        result.leftOut()
                .forEach((name, reason) -> text.append("\nLeft out: ")
                        .append(name)
                        .append(", since ")
                        .append(reason)
                        .append(".\n"));
        return text.append('\n').toString();
    }

    private static String points(PredictionAccuracy.Comparison than) {
        return points(than.difference()) + " (" + points(than.interval().lower()) + " to "
                + points(than.interval().upper()) + ")";
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%+.2f", 100 * share);
    }

    /** Says in words what the table says, and no more than it says. */
    private static String verdict(HindcastResult result) {
        HindcastMeasure harm = HindcastMeasure.HARM_HIT_RATE;
        PredictionAccuracy lead = result.lead(harm);
        if (lead == result.baseline()) {
            return "**No method held more than the baseline, " + lead.name() + ".**";
        }
        PredictionAccuracy.Comparison than = lead.minus(result.baseline(), harm);
        boolean sure = than.interval().lower() > 0;
        String by = String.format(
                Locale.ROOT,
                "%s held most, %.2f %% of the harm against %.2f %% by %s: %s points, p %.3f",
                lead.name(),
                100 * lead.value(harm),
                100 * result.baseline().value(harm),
                result.baseline().name(),
                points(than),
                than.p());
        String picked =
                " It was picked as the best of " + result.methods().size() + ", so a little of its lead is luck.";
        return (sure
                        ? "**" + by + ".**" + picked
                        : "**" + by + ": no more than chance would make. The baseline was as good.**")
                + close(result, lead);
    }

    /** Names the methods that are as good as the best, as far as these windows can tell. */
    private static String close(HindcastResult result, PredictionAccuracy lead) {
        List<String> close = result.methods().stream()
                .filter(row -> row != lead && row != result.baseline())
                .filter(row -> lead.minus(row, HindcastMeasure.HARM_HIT_RATE)
                                .interval()
                                .lower()
                        <= 0)
                .map(PredictionAccuracy::name)
                .toList();
        return close.isEmpty()
                ? " It is ahead of every other method, too."
                : " Not told apart from it by these windows: " + String.join("; ", close) + ".";
    }
}
