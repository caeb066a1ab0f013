package org.harmspot.briefing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.harmspot.io.DataException;

/**
 * A picture made of polygons, lines, dots and words, that can be had as SVG and as pixels.
 *
 * <p>Coordinates are pixels from the top left. Both forms come from the same list, so they show the same.
 */
final class Drawing {
    /** What a shape looks like; colours are {@code 0xRRGGBB}, or {@link #NONE}. */
    record Style(int fill, double fillOpacity, int stroke, double strokeWidth, double[] dashes) {
        static final int NONE = -1;
        private static final double[] SOLID = {};

        static Style filled(int colour, double opacity) {
            return new Style(colour, opacity, NONE, 0, SOLID);
        }

        static Style line(int colour, double width) {
            return new Style(NONE, 1, colour, width, SOLID);
        }

        Style dashed(double on, double off) {
            return new Style(fill, fillOpacity, stroke, strokeWidth, new double[] {on, off});
        }

        Style stroked(int colour, double width) {
            return new Style(fill, fillOpacity, colour, width, dashes);
        }
    }

    /** Where a word stands in relation to its position. */
    enum Anchor {
        START("start"),
        MIDDLE("middle"),
        END("end");

        private final String svg;

        Anchor(String svg) {
            this.svg = svg;
        }
    }

    private sealed interface Item permits Shape, Dot, Word {}

    /** Rings of x, y, x, y, …; filled by the even-odd rule. */
    private record Shape(List<double[]> rings, boolean closed, Style style) implements Item {}

    private record Dot(double x, double y, double radius, Style style) implements Item {}

    private record Word(
            double x, double y, String text, double size, boolean bold, int colour, Anchor anchor, boolean halo)
            implements Item {}

    private static final int HALO = 0xFFFFFF;
    private static final int SCALE = 2;

    private final int width;
    private final int height;
    private final String description;
    private final List<Item> items = new ArrayList<>();

    Drawing(int width, int height, String description) {
        this.width = width;
        this.height = height;
        this.description = description;
    }

    void polygon(List<double[]> rings, Style style) {
        items.add(new Shape(List.copyOf(rings), true, style));
    }

    void line(double[] points, Style style) {
        items.add(new Shape(List.of(points), false, style));
    }

    void rectangle(double x, double y, double w, double h, Style style) {
        polygon(List.of(new double[] {x, y, x + w, y, x + w, y + h, x, y + h}), style);
    }

    void dot(double x, double y, double radius, Style style) {
        items.add(new Dot(x, y, radius, style));
    }

    void word(double x, double y, String text, double size, boolean bold, int colour, Anchor anchor) {
        items.add(new Word(x, y, text, size, bold, colour, anchor, false));
    }

    /** A word with a white edge, to be read on top of anything. */
    void haloWord(double x, double y, String text, double size, boolean bold, int colour, Anchor anchor) {
        items.add(new Word(x, y, text, size, bold, colour, anchor, true));
    }

    // --- SVG ---------------------------------------------------------------------------------------------------------

