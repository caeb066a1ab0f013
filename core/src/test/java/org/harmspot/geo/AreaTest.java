package org.harmspot.geo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.harmspot.RealData;
import org.harmspot.Seeds;
import org.harmspot.io.GeoJson;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Borders that cross or touch themselves, and those that only look odd. */
class AreaTest {
    private static Area area(String wkt) {
        try {
            return new Area("A", "Ward A", OptionalInt.empty(), new WKTReader().read(wkt));
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void ofABowTieBothHalvesCount() {
        Area bowTie = area("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))");
        assertTrue(bowTie.shape().isValid());
        assertEquals(50, bowTie.shape().getArea(), 1e-9); // two triangles of 10 by 5; their signed areas cancel out
        assertEquals(Optional.of("self-intersection at 5 5"), bowTie.repair());
        Areas areas = Areas.of(List.of(bowTie));
        Points points = Points.of(new double[] {1, 9, 5, 5}, new double[] {5, 5, 1, 9});
        assertArrayEquals(new int[] {0, 0, Areas.NOWHERE, Areas.NOWHERE}, areas.locate(points));
        assertEquals(List.of(bowTie), areas.repaired());
    }

    @Test
    void aRingThatTouchesItselfLeavesAHole() {
        Area touching = area("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0, 4 4, 4 6, 6 6, 0 0))");
        assertTrue(touching.shape().isValid());
        assertEquals(98, touching.shape().getArea(), 1e-9);
        assertTrue(touching.repair().isPresent());
    }

    @Test
    void pointsThatRepeatAreNoFault() {
        Area repeated = area("POLYGON ((0 0, 0 0, 10 0, 10 0, 10 0, 10 10, 0 10, 0 10, 0 0, 0 0))");
        assertEquals(Optional.empty(), repeated.repair());
        assertEquals(100, repeated.shape().getArea(), 1e-9);
        assertEquals(List.of(), Areas.of(List.of(repeated)).repaired());
    }

    @Test
    void partsThatOverlapAreJoinedAndAHoleOutsideIsGround() {
        Area parts = area("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((5 5, 15 5, 15 15, 5 15, 5 5)))");
        assertEquals(175, parts.shape().getArea(), 1e-9);
        assertTrue(parts.shape().isValid());
        Area hole = area("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (20 20, 21 20, 21 21, 20 21, 20 20))");
        assertEquals(101, hole.shape().getArea(), 1e-9);
        assertTrue(
                hole.repair().orElseThrow().startsWith("hole lies outside shell at 20 20"),
                hole.repair().get());
    }

    @Test
    void aShapeThatGoesRoundNothingIsRefused() {
        IllegalArgumentException flat =
                assertThrows(IllegalArgumentException.class, () -> area("POLYGON ((0 0, 10 10, 20 20, 10 10, 0 0))"));
        assertEquals(
                "shape of area A must be a polygon that is not empty, but was an empty Polygon", flat.getMessage());
    }

    /** A repaired shape is valid, repairing it again changes nothing, and where it is does not matter. */
    @Test
    void anyScribbleBecomesAnAreaThatCanBeUsed() {
        GeometryFactory shapes = new GeometryFactory();
        Seeds.forAll(200, random -> {
            int corners = 4 + random.nextInt(12);
            Coordinate[] ring = new Coordinate[corners + 1];
            Coordinate[] moved = new Coordinate[corners + 1];
            for (int i = 0; i < corners; i++) {
                ring[i] = new Coordinate(random.nextInt(64), random.nextInt(64));
                moved[i] = new Coordinate(ring[i].x + 4096, ring[i].y + 8192);
            }
            ring[corners] = ring[0];
            moved[corners] = moved[0];
            if (shapes.createPolygon(ring).convexHull().getArea() == 0) {
                return;
            }
            Area area = new Area("A", "", OptionalInt.empty(), shapes.createPolygon(ring));
            assertTrue(area.shape().isValid());
            assertTrue(area.shape().getArea() > 0);
            Area again = new Area("A", "", OptionalInt.empty(), area.shape());
            assertEquals(Optional.empty(), again.repair());
            assertEquals(area, again);
            Geometry there = new Area("A", "", OptionalInt.empty(), shapes.createPolygon(moved)).shape();
            assertEquals(area.shape().getArea(), there.getArea(), 1e-6);
        });
    }

    @Test
    void thePrecinctsOfMemphisCanBeUsedAsTheyCome() {
        Path file = RealData.folder("us-memphis-robberies-2019").resolve("memphis-precincts.geojson");
        Areas precincts = GeoJson.in(Projection.utm(new LatLon(35.1, -90)))
                .withCode("precinct")
                .readAreas(List.of(file));
        for (Area precinct : precincts) {
            assertTrue(precinct.shape().isValid(), precinct.toString());
        }
        assertEquals(
                List.of("Appling Farms", "Ridgeway"),
                precincts.repaired().stream().map(Area::code).toList());
        assertEquals(precincts.squareKilometres(), precincts.union().getArea() / 1e6, 1e-6); // they do not overlap
    }
}
