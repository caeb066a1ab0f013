package org.harmspot.stopsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.harmspot.chance.Proportion;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.HotspotFinder;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.patrol.HarmRanking;
import org.harmspot.patrol.RankedHotspot;
import org.junit.jupiter.api.Test;

class SearchesAndViolenceTest {
    private static final Projection GRID = Projection.britishNationalGrid();

    @Test
    void searchesAndViolenceAreCountedInTheSamePlaces() {
        List<Incident> rows = new ArrayList<>();
        rows.addAll(Collections.nCopies(12, Incident.in("Robbery", YearMonth.of(2024, 3), 500_000, 200_000)));
        rows.addAll(Collections.nCopies(8, Incident.in("Robbery", YearMonth.of(2024, 3), 501_000, 200_000)));
        for (int k = 0; k < 20; k++) {
            rows.add(Incident.in("Robbery", YearMonth.of(2024, 3), 510_000 + 500 * k, 205_000)); // scattered
        }
        Incidents violence = HarmIndex.onsByPoliceUkCategory().weigh(Incidents.of(GRID, rows));
        List<RankedHotspot> ranked = HarmRanking.on(LocalDate.of(2024, 4, 1))
                .rank(HotspotFinder.of(Dbscan.of(50, 5)).find(violence));
        assertEquals(2, ranked.size());
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        add(builder, 6, 500_000, "Offensive weapons", "Arrest");
        add(builder, 4, 500_000, "Offensive weapons", "A no further action disposal");
        add(builder, 30, 500_000, "Controlled drugs", "Arrest"); // not for weapons
        add(builder, 5, 501_000, "Firearms", "A no further action disposal");
        add(builder, 25, 530_000, "Offensive weapons", "A no further action disposal");
        add(builder, 3, Double.NaN, "Offensive weapons", "Arrest");
        SearchesAndViolence.Result result = SearchesAndViolence.in(ranked).measure(builder.build(GRID), violence);
        assertEquals(Optional.of(new Proportion(15, 40)), result.searchesInside());
        assertEquals(Optional.of(new Proportion(20, 40)), result.violenceInside());
        assertEquals(0.75, result.searchesPerIncidentInside());
        assertEquals(1.25, result.searchesPerIncidentOutside());
        assertEquals(12, result.byRank().get(0).violence());
        assertEquals(10, result.byRank().get(0).weaponSearches().searches());
        assertEquals(Optional.of(new Proportion(6, 10)), result.precision(1, Measure.ARREST));
        assertEquals(Optional.of(new Proportion(6, 15)), result.precision(99, Measure.ARREST));
        assertEquals(3, result.searchesUnlocated());
        assertEquals(0, result.outside().arrests());
        assertTrue(result.toString()
                .startsWith("Of weapon searches 15 of 40 (37.5 %) inside 2 hotspots, of violence 20 of 40"));
    }

    private static void add(StopSearchesBuilder builder, int n, double x, String object, String outcome) {
        for (int k = 0; k < n; k++) {
            builder.time(LocalDateTime.of(2024, 3, 1, 12, 0))
                    .at(x, Double.isNaN(x) ? Double.NaN : 200_000)
                    .say(SearchField.OBJECT, object)
                    .say(SearchField.OUTCOME, outcome)
                    .add();
        }
    }
}