    String toSvg() {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" role=\"img\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\"><title>")
                .append(Html.escape(description))
                .append("</title>\n");
        for (Item item : items) {
            if (item instanceof Shape shape) {
                svg.append("<path d=\"");
                for (double[] ring : shape.rings) {
                    path(svg, ring, shape.closed);
                }
                svg.append('"');
                style(svg, shape.style);
                svg.append(shape.rings.size() > 1 ? " fill-rule=\"evenodd\"/>\n" : "/>\n");
            } else if (item instanceof Dot dot) {
                svg.append("<circle cx=\"")
                        .append(number(dot.x))
                        .append("\" cy=\"")
                        .append(number(dot.y))
                        .append("\" r=\"")
                        .append(number(dot.radius))
                        .append('"');
                style(svg, dot.style);
                svg.append("/>\n");
            } else if (item instanceof Word word) {
                word(svg, word);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static void path(StringBuilder svg, double[] ring, boolean closed) {
        String before = "";
        for (int i = 0; i + 1 < ring.length; i += 2) {
            String here = number(ring[i]) + " " + number(ring[i + 1]);
            if (!here.equals(before)) { // many vertices fall on the same tenth of a pixel
                svg.append(i == 0 ? 'M' : 'L').append(here);
                before = here;
            }
        }
        if (closed) {
            svg.append('Z');
        }
    }

    private static void style(StringBuilder svg, Style style) {
        svg.append(" fill=\"").append(colour(style.fill)).append('"');
        if (style.fill != Style.NONE && style.fillOpacity < 1) {
            svg.append(" fill-opacity=\"").append(number(style.fillOpacity)).append('"');
        }
        if (style.stroke != Style.NONE) {
            svg.append(" stroke=\"")
                    .append(colour(style.stroke))
                    .append("\" stroke-width=\"")
                    .append(number(style.strokeWidth))
                    .append("\" stroke-linejoin=\"round\"");
            if (style.dashes.length > 0) {
                svg.append(" stroke-dasharray=\"")
                        .append(number(style.dashes[0]))
                        .append(' ')
                        .append(number(style.dashes[1]))
                        .append('"');
            }
        }
    }

    private static void word(StringBuilder svg, Word word) {
        svg.append("<text x=\"")
                .append(number(word.x))
                .append("\" y=\"")
                .append(number(word.y))
                .append("\" font-size=\"")
                .append(number(word.size))
                .append("\" fill=\"")
                .append(colour(word.colour))
                .append("\" text-anchor=\"")
                .append(word.anchor.svg)
                .append('"');
        if (word.bold) {
            svg.append(" font-weight=\"bold\"");
        }
        if (word.halo) {
            svg.append(" stroke=\"")
                    .append(colour(HALO))
                    .append("\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        }
        svg.append('>').append(Html.escape(word.text)).append("</text>\n");
    }

    private static String colour(int colour) {
        return colour == Style.NONE ? "none" : String.format(Locale.ROOT, "#%06x", colour);
    }

    /** Two decimals at most, and no needless zeros. */
    private static String number(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        String text = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
        return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
    }

    // --- pixels ------------------------------------------------------------------------------------------------------

    /** Writes the picture as PNG; a file that is there is replaced. */
    void writePng(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(toImage(), "png", out);
        } catch (IOException e) {
            throw new DataException(file.toString(), 0, "could not be written: " + e.getMessage(), e);
        }
    }

    /** Draws the picture in pixels, two for each unit of the drawing, for sharp screens. */
    BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            g.scale(SCALE, SCALE);
            boolean fonts = hasFonts();
            for (Item item : items) {
                if (item instanceof Shape shape) {
                    paint(g, shape);
                } else if (item instanceof Dot dot) {
                    paint(
                            g,
                            new java.awt.geom.Ellipse2D.Double(
                                    dot.x - dot.radius, dot.y - dot.radius, 2 * dot.radius, 2 * dot.radius),
                            dot.style);
                } else if (item instanceof Word word) {
                    paint(g, word, fonts);
                }
            }
        } finally {
            g.dispose();
        }
        return image;
    }

    /** Servers without any font are common; there, Java cannot draw a letter, and says so with all kinds of errors. */
    private static boolean hasFonts() {
        try {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 10)
                            .createGlyphVector(new java.awt.font.FontRenderContext(null, true, true), "0")
                            .getVisualBounds()
                            .getWidth()
                    > 0;
        } catch (RuntimeException | LinkageError | InternalError e) {
            return false;
        }
    }

    private static void paint(Graphics2D g, Shape shape) {
        Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (double[] ring : shape.rings) {
            for (int i = 0; i + 1 < ring.length; i += 2) {
                if (i == 0) {
                    path.moveTo(ring[0], ring[1]);
                } else {
                    path.lineTo(ring[i], ring[i + 1]);
                }
            }
            if (shape.closed) {
                path.closePath();
            }
        }
        paint(g, path, shape.style);
    }

    private static void paint(Graphics2D g, java.awt.Shape shape, Style style) {
        if (style.fill != Style.NONE) {
            g.setColor(new Color(style.fill >> 16 & 0xFF, style.fill >> 8 & 0xFF, style.fill & 0xFF, (int)
                    Math.round(style.fillOpacity * 255)));
            g.fill(shape);
        }
        if (style.stroke != Style.NONE) {
            g.setColor(new Color(style.stroke));
            float[] dashes =
                    style.dashes.length == 0 ? null : new float[] {(float) style.dashes[0], (float) style.dashes[1]};
            g.setStroke(new BasicStroke(
                    (float) style.strokeWidth, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10, dashes, 0));
            g.draw(shape);
        }
    }

    private static void paint(Graphics2D g, Word word, boolean fonts) {
        java.awt.Shape letters;
        if (fonts) {
            Font font = new Font(Font.SANS_SERIF, word.bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) word.size);
            letters =
                    font.createGlyphVector(g.getFontRenderContext(), word.text).getOutline();
        } else {
            letters = StrokedDigits.shape(word.text, word.size);
        }
        Rectangle2D box = letters.getBounds2D();
        double shift =
                switch (word.anchor) {
                    case START -> 0;
                    case MIDDLE -> -box.getCenterX();
                    case END -> -box.getMaxX();
                };
        java.awt.Shape placed = java.awt.geom.AffineTransform.getTranslateInstance(word.x + shift, word.y)
                .createTransformedShape(letters);
        if (word.halo) {
            g.setColor(new Color(HALO));
            g.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(placed);
        }
        g.setColor(new Color(word.colour));
        g.fill(placed);
    }
}
