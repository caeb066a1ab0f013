package org.harmspot.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;

/**
 * Reads incidents and areas from GeoTools features, so from any store that GeoTools knows, and turns results into features.
 *
 * <pre>{@code
 * Read<Incidents> read = Features.in(Projection.britishNationalGrid())
 *         .withFilter("offence = '8N' and committed after 2024-01-01T00:00:00Z")
 *         .readIncidents(store.getFeatureSource("crime"), IncidentCsv.in(Projection.britishNationalGrid()));
 * SimpleFeatureCollection out = Features.of("hotspots", projection, features);
 * }</pre>
 *
 * <p>Features in the projection are taken as they are; those in another system are taken to degrees of WGS 84 and projected from
 * there. Codes, names and residents of areas are found as {@link GeoJson} finds them.
 */
public final class Features {
    private final Projection projection;
    private final AreaProperties properties;
    private final Optional<Filter> filter;

    private Features(Projection projection, AreaProperties properties, Optional<Filter> filter) {
        this.projection = projection;
        this.properties = properties;
        this.filter = filter;
    }

    /**
     * Returns a reader.
     *
     * @param projection what areas and incidents are wanted in
     * @return the reader, of all features
     */
    public static Features in(Projection projection) {
        return new Features(Check.notNull(projection, "projection"), AreaProperties.usual(), Optional.empty());
    }

    /**
     * Returns a reader of some of the features.
     *
     * @param ecql a filter in GeoTools' extended common query language
     * @return the changed reader
     * @throws IllegalArgumentException if it is not one
     */
    public Features withFilter(String ecql) {
        try {
            return new Features(projection, properties, Optional.of(ECQL.toFilter(ecql)));
        } catch (CQLException e) {
            throw new IllegalArgumentException("filter must be ECQL, but was '" + ecql + "': " + e.getSyntaxError(), e);
        }
    }

    /**
     * Returns a reader that takes the code of an area from another attribute.
     *
     * @param attribute its name
     * @return the changed reader
     */
    public Features withCode(String attribute) {
        return new Features(projection, properties.withCode(attribute), filter);
    }

    /**
     * Returns a reader that takes the name of an area from another attribute.
     *
     * @param attribute its name
     * @return the changed reader
     */
    public Features withName(String attribute) {
        return new Features(projection, properties.withName(attribute), filter);
    }

    /**
     * Returns a reader that takes the number of residents from another attribute.
     *
     * @param attribute its name
     * @return the changed reader
     */
    public Features withResidents(String attribute) {
        return new Features(projection, properties.withResidents(attribute), filter);
    }

    // --- reading -----------------------------------------------------------------------------------------------------

    /**
     * Reads incidents from a source of features, which is asked for those of the filter only.
     *
     * @param source points
     * @param mapping which attributes hold what, as for CSV; where it happened is the shape, or the middle of it
     * @return the incidents, in the order of the source, counted from 1 as their lines
     * @throws DataException if the source cannot be read, or no feature can be used
     */
    public Read<Incidents> readIncidents(SimpleFeatureSource source, IncidentCsv mapping) {
        return incidents(features(source), mapping);
    }

    /**
     * Reads incidents from features.
     *
     * @param features points
     * @param mapping which attributes hold what, as for CSV
     * @return the incidents, in the order of the collection
     * @throws DataException if no feature can be used
     */
    public Read<Incidents> readIncidents(SimpleFeatureCollection features, IncidentCsv mapping) {
        return incidents(filtered(features), mapping);
    }

    /**
     * Reads areas from a source of features, which is asked for those of the filter only.
     *
     * @param source polygons
     * @return the areas, in the order of the source
     * @throws DataException if the source cannot be read, or has no polygon
     */
    public Areas readAreas(SimpleFeatureSource source) {
        return areas(features(source));
    }

    /**
     * Reads areas from features.
     *
     * @param features polygons
     * @return the areas, in the order of the collection
     * @throws DataException if there is no polygon
     */
    public Areas readAreas(SimpleFeatureCollection features) {
        return areas(filtered(features));
    }

    private SimpleFeatureCollection features(SimpleFeatureSource source) {
        try {
            return source.getFeatures(filter.orElse(Filter.INCLUDE));
        } catch (IOException e) {
            throw new DataException(source.getName().toString(), 0, "could not be read: " + e.getMessage(), e);
        }
    }

    private SimpleFeatureCollection filtered(SimpleFeatureCollection features) {
        return filter.map(features::subCollection).orElse(features);
    }

    private Read<Incidents> incidents(SimpleFeatureCollection features, IncidentCsv mapping) {
        String name = features.getSchema().getTypeName();
        ToOurs toOurs = toOurs(features.getSchema());
        return mapping.readPoints(
                name,
                attributes(features.getSchema()),
                !toOurs.inMetres,
                points -> each(features, (shape, cells) -> points.row(toOurs.of(name, shape), cells)));
    }

