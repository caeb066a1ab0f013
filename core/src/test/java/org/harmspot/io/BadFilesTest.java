package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.harmspot.Seeds;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
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
    void anEntryThatClaimsTenGigabytesIsReadForWhatItHolds() throws IOException {
        byte[] bytes = zipWithExtraField("2023-10-x-street.csv", HEADER + ROW);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int directory = text.lastIndexOf("PK\1\2");
        ByteBuffer patch = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        patch.putInt(directory + 24, -1); // the size is in the extra field, as for all entries of 4 GiB or more
        int extra = text.lastIndexOf("ww");
        patch.putShort(extra, (short) 1).putLong(extra + 4, 10_000_000_000L);
        Path zip = Files.write(folder.resolve("a.zip"), bytes);
        try (ZipFile claims = new ZipFile(zip.toFile())) {
            assertEquals(10_000_000_000L, claims.entries().nextElement().getSize());
        }
        assertEquals(1, CSV.readStreet(zip).data().size());
    }

    private static byte[] zipWithExtraField(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setExtra(new byte[] {'w', 'w', 8, 0, 0, 0, 0, 0, 0, 0, 0, 0});
            out.putNextEntry(entry);
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void anEntryThatExpandsWithoutEndIsStopped() throws IOException {
        Path zip = folder.resolve("a.zip");
        byte[] row = "x".repeat(1 << 19).concat(",").getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("2023-10-x-street.csv"));
            out.write(HEADER.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 200; i++) { // one row of 100 MB
                out.write(row);
            }
        }
        assertEquals(
                "a.zip/2023-10-x-street.csv, line 2: a row must have at most 16,384 columns and 16 MiB, but has more",
                assertThrows(DataException.class, () -> CSV.readStreet(zip)).getMessage());
        assertEquals(
                "b.csv, line 1: a row must have at most 16,384 columns and 16 MiB, but has more",
                problem("b.csv", ",".repeat(20_000).getBytes()));
    }

    @Test
    void whatTheColumnsHaveNoRoomForIsRejectedAndTheRestKept() throws IOException {
        String start = "Crime ID,Month,Longitude,Latitude,Crime type\n";
        StringBuilder text = new StringBuilder(start);
        text.append("i".repeat(70_000)).append(",2023-10,-0.4,51.8,Robbery\n");
        text.append("a,").append("m".repeat(1000)).append(",-0.4,51.8,Robbery\n");
        text.append("b,+999999-01,-0.4,51.8,Robbery\n");
        for (int i = 0; i < 65_537; i++) {
            text.append(",2023-10,-0.4,51.8,").append(i).append('\n');
        }
        Path file = Files.writeString(folder.resolve("2023-10-x-street.csv"), text);
        Read<Incidents> read = CSV.readStreet(file);
        assertEquals(65_536, read.data().size());
        assertEquals(
                List.of(
                        "2023-10-x-street.csv, line 2: an id must be < 65536 bytes, but was 70000",
                        "2023-10-x-street.csv, line 3: Month must be like 2024-03, but was '" + "m".repeat(263) + "…",
                        "2023-10-x-street.csv, line 4: Month must be like 2024-03, but was '+999999-01'",
                        "2023-10-x-street.csv, line 65541: different offences must be <= 65536, but '65536' is one more"),
                read.report().rejections().stream().map(Object::toString).toList());
        assertEquals("65535", read.data().offence(65_535)); // and no column has slipped
        assertEquals(65_540, read.data().source(65_535).line());
    }

    private static final List<String> GOOD = List.of(
            "Crime ID,Month,Longitude,Latitude,Location,Crime type\n"
                    + "ab,2023-10,-0.415,51.879,\"On, or near\",Robbery\n".repeat(20),
            "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
                    + "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
                    + "Outcome linked to object of search,Removal of more than just outer clothing\r\n"
                    + "Person search,2023-05-31T23:30:00+00:00,False,,51.879,-0.415,Male,18-24,,White,,Stolen goods,Arrest,True,\r\n"
                            .repeat(10),
            "incident_id,offence_code,from,to,easting,northing,grid_reference\n"
                    + "7,8N,2024-03-01T22:15,2024-03-02 01:00,509200,221300,\n".repeat(20));

    private static ReadReport read(int kind, Path file) {
        return switch (kind) {
            case 0 -> CSV.readStreet(file).report();
            case 1 -> CSV.readStopSearch(file).report();
            default ->
                IncidentCsv.in(Projection.britishNationalGrid()).read(file).report();
        };
    }

    private static byte[] changed(String good, SplittableRandom random) {
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        int changes = 1 + random.nextInt(8);
        switch (random.nextInt(5)) {
            case 0 -> { // some bytes are others
                for (int k = 0; k < changes; k++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            case 1 -> { // the end is missing
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 2 -> { // fields and line ends are shuffled
                String[] parts = good.split("(?<=[,\n])");
                for (int k = 0; k < changes * 8; k++) {
                    int a = random.nextInt(parts.length);
                    int b = random.nextInt(parts.length);
                    String part = parts[a];
                    parts[a] = parts[b];
                    parts[b] = part;
                }
                bytes = String.join("", parts).getBytes(StandardCharsets.UTF_8);
            }
            case 3 -> { // nothing but bytes
                for (int i = good.indexOf('\n') * random.nextInt(2); i < bytes.length; i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
            }
            default -> { // a huge field somewhere
                int at = random.nextInt(good.length());
                String huge = "\"9x,\n-".substring(random.nextInt(6)).repeat(1 << random.nextInt(19));
                bytes = (good.substring(0, at) + huge + good.substring(at)).getBytes(StandardCharsets.UTF_8);
            }
        }
        return bytes;
    }

    private static byte[] packed(String name, byte[] bytes, SplittableRandom random) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        if (random.nextBoolean()) {
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(bytes);
            }
        } else {
            try (ZipOutputStream out = new ZipOutputStream(packed)) {
                out.putNextEntry(new ZipEntry(name));
                out.write(bytes);
            }
        }
        byte[] broken = packed.toByteArray();
        if (random.nextBoolean()) {
            broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(broken, random.nextInt(broken.length)) : broken;
    }

    @Test
    void whateverIsChangedInAFileItEndsInDataOrAClearError() {
        int[] ended = new int[2];
        Seeds.forAll(200, random -> {
            int kind = random.nextInt(3);
            String name = List.of("2023-10-fuzz-street.csv", "2023-10-fuzz-stop-and-search.csv", "fuzz.csv")
                    .get(kind);
            byte[] bytes = changed(GOOD.get(kind), random);
            try {
                byte[] stored = random.nextInt(3) == 0 ? packed(name, bytes, random) : bytes;
                ReadReport report = read(kind, Files.write(folder.resolve(name), stored));
                assertEquals(
                        report.rows(), report.located() + report.unlocated() + report.outside() + report.rejected());
                assertTrue(report.toString().length() < 20_000, "the report is as huge as the field");
                ended[0]++;
            } catch (DataException expected) {
                assertTrue(expected.getMessage().contains("fuzz"), expected.getMessage());
                assertTrue(expected.getMessage().length() < 2000, expected.getMessage());
                ended[1]++;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertTrue(ended[0] > 40 && ended[1] > 40, ended[0] + " ended in data, " + ended[1] + " in errors");
    }
}
