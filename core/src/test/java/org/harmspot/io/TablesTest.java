package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.harmspot.harm.HarmIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
    @TempDir
    Path folder;

    @Test
    void aFormulaIsMadeHarmlessAndANumberIsLeftAlone() throws IOException {
        Path file = folder.resolve("out.csv");
        TableCsv.write(
                file,
                List.of("name", "value"),
                List.of(
                        List.of("=cmd|' /C calc'!A0", -5),
                        List.of("@SUM(A1)", 2.5),
                        List.of("+1", ""),
                        List.of("-1", 0L),
                        List.of("a \"quoted\", text", "<b>")));
        assertEquals(
                "name,value\r\n'=cmd|' /C calc'!A0,-5\r\n'@SUM(A1),2.5\r\n'+1,\r\n'-1,0\r\n\"a \"\"quoted\"\", text\",<b>\r\n",
                Files.readString(file));
        assertEquals(
                "a row must have 2 values like the header, but has 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TableCsv.write(file, List.of("a", "b"), List.of(List.of("x"))))
                        .getMessage());
    }

    private HarmIndex index(String text) throws IOException {
        return HarmIndexCsv.read(Files.writeString(folder.resolve("cchi.csv"), text));
    }

    @Test
    void aHarmIndexIsReadFromTheUsersFile() throws IOException {
        HarmIndex index = index("Code,Title,Score\n34B,Robbery,365\n8N,\"Assault, with injury\",19\n8N,again,19\n");
        assertEquals(365, index.days("34B"));
        assertEquals("again", index.describe("8N"));
        assertEquals("cchi.csv", index.name());
        assertEquals("file cchi.csv", index.source());
    }

    @Test
    void aHarmIndexThatIsWrongIsRefused() {
        assertEquals(
                "cchi.csv, line 1: must have one of the columns [days, weight, weights, severity weight, severity weights, score]. It has: [code, harm]",
                assertThrows(DataException.class, () -> index("code,harm\n")).getMessage());
        assertEquals(
                "cchi.csv, line 3: offence '8N' must have one weight, but has 19.0 and 20.0",
                assertThrows(DataException.class, () -> index("code,days\n8N,19\n8N,20\n"))
                        .getMessage());
        assertEquals(
                "cchi.csv, line 2: the weight of '8N' must be > 0, but was 0.0",
                assertThrows(DataException.class, () -> index("code,days\n8N,0\n"))
                        .getMessage());
        assertEquals(
                "cchi.csv, line 2: days must be a number, but was 'many'",
                assertThrows(DataException.class, () -> index("code,days\n8N,many\n"))
                        .getMessage());
        assertEquals(
                "cchi.csv: harm index 'cchi.csv' must have at least one offence",
                assertThrows(DataException.class, () -> index("code,days\n")).getMessage());
    }
}
