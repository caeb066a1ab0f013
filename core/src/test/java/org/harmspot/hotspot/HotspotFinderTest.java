package org.harmspot.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.harmspot.Seeds;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.RowSource;
import org.harmspot.incident.TimePrecision;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

class HotspotFinderTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 3, 1, 12, 0);

    private static Incident at(String offence, String street, double x, double y) {
        return new Incident(
                "", offence, TimePrecision.EXACT, NOON, NOON, 500_000 + x, 200_000 + y, street, RowSource.NONE);
    }

    private static Incidents of(List<Incident> rows) {
        return Incidents.of(Projection.britishNationalGrid(), rows).weighedBy("test", o -> o.equals("34B") ? 365 : 10);
    }

    private static List<Incident> parade() {
        List<Incident> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rows.add(at(i < 2 ? "34B" : "8N", i < 8 ? "On or near Mill Lane" : "on or near Dock Road", i * 10, 0));
        }
        rows.add(at("8N", "Far Away", 5_000, 5_000));
        return rows;
    }

    @Test
    void aHotspotKnowsItsNameItsCountsAndItsHarm() {
        Hotspots hotspots = HotspotFinder.of(Dbscan.of(50, 5)).find(of(parade()));
        assertEquals("Hotspots[1, with 12 of 13 incidents]", hotspots.toString());
        Hotspot hotspot = hotspots.get(0);
        assertEquals("H01 Mill Lane / Dock Road: 12 incidents, 830 days", hotspot.toString());
        assertEquals(Map.of("34B", 2, "8N", 10), hotspot.countByOffence());
        assertEquals(Map.of("34B", 730.0, "8N", 100.0), hotspot.harmDaysByOffence());
        assertEquals(500_055, hotspot.centreX(), 1e-9);
        assertEquals(500_000, hotspot.busiestX()); // all alike: the first
        assertFalse(hotspot.isSingleMapPoint());
        assertEquals(12, hotspot.profile().timed());
        assertEquals(
                "DBSCAN: at least 5 incidents within 50 m; no hotspot wider than 150 m from its most crowded place; outlines with a "
                        + "margin of 50 m",
                hotspots.method());
    }

    @Test
    void theOutlineHoldsItsIncidentsAndIsLargeEnoughToPatrol() {
        Hotspot hotspot = HotspotFinder.of(Dbscan.of(50, 5)).find(of(parade())).get(0);
        assertTrue(hotspot.outline() instanceof Polygon);
        for (int i = 0; i < hotspot.count(); i++) {
            assertTrue(hotspot.outline()
                    .covers(new GeometryFactory()
                            .createPoint(new Coordinate(
                                    hotspot.incidents().x(i),
                                    hotspot.incidents().y(i)))));
        }
        List<Incident> one = Collections.nCopies(6, at("8N", "", 0, 0));
        Hotspots atOnePoint = HotspotFinder.of(Dbscan.of(50, 5)).find(of(one));
        assertTrue(atOnePoint.get(0).isSingleMapPoint());
        assertEquals(0.0078, atOnePoint.get(0).squareKilometres(), 0.0002); // a circle of 50 m: 0.00785 km²
        assertEquals("51.68986, -0.55473", atOnePoint.get(0).name()); // no street: the position, as PROJ has it
        assertEquals(
                List.of(
                        "1 of 1 hotspots lie at one single point: an address, or the map point that records were moved to."),
                atOnePoint.caveats());
    }

    @Test
    void aTownCentreBecomesSeveralHotspots() {
        List<Incident> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(at("8N", "", i * 10, 0)); // a road of 2 km, crowded all along
        }
        rows.addAll(Collections.nCopies(30, at("8N", "", 1_000, 0)));
        Hotspots hotspots = HotspotFinder.of(Dbscan.of(50, 5)).find(of(rows));
        assertTrue(hotspots.size() >= 6, hotspots.toString());
        assertEquals(61, hotspots.get(0).count()); // 31 places from 850 to 1150 m and the crowd: the first circle
        assertEquals(230, hotspots.incidentsInside());
    }

    @Test
    void canBeFoundByHarm() {
        List<Incident> rows = new ArrayList<>(Collections.nCopies(3, at("34B", "Robbers' Row", 0, 0)));
        rows.addAll(Collections.nCopies(20, at("8N", "Brawlers' Bend", 3_000, 0)));
        Hotspots byHarm = HotspotFinder.of(Dbscan.of(50, 500))
                .by(HotspotFinder.Measure.HARM)
                .find(of(rows));
        assertEquals(
                List.of("Robbers' Row"),
                byHarm.list().stream().map(Hotspot::name).toList());
        Hotspots byCount = HotspotFinder.of(Dbscan.of(50, 15)).find(of(rows));
        assertEquals(
                List.of("Brawlers' Bend"),
                byCount.list().stream().map(Hotspot::name).toList());
    }

    @Test
    void limitsHoldAndNobodyIsInTwo() {
        Seeds.forAll(100, random -> {
            List<Incident> rows = new ArrayList<>();
            int n = random.nextInt(300);
            for (int i = 0; i < n; i++) {
                rows.add(at("8N", "", random.nextInt(60) * 16, random.nextInt(30) * 16));
            }
            Hotspots hotspots = HotspotFinder.of(Dbscan.of(64, 8))
                    .withMaximumRadius(80)
                    .withMargin(10)
                    .find(of(rows));
            int before = Integer.MAX_VALUE;
            for (Hotspot hotspot : hotspots) {
                assertTrue(hotspot.count() >= 8);
                assertTrue(hotspot.count() <= before);
                before = hotspot.count();
                assertTrue(hotspot.outline().getEnvelopeInternal().getDiameter() <= 2 * Math.sqrt(2) * 90 + 1e-6);
            }
            assertTrue(hotspots.incidentsInside() <= n);
        });
    }

    @Test
    void theOrderOfTheRowsDoesNotMatterWhereNothingIsTied() {
        List<Incident> rows = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            rows.addAll(Collections.nCopies(6 + k, at("8N", "Corner " + k, k * 1_000, 0)));
        }
        Set<String> expected = new TreeSet<>();
        HotspotFinder.of(Dbscan.of(50, 5)).find(of(rows)).forEach(h -> expected.add(h.toString()));
        Collections.shuffle(rows, new Random(1));
        Set<String> shuffled = new TreeSet<>();
        HotspotFinder.of(Dbscan.of(50, 5)).find(of(rows)).forEach(h -> shuffled.add(h.toString()));
        assertEquals(expected, shuffled);
        assertEquals(5, expected.size());
    }

    @Test
    void noIncidentsNoHotspotsAndNoLocationIsAnError() {
        assertEquals(0, HotspotFinder.of(Dbscan.of(50, 5)).find(of(List.of())).size());
        Incidents unlocated = of(List.of(
                new Incident("", "8N", TimePrecision.EXACT, NOON, NOON, Double.NaN, Double.NaN, "", RowSource.NONE)));
        assertThrows(
                IllegalStateException.class,
                () -> HotspotFinder.of(Dbscan.of(50, 5)).find(unlocated));
        assertEquals(
                "maximumRadiusMetres must be > 0 and finite, but was 0.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> HotspotFinder.of(Dbscan.of(50, 5)).withMaximumRadius(0))
                        .getMessage());
    }
}
