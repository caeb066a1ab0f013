package org.harmspot.briefing;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Path2D;

/**
 * Digits drawn by the bars of a pocket calculator, for machines without a font: the ranks on a map must be readable there too.
 * Other letters are left out.
 */
final class StrokedDigits {
    // The bars of each digit: top, top left, top right, middle, bottom left, bottom right, bottom.
    private static final String[] BARS = {
        "1110111", "0010010", "1011101", "1011011", "0111010", "1101011", "1101111", "1010010", "1111111", "1111011"
    };
    private static final double[][] ENDS = {
        {0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 1, 1}, {0, 1, 1, 1}, {0, 1, 0, 2}, {1, 1, 1, 2}, {0, 2, 1, 2}
    };

    private StrokedDigits() {}

    /**
     * Returns the digits of a text as a shape on a base line at y = 0.
     *
     * @param text the text; without a digit nothing is drawn
     * @param size the size of the letters it stands in for
     */
    static Shape shape(String text, double size) {
        Path2D.Double path = new Path2D.Double();
        double width = size * 0.34;
        double height = size * 0.70;
        double x = 0;
        if (!text.chars().allMatch(Character::isDigit)) {
            return path;
        }
        for (char digit : text.toCharArray()) {
            String bars = BARS[digit - '0'];
            for (int b = 0; b < ENDS.length; b++) {
                if (bars.charAt(b) == '1') {
                    path.moveTo(x + ENDS[b][0] * width, (ENDS[b][1] / 2 - 1) * height);
                    path.lineTo(x + ENDS[b][2] * width, (ENDS[b][3] / 2 - 1) * height);
                }
            }
            x += width * 1.7;
        }
        return new BasicStroke((float) (size * 0.11), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                .createStrokedShape(path);
    }
}
