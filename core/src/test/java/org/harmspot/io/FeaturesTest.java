package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.CollectionFeatureSource;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.TimePrecision;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

class FeaturesTest {
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final IncidentCsv MAPPING = IncidentCsv.in(GRID)
            .withColumn(IncidentCsv.Field.OFFENCE, "offence")
            .withColumn(IncidentCsv.Field.FROM, "committed");

    /** Three incidents in degrees, as a feature store would hold them. */
    private static SimpleFeatureCollection crime() {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("crime");
        type.setCRS(DefaultGeographicCRS.WGS84);
        type.add("where", Point.class);
        type.add("offence", String.class);
        type.add("severity", Integer.class);
        type.add("committed", java.sql.Timestamp.class);
        SimpleFeatureType made = type.buildFeatureType();
        ListFeatureCollection all = new ListFeatureCollection(made);
        String[] offences = {"8N", "34B", "8N"};
        for (int i = 0; i < 3; i++) {
            SimpleFeatureBuilder builder = new SimpleFeatureBuilder(made);
            builder.set("where", i == 2 ? null : SHAPES.createPoint(new Coordinate(-0.415, 51.879)));
            builder.set("offence", offences[i]);
            builder.set("severity", i);
            builder.set("committed", java.sql.Timestamp.valueOf(LocalDateTime.of(2024, 3, 31, 1, 30 + i)));
            all.add(builder.buildFeature("crime." + i));
        }
        return all;
    }

    @Test
    void incidentsAreReadInTheProjectionWhateverTheFeaturesAreIn() {
        Read<Incidents> read = Features.in(GRID).readIncidents(crime(), MAPPING);
        assertEquals(
                "3 rows in 1 file = 2 located + 1 without a location + 0 outside + 0 rejected",
                read.report().toString());
        assertEquals(509_200.935, read.data().x(0), 0.005);
        assertEquals(TimePrecision.EXACT, read.data().precision(0));
        assertEquals(LocalDateTime.of(2024, 3, 31, 1, 31), read.data().get(1).from()); // no zone moves it
        assertEquals("crime, line 2", read.data().source(1).toString());
    }

    @Test
    void aFilterIsAppliedWhereTheFeaturesAre() {
        Features serious = Features.in(GRID).withFilter("offence = '8N' and severity < 2");
        assertEquals(1, serious.readIncidents(crime(), MAPPING).data().size());
        assertEquals(
                1,
                serious.readIncidents(new CollectionFeatureSource(crime()), MAPPING)
                        .data()
                        .size());
        assertTrue(assertThrows(
                        IllegalArgumentException.class, () -> Features.in(GRID).withFilter("offence =="))
                .getMessage()
                .startsWith("filter must be ECQL, but was 'offence =='"));
    }

    @Test
    void resultsBecomeFeaturesAndComeBackAsAreas() {
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("code", "H01");
        first.put("incidents", 17);
        SimpleFeatureCollection features = Features.of(
                "hotspots",
                GRID,
                List.of(
                        new Feature(SHAPES.toGeometry(new Envelope(500_000, 500_100, 200_000, 200_100)), first),
                        new Feature(
                                SHAPES.toGeometry(new Envelope(500_200, 500_300, 200_000, 200_100)),
                                Map.of("code", "H02"))));
        assertEquals(27700, GRID.epsgCode());
        assertEquals(GRID.crs(), features.getSchema().getCoordinateReferenceSystem());
        assertEquals(
                Integer.class,
                features.getSchema().getDescriptor("incidents").getType().getBinding());
        Areas areas = Features.in(GRID).readAreas(features);
        assertEquals(2, areas.size());
        assertEquals(0.01, areas.get(0).squareKilometres());
        assertEquals("H02", areas.get(1).code());
    }

    @Test
    void featuresWithoutASystemAreRefused() {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("somewhere");
        type.add("where", Point.class);
        SimpleFeatureCollection none = new ListFeatureCollection(type.buildFeatureType());
        assertEquals(
                "somewhere: features must have a shape and say its coordinate reference system, but have no system",
                assertThrows(DataException.class, () -> Features.in(GRID).readIncidents(none, MAPPING))
                        .getMessage());
    }
}
