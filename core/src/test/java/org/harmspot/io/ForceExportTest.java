package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.YearMonth;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.TimePrecision;
import org.harmspot.io.IncidentCsv.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What forces' own exports look like: grid references, the dates of spreadsheets, columns under other names. */
class ForceExportTest {
    private static final IncidentCsv CSV = IncidentCsv.in(Projection.britishNationalGrid());

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("export.csv"), text);
    }

    private static double[] metres(String reference) {
        return GridReference.in("x", Projection.britishNationalGrid()).read(reference);
    }

    @Test
    void aGridReferenceNamesAMetreOrASquare() {
        // Ordnance Survey, "Using the National Grid": TQ 30041 80358 is 530041 E 180358 N
        assertEquals(530_041, metres("TQ 30041 80358")[0]);
        assertEquals(180_358, metres("TQ3004180358")[1]);
        assertEquals(530_050, metres("tq 300 803")[0]); // the middle of a square of 100 m
        assertEquals(180_350, metres("tq 300 803")[1]);
        assertEquals(216_650, metres("NN 166 712")[0]); // Ben Nevis, 216600 E 771200 N is its corner
        assertEquals(771_250, metres("NN 166 712")[1]);
        assertEquals(1_200_000, metres("HP 00000 00000")[1]); // Shetland: 4 E, 12 N
        assertEquals(400_000, metres("HP 00000 00000")[0]);
        for (String wrong :
                new String[] {"TQ", "TQ 3", "TQ 300 80", "TI 30041 80358", "ZZ 30041 80358", "530041 180358"}) {
            assertEquals(
                    "grid reference must be like TQ 30041 80358, but was '" + wrong + "'",
                    assertThrows(CsvRows.RowProblem.class, () -> metres(wrong)).getMessage());
        }
    }

    @Test
    void anExportWithGridReferencesIsRead() throws IOException {
        Read<Incidents> read = CSV.withColumn(Field.GRID_REFERENCE, "OS ref")
                .withTimeFormat("dd/MM/yyyy HH:mm")
                .read(
                        file(
                                "offence_code,from,OS ref\n8N,31/03/2024 23:15,TQ 30041 80358\n8N,31/03/2024 23:15,\n8N,31/03/2024 23:15,TQ 3\n"));
        assertEquals(530_041, read.data().x(0));
        assertEquals(1, read.report().unlocated());
        assertEquals(1, read.report().rejected());
        assertTrue(assertThrows(
                        DataException.class,
                        () -> IncidentCsv.in(Projection.epsg(32630))
                                .withColumn(Field.GRID_REFERENCE, "OS ref")
                                .read(file("offence_code,from,OS ref\n8N,2024-01-01,TQ 30041 80358\n")))
                .getMessage()
                .contains("grid references must be of the British National Grid"));
    }

    @Test
    void theDaysOfASpreadsheetAreDays() throws IOException {
        // 45382 is 31 March 2024 in Excel and LibreOffice; 0.96875 of a day is 23:15
        Read<Incidents> read = CSV.withExcelDates()
                .withTimeFormat("dd/MM/yyyy HH:mm")
                .read(
                        file(
                                "offence_code,from,easting,northing\n8N,45382,530041,180358\n8N,45382.96875,530041,180358\n"
                                        + "8N,31/03/2024 23:15,530041,180358\n8N,12,530041,180358\n8N,45382.0416666667,530041,180358\n"));
        assertEquals(TimePrecision.DAY, read.data().precision(0));
        assertEquals(LocalDateTime.of(2024, 3, 31, 0, 0), read.data().get(0).from());
        assertEquals(TimePrecision.EXACT, read.data().precision(1));
        assertEquals(LocalDateTime.of(2024, 3, 31, 23, 15), read.data().get(1).from());
        assertEquals(read.data().get(1).from(), read.data().get(2).from());
        assertEquals(LocalDateTime.of(2024, 3, 31, 1, 0), read.data().get(3).from());
        assertEquals(
                "export.csv, line 5: from must be a day as Excel counts them, 61 … 2958465, but was '12'",
                read.report().rejections().get(0).toString());
        assertEquals(1, read.report().coverage().months().size());
        assertEquals(
                4,
                read.report().coverage().of("all files", YearMonth.of(2024, 3)).rows());
    }

    @Test
    void everyMinuteOfADaySurvivesTheSpreadsheet() {
        TimeText times = TimeText.iso().orExcel();
        int midnight = times.read("45382", "from").fromMinute();
        for (int minute = 1; minute < 24 * 60; minute++) {
            String cell = String.valueOf(
                    Math.round((45382 + minute / 1440.0) * 1e10) / 1e10); // fifteen digits, as Excel writes
            assertEquals(midnight + minute, times.read(cell, "from").fromMinute(), cell);
        }
    }

    @Test
    void aWrongMappingIsExplainedWithTheFirstRowsThatItBreaksOn() throws IOException {
        Path american = file(
                "offence_code,from,easting,northing\n8N,03/31/2024 23:15,530041,180358\n8N,04/01/2024 23:15,530041,180358\n"
                        + "8N,12/31/2024 23:15,530041,180358\n8N,12/30/2024 23:15,530041,180358\n");
        IncidentCsv british = CSV.withTimeFormat("dd/MM/yyyy HH:mm");
        Read<Incidents> read = british.read(american);
        assertTrue(read.report()
                .remarks()
                .toString()
                .contains(
                        "more rows were rejected than used: are the columns, the format of times and the projection"));
        assertEquals(
                american
                        + ": none of its 4 rows can be used. First: export.csv, line 2: from must be like HH:mm, but was "
                        + "'03/31/2024 23:15'\n  then: export.csv, line 3: from must be like HH:mm, but was '04/01/2024 23:15'\n"
                        + "  then: export.csv, line 4: from must be like HH:mm, but was '12/31/2024 23:15'",
                assertThrows(
                                DataException.class,
                                () -> CSV.withTimeFormat("HH:mm").read(american))
                        .getMessage());
    }
}
