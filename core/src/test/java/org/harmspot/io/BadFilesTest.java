package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.harmspot.Seeds;
import org.harmspot.geo.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are broken, or made to break things. */
class BadFilesTest {
    private static final PoliceUkCsv CSV = PoliceUkCsv.in(Projection.britishNationalGrid());
    private static final String HEADER = "Month,Longitude,Latitude,Crime type\n";
    private static final String ROW = "2023-10,-0.415,51.879,Robbery\n";

    @TempDir
    Path folder;

    private String problem(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        return assertThrows(DataException.class, () -> CSV.readStreet(file)).getMessage();
    }

    private byte[] zip(String... namesAndTexts) throws IOException {
        Path file = folder.resolve("made.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.readAllBytes(file);
    }

    @Test
    void empty() throws IOException {
        assertEquals("a.csv: must begin with a row of column names, but is empty", problem("a.csv", new byte[0]));
        assertEquals("b.csv: must begin with a row of column names, but is empty", problem("b.csv", "\n\n".getBytes()));
    }

    @Test
    void binary() throws IOException {
        assertEquals(
                "a.csv: must be text, but holds zero bytes. Is it a spreadsheet or a picture? Save it as CSV",
                problem("a.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 13}));
    }

    @Test
    void aSpreadsheetIsAZipWithoutCsv() throws IOException {
        assertEquals(
                "crime.xlsx: must hold files named …-street.csv, but holds none",
                problem("crime.xlsx", zip("xl/workbook.xml", "<workbook/>")));
    }

    @Test
    void otherEncoding() throws IOException {
        String text = HEADER + ROW + "2023-10,-0.4,51.8,Café\n";
        assertEquals(
                "a.csv: must be text in UTF-8, but holds other bytes soon after line 1. If a spreadsheet on Windows wrote it, its encoding is "
                        + "windows-1252",
                problem("a.csv", text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void quotesWithoutEnd() throws IOException {
        String message = problem("a.csv", (HEADER + "2023-10,-0.4,51.8,\"Robbery\n" + ROW.repeat(60_000)).getBytes());
        assertTrue(
                message.startsWith("a.csv, line 2: must be CSV with quotes in pairs and fields below 1 MiB"), message);
        String huge = problem("b.csv", (HEADER + "x".repeat(3 << 20)).getBytes());
        assertTrue(huge.startsWith("b.csv, line 2: must be CSV with quotes in pairs and fields below 1 MiB"), huge);
    }

    @Test
    void brokenArchives() throws IOException {
        assertTrue(problem("a.zip", "PK\3\4 and then nothing".getBytes())
                .startsWith(folder.resolve("a.zip") + ": must be a whole zip archive"));
        Path gz = folder.resolve("a.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write((HEADER + ROW.repeat(5000)).getBytes());
        }
        byte[] whole = Files.readAllBytes(gz);
        assertEquals(
                "b.csv.gz: must be whole gzip, but ends too early",
                problem("b.csv.gz", java.util.Arrays.copyOf(whole, whole.length / 2)));
        whole[whole.length / 2] ^= 0x55;
        assertTrue(problem("c.csv.gz", whole).startsWith("c.csv.gz: must be "));
    }

    @Test
    void pathsOutOfTheArchive() throws IOException {
        for (String name :
                new String[] {"../2023-10-x-street.csv", "/etc/x-street.csv", "a/../../x-street.csv", "C:\\x-street.csv"
                }) {
            assertEquals(
                    "a.zip: names in a zip must stay inside it, but there is '" + name + "'",
                    problem("a.zip", zip(name, HEADER + ROW)));
        }
        assertTrue(Files.notExists(folder.resolve("../2023-10-x-street.csv")));
    }

    @Test
    void absurdExpansion() throws IOException {
        Path gz = folder.resolve("2023-10-x-street.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            byte[] rows = ROW.repeat(1000).getBytes();
            out.write(HEADER.getBytes());
            for (int i = 0; i < 3000; i++) { // 93 MB from about 0.3 MB
                out.write(rows);
            }
        }
        assertTrue(Files.size(gz) * 200 < 90_000_000, "the file is not small enough for this test: " + Files.size(gz));
        assertEquals(
                "2023-10-x-street.csv.gz: must not unpack to more than 200 times its size, but went beyond 67108864 bytes",
                assertThrows(DataException.class, () -> CSV.readStreet(gz)).getMessage());
    }

    @Test
    void whateverIsChangedInAFileItEndsInDataOrAClearError() {
        String good = "Crime ID,Month,Longitude,Latitude,Location,Crime type\n"
                + "ab,2023-10,-0.415,51.879,\"On, or near\",Robbery\n".repeat(20);
        Seeds.forAll(400, random -> {
            byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
            int changes = 1 + random.nextInt(8);
            for (int k = 0; k < changes; k++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(3) == 0) {
                bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            try {
                Path file = Files.write(folder.resolve("2023-10-fuzz-street.csv"), bytes);
                ReadReport report = CSV.readStreet(file).report();
                assertEquals(
                        report.rows(), report.located() + report.unlocated() + report.outside() + report.rejected());
            } catch (DataException expected) {
                assertTrue(expected.getMessage().contains("fuzz-street.csv"), expected.getMessage());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
