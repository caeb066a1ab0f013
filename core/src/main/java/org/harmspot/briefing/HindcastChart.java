package org.harmspot.briefing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.harmspot.briefing.Drawing.Anchor;
import org.harmspot.briefing.Drawing.Style;
import org.harmspot.chance.Interval;
import org.harmspot.evaluate.HindcastMeasure;
import org.harmspot.evaluate.HindcastResult;
import org.harmspot.evaluate.PredictionAccuracy;
import org.harmspot.internal.Check;

/**
 * A picture of a hindcast: on the left, how much harm the best ranked ground held, by how much of it one takes; on the right, what each
 * method held within the budget, with 95 % intervals.
 *
 * <pre>{@code
 * Files.writeString(Path.of("hindcast.svg"), HindcastChart.of(result).toSvg());
 * }</pre>
 */
public final class HindcastChart {
    private static final int INK = 0x1D2430;
    private static final int QUIET = 0x6B7280;
    private static final int GRID = 0xE4E2DC;
    private static final int BASELINE = 0x1D2430;
    private static final int[] COLOURS = {
        0x9B1C31, 0x2F6DB5, 0xD98E04, 0x2E8B57, 0x7B4FA3, 0xC2557F, 0x3AA6A6, 0x8C6239, 0x5C7A29, 0x4B5563
    };
    private static final double TEXT = 13;
    private static final double LINE = 22;
    private static final int TOP = 56;
    private static final int LEFT = 58;
    private static final int SIDE = 360;

    private final HindcastResult result;
    private final double mostArea;

    private HindcastChart(HindcastResult result, double mostArea) {
        this.result = result;
        this.mostArea = mostArea;
    }

    /**
     * Returns the chart of a hindcast; curves up to 5 % of the area, or twice the budget if that is more.
     *
     * @param result the hindcast
     * @return the chart
     */
    public static HindcastChart of(HindcastResult result) {
        double budget = Check.notNull(result, "result").baseline().shareOfArea();
        return new HindcastChart(result, Math.min(1, Math.max(0.05, 2 * budget)));
    }

    /**
     * Returns the chart with curves up to another share of the area.
     *
     * @param share more than 0, up to 1
     * @return a copy
     */
    public HindcastChart upTo(double share) {
        return new HindcastChart(result, Check.positive(Check.between(0, 1, share, "share"), "share"));
    }

    /** {@return the picture as SVG} */
    public String toSvg() {
        return draw().toSvg();
    }

    /**
     * Writes the picture as PNG; a file that is there is replaced.
     *
     * @param file where to
     * @throws org.harmspot.io.DataException if it cannot be written
     */
    public void writePng(Path file) {
        draw().writePng(file);
    }

    private Drawing draw() {
        List<PredictionAccuracy> rows = result.rows();
        int height = TOP + Math.max(SIDE + 60, (int) (rows.size() * LINE) + 90);
        Drawing drawing = new Drawing(
                980,
                height,
                String.format(
                        Locale.ROOT,
                        "Harm held by the places that each method chose, %d windows, %s",
                        result.windows().size(),
                        result.budget()));
        drawing.word(LEFT - 40, 24, "Harm held by the best ranked ground", 16, true, INK, Anchor.START);
        drawing.word(LEFT - 40, 43, windows(), TEXT - 1, false, QUIET, Anchor.START);
        curves(drawing, rows);
        intervals(drawing, rows);
        return drawing;
    }

    private String windows() {
        return String.format(
                Locale.ROOT,
                "%d windows from %s to %s, %,d incidents",
                result.windows().size(),
                result.windows().get(0).from().toLocalDate(),
                result.windows().get(result.windows().size() - 1).to().toLocalDate(),
                result.baseline().incidents());
    }

    /** The colour of a row: grey for chance and the best possible, ink for the baseline. */
    private int colour(PredictionAccuracy row) {
        int method = result.methods().indexOf(row);
        return method < 0 ? QUIET : method == 0 ? BASELINE : COLOURS[(method - 1) % COLOURS.length];
    }

