package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.harmspot.harm.HarmIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights in sheets that were saved as CSV, with what people write above, between and below a table. */
class HarmIndexSheetTest {
    @TempDir
    Path folder;

    private HarmIndex sheet(String text) throws IOException {
        Path file = folder.resolve("weights.csv");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return HarmIndexCsv.read(file);
    }

    private static final String HEAD = "Crime Severity Score weights by offence,,,\r\n"
            + "\"Notes: weights are days,\r\nin a sheet of two lines\",,,\r\n"
            + ",,,\r\n";

    @Test
    void aSheetIsReadFromWhereItsTableBegins() throws IOException {
        HarmIndex index = sheet("\uFEFF" + HEAD
                + "Offence group,Offence code,Offence,Weight [note 1]\r\n"
                + "Robbery,,,\r\n"
                + "Robbery,34B,Robbery of personal property,799.6289\r\n"
                + ",,,\r\n"
                + "Violence against the person,2,\"Attempted murder, all\",4654.2981\r\n"
                + "Source: a note below,,,\r\n");
        assertEquals(2, index.size());
        assertEquals(799.6289, index.days("34B"));
        assertEquals(4654.2981, index.days("2"));
        assertEquals("Attempted murder, all", index.describe("2"));
    }

    @Test
    void theOfficialWeightsComeOutAsTheyWentIn() throws IOException {
        HarmIndex official = HarmIndex.onsCrimeSeverityScore();
        StringBuilder text = new StringBuilder(HEAD).append("Offence code,Offence,Weight,\r\n");
        for (String code : new String[] {"1", "2", "34B", "8N", "105A"}) {
            text.append(code).append(",\"").append(official.describe(code)).append("\",");
            text.append(official.days(code)).append(",\r\n");
        }
        HarmIndex index = sheet(text.toString());
        for (String code : new String[] {"1", "2", "34B", "8N", "105A"}) {
            assertEquals(official.days(code), index.days(code));
            assertEquals(official.describe(code), index.describe(code));
        }
    }

    @Test
    void anOffenceWithoutAWeightIsRefusedAtItsLine() {
        assertEquals(
                "weights.csv, line 6: Weight must be a number, but was ''",
                assertThrows(
                                DataException.class,
                                () -> sheet(HEAD + "Offence code,Offence,Weight,\r\n34B,Robbery,,\r\n"))
                        .getMessage());
    }

    @Test
    void aSheetWithoutSuchColumnsIsRefusedAsBefore() {
        assertEquals(
                "weights.csv, line 1: must have one of the columns [code, offence_code, offence code, code_severity, "
                        + "home office classification, home office code, offence, category]. It has: [Area, Score]",
                assertThrows(DataException.class, () -> sheet("Area,Score\r\nKent,9.1\r\n"))
                        .getMessage());
    }
}
