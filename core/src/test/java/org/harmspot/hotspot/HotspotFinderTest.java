package org.harmspot.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.harmspot.Seeds;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.RowSource;
import org.harmspot.incident.TimePrecision;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
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

    private static Geometry box(double west, double east, double south, double north) {
        return new GeometryFactory()
                .toGeometry(new Envelope(500_000 + west, 500_000 + east, 200_000 + south, 200_000 + north));
    }

    @Test
    void aHospitalIsLookedAwayFromAndTheAnswerSaysSo() {
        List<Incident> rows = new ArrayList<>(Collections.nCopies(30, at("8N", "Hospital", 0, 0)));
        rows.addAll(Collections.nCopies(7, at("34B", "Market", 1_000, 0)));
        Hotspots hotspots = HotspotFinder.of(Dbscan.of(50, 5))
                .except("hospitals", box(-100, 100, -100, 100))
                .except("prisons", box(5_000, 6_000, 0, 10))
                .find(of(rows));
        assertEquals(
                "H01 Market (one single point): 7 incidents, 2555 days",
                hotspots.get(0).toString());
        assertEquals(1, hotspots.size());
        assertEquals(
                List.of(
                        "1 of 1 hotspots lie at one single point: an address, or the map point that records were moved to.",
                        "30 of 37 incidents lie on the ground of hospitals and count in no hotspot."),
                hotspots.caveats());
        assertEquals(37, hotspots.incidents().size()); // shares are of all
        assertEquals(7 / 37.0, hotspots.shareOfIncidents(hotspots.get(0)));
        assertEquals(2_555 / 2_855.0, hotspots.shareOfHarm(hotspots.get(0)), 1e-12);
        assertEquals(hotspots.get(0).squareKilometres() / 10, hotspots.shareOfGround(hotspots.get(0), 10), 1e-12);
    }

    @Test
    void hotspotsLieApartIfAsked() {
        Seeds.forAll(50, random -> {
            List<Incident> rows = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                rows.add(at("8N", "", random.nextInt(40) * 30, random.nextInt(20) * 30));
            }
            HotspotFinder finder =
                    HotspotFinder.of(Dbscan.of(64, 4)).withMaximumRadius(60).withMargin(10);
            Hotspots near = finder.find(of(rows));
            Hotspots apart = finder.withMinimumSeparation(200).find(of(rows));
            assertTrue(apart.size() >= 1 && apart.size() < near.size());
            for (Hotspot a : apart) {
                for (Hotspot b : apart) {
                    assertTrue(a == b || a.outline().distance(b.outline()) > 200);
                }
            }
            assertEquals(near.get(0).toString(), apart.get(0).toString()); // the one with the most stays
            assertTrue(apart.method().contains("; at least 200 m apart; "), apart.method());
            String said = (near.size() - apart.size()) + " hotspots with "
                    + (near.incidentsInside() - apart.incidentsInside())
                    + " incidents lie within 200 m of one with more, and were left out.";
            assertTrue(apart.caveats().contains(said), apart.caveats() + " should say " + said);
        });
    }

    @Test
    void discsDrawOnlyGroundNearAnIncident() {
        List<Incident> rows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rows.addAll(Collections.nCopies(3, at("8N", "", i * 90, i % 2 * 90)));
        }
        HotspotFinder finder =
                HotspotFinder.of(Dbscan.of(150, 5)).withMaximumRadius(300).withMargin(20);
        Hotspot hull = finder.find(of(rows)).get(0);
        Hotspot discs = finder.with(HotspotFinder.Outline.DISSOLVED_BUFFERS)
                .find(of(rows))
                .get(0);
        assertEquals(4, discs.outline().getNumGeometries());
        assertEquals(4 * Math.PI * 20 * 20 / 1e6, discs.squareKilometres(), 1e-4); // polygons of 24 corners
        assertTrue(hull.outline().buffer(1e-6).covers(discs.outline()));
        assertEquals(hull.incidents().size(), discs.incidents().size());
    }

    @Test
    void anyClusteringLeadsToHotspotsAndSoDoesTheContourOfASurface() {
        List<Incident> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(at("8N", "Mill Lane", i % 5 * 20, i % 3 * 20));
            rows.add(at("8N", "Dock Road", 2_000 + i % 4 * 20, i % 3 * 20));
        }
        rows.add(at("8N", "Far Away", 5_000, 5_000));
        Incidents incidents = of(rows);
        Dbscan dbscan = Dbscan.of(50, 5);
        Hotspots other =
                HotspotFinder.of("DBSCAN by another name", 5, dbscan::fit).find(incidents);
        assertEquals(
                HotspotFinder.of(dbscan).find(incidents).list().toString(),
                other.list().toString());
        assertTrue(other.method().startsWith("DBSCAN by another name; no hotspot wider"));
        Surface surface =
                KernelDensity.quartic(200).fit(incidents.points(), Grid.squares(box(-500, 5_500, -500, 5_500), 50));
        Hotspots patches =
                HotspotFinder.on(surface.contour(surface.levelHolding(0.5)), 12).find(incidents);
        assertEquals(
                Set.of("Mill Lane", "Dock Road"),
                new TreeSet<>(patches.list().stream().map(Hotspot::name).toList()));
        assertEquals(80, patches.incidentsInside());
        assertTrue(patches.method().startsWith("2 patches of ground, at least 12 on each"), patches.method());
    }

    @Test
    void aRadiusBelowTheMapPointsIsSaidWithTheDistancesFound() {
        List<Incident> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            rows.add(at("8N", "", i % 10 * 100, i / 10 % 10 * 100)); // 100 map points, each 100 m from the next
        }
        Hotspots below = HotspotFinder.of(Dbscan.of(50, 4)).find(of(rows));
        assertEquals(
                "The radius of 50 m is below the distance between map points: 100 % of the incidents share their coordinates with "
                        + "another, and half of the 100 points have the next one within 100 m, nine in ten within 100 m. What is found "
                        + "follows the map points.",
                below.caveats().get(1));
        Hotspots above = HotspotFinder.of(Dbscan.of(100, 4)).find(of(rows));
        assertTrue(
                above.caveats().stream().noneMatch(caveat -> caveat.startsWith("The radius")),
                above.caveats()::toString);
        assertEquals(
                List.of(), HotspotFinder.of(Dbscan.of(50, 5)).find(of(parade())).caveats()); // not moved
    }

    @Test
    void snappingFindsTheNextPlaceOfEach() {
        Seeds.forAll(60, random -> {
            int n = 2 + random.nextInt(40);
            double scale = Math.pow(10, random.nextInt(6) - 1);
            List<Incident> rows = new ArrayList<>();
            double[][] at = new double[n][];
            for (int i = 0; i < n; i++) {
                at[i] = new double[] {random.nextDouble() * scale, random.nextDouble() * scale};
                rows.addAll(Collections.nCopies(2, at("8N", "", at[i][0], at[i][1])));
            }
            double[] next = new double[n];
            for (int i = 0; i < n; i++) {
                next[i] = Double.POSITIVE_INFINITY;
                for (int j = 0; j < n; j++) {
                    next[i] =
                            i == j ? next[i] : Math.min(next[i], Math.hypot(at[i][0] - at[j][0], at[i][1] - at[j][1]));
                }
            }
            Arrays.sort(next);
            String said = Snapping.of(of(rows).places()).caveat(1e-9).orElse("none");
            long nine = Math.round(next[(int) Math.ceil(0.9 * n) - 1]);
            assertTrue(
                    nine == 0 && said.equals("none") || said.contains("nine in ten within " + nine + " m"),
                    said + " should say " + nine);
        });
    }
}