    private void curves(Drawing drawing, List<PredictionAccuracy> rows) {
        double most = 0;
        for (PredictionAccuracy row : result.methods()) {
            double[] curve = row.harmCurve();
            most = Math.max(most, curve[(int) Math.ceil(mostArea * (curve.length - 1))]);
        }
        double step = roundStep(most / 4);
        double top = Math.max(step, Math.ceil(most / step - 1e-9) * step);
        for (double y = 0; y <= top * (1 + 1e-9); y += step) {
            double at = TOP + SIDE * (1 - y / top);
            drawing.line(new double[] {LEFT, at, LEFT + SIDE, at}, Style.line(GRID, 1));
            drawing.word(LEFT - 6, at + 4, percent(y), TEXT - 1, false, QUIET, Anchor.END);
        }
        double across = roundStep(mostArea / 4);
        for (double x = 0; x <= mostArea * (1 + 1e-9); x += across) {
            double at = LEFT + SIDE * x / mostArea;
            drawing.word(at, TOP + SIDE + 18, percent(x), TEXT - 1, false, QUIET, Anchor.MIDDLE);
        }
        drawing.word(LEFT + SIDE / 2.0, TOP + SIDE + 38, "share of the area", TEXT, false, INK, Anchor.MIDDLE);
        double budget = LEFT + SIDE * Math.min(1, result.baseline().shareOfArea() / mostArea);
        drawing.line(
                new double[] {budget, TOP, budget, TOP + SIDE},
                Style.line(QUIET, 1).dashed(3, 3));
        drawing.haloWord(budget + 4, TOP + 12, "budget", TEXT - 1, false, QUIET, Anchor.START);
        drawing.line(
                new double[] {LEFT, TOP + SIDE, LEFT + SIDE, TOP + SIDE * Math.max(0, 1 - mostArea / top)},
                Style.line(QUIET, 1.2).dashed(6, 4));
        for (PredictionAccuracy row : rows) {
            double[] curve = row.harmCurve();
            if (curve.length > 0 && !row.name().equals(HindcastResult.BEST)) {
                int last = (int) Math.floor(mostArea * (curve.length - 1) + 1e-9);
                double[] line = new double[2 * (last + 1)];
                for (int i = 0; i <= last; i++) {
                    line[2 * i] = LEFT + SIDE * (i / (double) (curve.length - 1)) / mostArea;
                    line[2 * i + 1] = TOP + SIDE * (1 - Math.min(1, curve[i] / top));
                }
                drawing.line(line, Style.line(colour(row), row == result.baseline() ? 2.4 : 1.7));
            }
        }
    }

    /** A whole 1, 2 or 5 times a power of ten, near what is asked. */
    static double roundStep(double about) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(about, 1e-6))));
        double times = about / power;
        return power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
    }

    private static String percent(double share) {
        BigDecimal rounded = new BigDecimal(100 * share).round(new MathContext(share >= 0.1 ? 2 : 3));
        return rounded.stripTrailingZeros().toPlainString() + " %";
    }

    private void intervals(Drawing drawing, List<PredictionAccuracy> rows) {
        int longest = rows.stream().mapToInt(row -> row.name().length()).max().orElseThrow();
        double start = LEFT + SIDE + Math.max(140, Math.min(320, 60 + 6.4 * longest));
        double wide = 980 - start - 24;
        drawing.word(
                LEFT + SIDE + 40,
                TOP - 8,
                "Harm held within " + result.budget() + ", 95 % intervals",
                TEXT,
                true,
                INK,
                Anchor.START);
        double most = 0;
        Interval[] held = new Interval[rows.size()];
        for (int i = 0; i < held.length; i++) {
            held[i] = rows.get(i).interval(HindcastMeasure.HARM_HIT_RATE, 0.95);
            most = i < held.length - 1 ? Math.max(most, held[i].upper()) : most; // the best possible is off the scale
        }
        double step = roundStep(most / 3);
        double top = Math.max(step, Math.ceil(most / step - 1e-9) * step);
        double bottom = TOP + 14 + rows.size() * LINE;
        for (double x = 0; x <= top * (1 + 1e-9); x += step) {
            double at = start + wide * x / top;
            drawing.line(new double[] {at, TOP + 6, at, bottom}, Style.line(GRID, 1));
            drawing.word(at, bottom + 16, percent(x), TEXT - 1, false, QUIET, Anchor.MIDDLE);
        }
        for (int i = 0; i < held.length; i++) {
            PredictionAccuracy row = rows.get(i);
            double y = TOP + 20 + i * LINE;
            int colour = colour(row);
            drawing.word(start - 10, y + 4, row.name(), TEXT - 1, row == result.baseline(), INK, Anchor.END);
            double value = row.value(HindcastMeasure.HARM_HIT_RATE);
            if (value > top) {
                drawing.word(start + wide, y + 4, percent(value) + " →", TEXT - 1, false, QUIET, Anchor.END);
            } else {
                drawing.line(
                        new double[] {start + wide * held[i].lower() / top, y, start + wide * held[i].upper() / top, y},
                        Style.line(colour, 2));
                drawing.dot(start + wide * value / top, y, 4, Style.filled(colour, 1));
            }
        }
    }
}
