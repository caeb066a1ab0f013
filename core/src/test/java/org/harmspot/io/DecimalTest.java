package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    private static double parse(String text) {
        return Decimal.parse(text.toCharArray(), 0, text.length());
    }

    @Test
    void readsExactlyWhatJavaReads() {
        Seeds.forAll(3000, random -> {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-9, 9));
            for (String text : new String[] {
                Double.toString(value),
                String.format(Locale.ROOT, "%.6f", value),
                String.format(Locale.ROOT, "%.15f", value),
                Long.toString(random.nextLong()),
                " " + random.nextInt() + " "
            }) {
                assertEquals(Double.parseDouble(text), parse(text), text);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                "NaN",
                "Infinity",
                "1,5",
                "0x10",
                "1f",
                "12a",
                "--1",
                "1.2.3",
                "1e999",
                "51.88°"
            })
    void nothingElseIsANumber(String text) {
        assertTrue(Double.isNaN(parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-0.414871", "51.877270", "5.", ".5", "1e3", "+7", "-1.5E-3", "123456789012345678901234567890"})
    void theseAre(String text) {
        assertEquals(Double.parseDouble(text), parse(text));
    }
}