    private Areas areas(SimpleFeatureCollection features) {
        String name = features.getSchema().getTypeName();
        List<String> columns = attributes(features.getSchema());
        ToOurs toOurs = toOurs(features.getSchema());
        List<Area> areas = new ArrayList<>();
        each(features, (shape, cells) -> {
            if (!(shape instanceof Polygonal) || shape.isEmpty()) {
                return;
            }
            Map<String, String> texts = new LinkedHashMap<>();
            for (int c = 0; c < cells.size(); c++) {
                texts.put(columns.get(c), cells.get(c));
            }
            String code = properties.codeOf(name, 0, areas.size() + 1, texts);
            try {
                Geometry ours = toOurs.of(name, shape);
                areas.add(properties.area(name, 0, code, texts, toOurs.inMetres ? ours : projection.toPlane(ours)));
            } catch (IllegalArgumentException e) {
                throw new DataException(name, 0, "area " + code + ": " + e.getMessage(), e);
            }
        });
        if (areas.isEmpty()) {
            throw new DataException(name, 0, "must hold polygons, but holds none");
        }
        try {
            return Areas.of(areas);
        } catch (IllegalArgumentException e) {
            throw new DataException(name, 0, e.getMessage(), e);
        }
    }

    private static void each(SimpleFeatureCollection features, BiConsumer<Geometry, List<String>> take) {
        List<AttributeDescriptor> attributes = features.getSchema().getAttributeDescriptors();
        String shapeName = features.getSchema().getGeometryDescriptor().getLocalName();
        try (SimpleFeatureIterator all = features.features()) {
            while (all.hasNext()) {
                SimpleFeature feature = all.next();
                List<String> cells = new ArrayList<>();
                for (AttributeDescriptor attribute : attributes) {
                    if (!attribute.getLocalName().equals(shapeName)) {
                        cells.add(CsvRows.Table.text(feature.getAttribute(attribute.getLocalName())));
                    }
                }
                take.accept((Geometry) feature.getDefaultGeometry(), cells);
            }
        }
    }

    private static List<String> attributes(SimpleFeatureType type) {
        List<String> names = new ArrayList<>();
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            if (!attribute.getLocalName().equals(type.getGeometryDescriptor().getLocalName())) {
                names.add(attribute.getLocalName());
            }
        }
        return names;
    }

    /** Takes shapes to metres of the projection, if they are that already, or to degrees. */
    private record ToOurs(boolean inMetres, org.geotools.api.referencing.operation.MathTransform toDegrees) {
        Geometry of(String name, Geometry shape) {
            if (inMetres || shape == null) {
                return shape;
            }
            try {
                return JTS.transform(shape, toDegrees);
            } catch (TransformException e) {
                throw new DataException(name, 0, "a shape could not be taken to degrees: " + e.getMessage(), e);
            }
        }
    }

    private ToOurs toOurs(SimpleFeatureType type) {
        if (type.getGeometryDescriptor() == null || type.getCoordinateReferenceSystem() == null) {
            throw new DataException(
                    type.getTypeName(),
                    0,
                    "features must have a shape and say its coordinate reference system, but have "
                            + (type.getGeometryDescriptor() == null ? "no shape" : "no system"));
        }
        CoordinateReferenceSystem crs = type.getCoordinateReferenceSystem();
        try {
            boolean same = CRS.equalsIgnoreMetadata(crs, projection.crs())
                    || Integer.valueOf(projection.epsgCode()).equals(CRS.lookupEpsgCode(crs, false));
            return new ToOurs(same, same ? null : CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true));
        } catch (FactoryException e) {
            throw new DataException(
                    type.getTypeName(),
                    0,
                    "features must be in a system that can be taken to degrees: " + e.getMessage(),
                    e);
        }
    }

    // --- results -----------------------------------------------------------------------------------------------------

    /**
     * Turns results into GeoTools features.
     *
     * @param typeName what to call their type
     * @param projection what the shapes are measured in
     * @param features shapes in metres, with properties; at least one
     * @return the same as a collection with its coordinate reference system; the shape is the attribute {@code geom}
     */
    public static SimpleFeatureCollection of(String typeName, Projection projection, List<Feature> features) {
        Check.notEmpty(features, "features");
        Map<String, Class<?>> columns = new LinkedHashMap<>();
        for (Feature feature : features) {
            feature.properties().forEach((name, value) -> {
                if (value != null) {
                    columns.merge(name, value.getClass(), (a, b) -> a == b ? a : Object.class);
                } else {
                    columns.putIfAbsent(name, Object.class);
                }
            });
        }
        Class<?> kind = features.get(0).shape().getClass();
        for (Feature feature : features) {
            kind = feature.shape().getClass() == kind ? kind : Geometry.class;
        }
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName(Check.notBlank(typeName, "typeName"));
        type.setCRS(projection.crs());
        type.add("geom", kind);
        columns.forEach(type::add);
        SimpleFeatureType made = type.buildFeatureType();
        List<SimpleFeature> all = new ArrayList<>();
        for (Feature feature : features) {
            SimpleFeatureBuilder builder = new SimpleFeatureBuilder(made);
            builder.set("geom", feature.shape());
            feature.properties().forEach(builder::set);
            all.add(builder.buildFeature(typeName + "." + (all.size() + 1)));
        }
        return new ListFeatureCollection(made, all);
    }

    @Override
    public String toString() {
        return "Features[" + projection + filter.map(f -> ", " + ECQL.toCQL(f)).orElse("") + "]";
    }
}
