package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.harmspot.RealData;
import org.harmspot.geo.AreaVintages;
import org.harmspot.geo.AreaVintages.Change;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.junit.jupiter.api.Test;

class AreaVintagesTest {
    private static final AreaVintages FIVE = AreaVintages.of(
            List.of("same", "whole", "whole", "left", "right", "a", "a", "b"),
            List.of("same", "part1", "part2", "merged", "merged", "x", "y", "y"));

    @Test
    void whatStayedWasSplitMergedOrRedrawnHasACommonArea() {
        assertEquals("same", FIVE.common("same"));
        assertEquals("whole", FIVE.common("part2"));
        assertEquals("whole", FIVE.common("whole"));
        assertEquals("merged", FIVE.common("left"));
        assertEquals("merged", FIVE.common("merged"));
        assertEquals("a", FIVE.common("b"));
        assertEquals("a", FIVE.common("x"));
        assertEquals(
                List.of(Change.SAME, Change.SPLIT, Change.MERGED, Change.REDRAWN),
                Stream.of("same", "part1", "right", "y").map(FIVE::change).toList());
        assertEquals(List.of("part1", "part2"), FIVE.later("whole"));
        assertEquals(List.of("a", "b"), FIVE.earlier("y"));
    }

    @Test
    void aCodeThatIsNotKnownOrMeansTwoGroundsIsRefused() {
        assertEquals(
                "an area code must be one of either vintage, but was 'S01'",
                assertThrows(IllegalArgumentException.class, () -> FIVE.common("S01"))
                        .getMessage());
        assertEquals(
                "a code must name the same ground in both vintages, or only one, but 'b' does not",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> AreaVintages.of(List.of("a", "b"), List.of("b", "c")))
                        .getMessage());
    }

    @Test
    void theLsoasOf2011And2021() {
        AreaVintages lsoa = lsoas();
        // SOURCE.md: 35,796 pairs, 35,672 LSOAs of 2021; there were 34,753 LSOAs in 2011 (ONS)
        assertEquals("AreaVintages[34753 became 35672]", lsoa.toString());
    }

    private static AreaVintages lsoas() {
        Path file = RealData.folder("uk-area-lookups-and-population").resolve("lsoa2011-to-lsoa2021-to-lad2022.csv.gz");
        return AreaVintagesCsv.read(file, "LSOA11CD", "LSOA21CD");
    }

    @Test
    void bedfordshireCrimesLieInTheEarlierAreaOfTheirLaterCode() throws IOException {
        AreaVintages lsoa = lsoas();
        Path boundaries = RealData.folder("boundaries-bedfordshire");
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(boundaries)) {
            all.filter(file -> file.getFileName().toString().startsWith("lsoa-2011"))
                    .sorted()
                    .forEach(files::add);
        }
        Projection grid = Projection.britishNationalGrid();
        Areas areas = GeoJson.in(grid).readAreas(files);
        int split = 0;
        for (int a = 0; a < areas.size(); a++) {
            split += lsoa.change(areas.get(a).code()) == Change.SPLIT ? 1 : 0;
        }
        assertEquals(24, split); // SOURCE.md: 24 of the 2011 LSOAs were split into 60
        int[] outcome = new int[3]; // in the area, in another, in none
        Path street = RealData.folder("police-uk-bedfordshire").resolve("2023-06-bedfordshire-street.csv.gz");
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(street)), StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : csv) {
                if (!row.getField("Longitude").isEmpty()) {
                    double[] x = {Double.parseDouble(row.getField("Longitude"))};
                    double[] y = {Double.parseDouble(row.getField("Latitude"))};
                    int found = areas.locate(grid.toPlane(x, y))[0];
                    boolean right = found >= 0
                            && lsoa.common(row.getField("LSOA code"))
                                    .equals(lsoa.common(areas.get(found).code()));
                    outcome[found < 0 ? 2 : right ? 0 : 1]++;
                }
            }
        }
        double all = outcome[0] + outcome[1] + outcome[2];
        // SOURCE.md: 95.0 % of located rows lie in the polygon of the 2011 parent of their code, 4.3 % in another, 0.7
        // % in none
        assertEquals(0.950, outcome[0] / all, 0.0006);
        assertEquals(0.043, outcome[1] / all, 0.0006);
        assertEquals(0.007, outcome[2] / all, 0.0006);
    }
}
