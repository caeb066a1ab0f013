package org.harmspot.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.harmspot.RealData;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.IncidentsBuilder;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.io.PoliceUkCsv;
import org.junit.jupiter.api.Test;

class MapPointRenewalTest {
    /** Eight months of incidents on 60 map points of 120, others from one month on. */
    private static Incidents town(int renewedAfter) {
        SplittableRandom random = new SplittableRandom(5);
        IncidentsBuilder builder = IncidentsBuilder.inMetres();
        for (int month = 0; month < 8; month++) {
            for (int k = 0; k < 200; k++) {
                int point = random.nextInt(60) * 2 + (month >= renewedAfter ? 1 : 0);
                builder.offence("34B")
                        .exactly(LocalDate.of(2021, 11, 10).plusMonths(month).atTime(12, 0))
                        .at(400_000 + 100.0 * (point % 12), 300_000 + 100.0 * (point / 12))
                        .add();
            }
        }
        return builder.build(Projection.britishNationalGrid());
    }

    private static Optional<String> caveat(Incidents incidents) {
        return MapPointRenewal.caveat(incidents, incidents.places());
    }

    @Test
    void newMapPointsAreNoticedAndOldOnesAreNot() {
        assertEquals(Optional.empty(), caveat(town(99)));
        String said = caveat(town(3)).orElseThrow();
        assertTrue(said.startsWith("Map points were renewed in February 2022: of the "), said);
        assertTrue(said.contains(" with incidents in that month 0 % had any the month before, usually "), said);
        List<String> caveats = new ArrayList<>(
                HotspotFinder.of(Dbscan.of(150, 20)).find(town(3)).caveats());
        assertTrue(caveats.contains(said), caveats::toString);
    }

    @Test
    void tooFewMonthsOrPointsSayNothing() {
        Incidents all = town(2);
        assertTrue(caveat(all).isPresent());
        LocalDate end = LocalDate.of(2022, 2, 1);
        assertEquals(Optional.empty(), caveat(all.where(i -> all.date(i).isBefore(end)))); // two shares
        assertEquals(Optional.empty(), caveat(all.where(i -> i % 40 == 0))); // five incidents a month
        assertEquals(Optional.empty(), caveat(all.where(i -> false)));
    }

    @Test
    void bedfordshireHasNewMapPointsSinceJuly2022() {
        Incidents violence = PoliceUkCsv.in(Projection.britishNationalGrid())
                .readStreet(RealData.folder("police-uk-bedfordshire"))
                .data()
                .located();
        String said = caveat(violence).orElseThrow();
        assertTrue(
                said.startsWith("Map points were renewed in July 2022: of the 2,461 with incidents in that month 3 %"),
                said);
        assertTrue(caveat(violence.of(SeriousViolence.policeUkProxy()))
                .orElseThrow()
                .startsWith("Map points were renewed in July 2022"));
        LocalDate since = LocalDate.of(2022, 8, 1);
        assertEquals(
                Optional.empty(), caveat(violence.where(i -> !violence.date(i).isBefore(since))));
    }
}
