package org.harmspot.geo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.CoordinateOperation;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.metadata.iso.citation.Citations;
import org.geotools.referencing.CRS;
import org.geotools.referencing.NamedIdentifier;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.crs.DefaultProjectedCRS;
import org.geotools.referencing.cs.DefaultCartesianCS;
import org.geotools.referencing.cs.DefaultEllipsoidalCS;
import org.geotools.referencing.datum.BursaWolfParameters;
import org.geotools.referencing.datum.DefaultEllipsoid;
import org.geotools.referencing.datum.DefaultGeodeticDatum;
import org.geotools.referencing.datum.DefaultPrimeMeridian;
import org.geotools.referencing.operation.AbstractCoordinateOperation;
import org.geotools.referencing.operation.DefaultCoordinateOperationFactory;
import org.geotools.referencing.operation.DefaultMathTransformFactory;
import org.geotools.referencing.operation.transform.ConcatenatedTransform;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import si.uom.SI;

/**
 * From degrees to metres and back.
 *
 * <pre>{@code
 * Projection grid = Projection.britishNationalGrid();
 * Points points = grid.toPlane(longitudes, latitudes);
 * LatLon position = grid.toLatLon(points.x(0), points.y(0));
 * }</pre>
 *
 * <p>{@link #britishNationalGrid()}, {@link #irishGrid()} and {@link #utm} need no database, write no file, and are ready in about half a second;
 * {@link #epsg} reads GeoTools' own EPSG database, which GeoTools unpacks once into the folder for temporary files.
 * Whoever transforms must first ask {@link #covers}: outside its area of use a transform gives numbers that look right and
 * mean nothing, so {@link #toPlane(double[], double[])} refuses such points.
 *
 * <p>The British National Grid is reached by the seven-parameter Helmert transform (EPSG operation <em>OSGB36 to WGS 84
 * (6)</em>), which is within 3.3 m of the official OSTN15 grid, on average 1.6 m: less than the movement that published
 * police data has been given on purpose. Whoever has the file of OSTN15 can name it: {@link #britishNationalGrid(Path)}.
 * For the Police Service of Northern Ireland there is {@link #irishGrid()}.
 *
 * <p><strong>Source:</strong> Ordnance Survey, <em>A guide to coordinate systems in Great Britain</em>; the transforms
 * themselves are GeoTools'. <strong>Checked against:</strong> PROJ 9.1.1 (to 5 mm for the same operation).
 */
public final class Projection {
    private static final int CHUNK = 1 << 15;
    private static final double GRID_MARGIN_DEGREES = 0.01;

    private final String name;
    private final int epsgCode;
    private final OptionalDouble accuracyMetres;
    private final Envelope areaOfUse;
    private final CoordinateReferenceSystem crs;
    private final MathTransform toPlane;
    private final MathTransform toDegrees;

    private Projection(
            String name,
            int epsgCode,
            OptionalDouble accuracyMetres,
            Envelope areaOfUse,
            CoordinateReferenceSystem crs) {
        this(name, epsgCode, accuracyMetres, areaOfUse, crs, transformTo(crs));
    }

    private Projection(
            String name,
            int epsgCode,
            OptionalDouble accuracyMetres,
            Envelope areaOfUse,
            CoordinateReferenceSystem crs,
            MathTransform toPlane) {
        this.name = name;
        this.epsgCode = epsgCode;
        this.accuracyMetres = accuracyMetres;
        this.areaOfUse = areaOfUse;
        this.crs = crs;
        this.toPlane = toPlane;
        try {
            this.toDegrees = toPlane.inverse();
        } catch (TransformException e) {
            throw new IllegalStateException("GeoTools has no way back from " + name, e);
        }
    }

    private static MathTransform transformTo(CoordinateReferenceSystem crs) {
        try {
            return operation(crs).getMathTransform();
        } catch (FactoryException e) {
            throw new IllegalStateException("GeoTools has no transform to " + crs.getName(), e);
        }
    }

    private static CoordinateOperation operation(CoordinateReferenceSystem crs) throws FactoryException {
        return new DefaultCoordinateOperationFactory().createOperation(DefaultGeographicCRS.WGS84, crs);
    }

    /** {@return the British National Grid, EPSG:27700: Great Britain} */
    public static Projection britishNationalGrid() {
        return BritishNationalGrid.INSTANCE;
    }

    /**
     * Returns the British National Grid by the shifts that Ordnance Survey measured, OSTN15: to 0.1 m where
     * {@link #britishNationalGrid()} is right to 3.3 m. Its file is free, but is not shipped with this library.
     *
     * <p><strong>Source:</strong> Ordnance Survey (2020), <em>Transformations and OSGM15 User Guide</em>. <strong>Checked
     * against:</strong> PROJ 9.1.1 with the same NTv2 file.
     *
     * @param ostn15 the file {@code OSTN15_NTv2_OSGBtoETRS.gsb}, from OSGB36 to ETRS89
     * @return the projection, for positions that the grid covers
     * @throws IllegalArgumentException if there is no such file, it is not an NTv2 grid, or one that moves its middle to more than 20 m
     *     from where the other transform does: the wrong file, or the one for the other direction
     */
    public static Projection britishNationalGrid(Path ostn15) {
        Projection plain = britishNationalGrid();
        GridShiftTransform shifts = GridShiftTransform.read(Check.notNull(ostn15, "ostn15"));
        MathTransform onPlane =
                ((ProjectedCRS) plain.crs).getConversionFromBase().getMathTransform();
        Envelope box = shifts.box();
        box.expandBy(-GRID_MARGIN_DEGREES); // positions are of the other datum, some 100 m away
        Envelope area = box.intersection(plain.areaOfUse);
        Projection grid = new Projection(
                "British National Grid by OSTN15",
                plain.epsgCode,
                OptionalDouble.of(0.1),
                area,
                plain.crs,
                ConcatenatedTransform.create(shifts.inverse(), onPlane));
        Coordinate middle = area.centre();
        double metres =
                middle == null ? Double.NaN : distance(grid, plain, new double[] {middle.x}, new double[] {middle.y});
        if (!(metres <= 20)) {
            throw new IllegalArgumentException(
                    "grid file must hold the shifts from OSGB36 to ETRS89 in Great Britain, but "
                            + ostn15.getFileName()
                            + (middle == null
                                    ? " lies elsewhere"
                                    : " is off by " + Math.round(metres) + " m. Is it OSTN15_NTv2_OSGBtoETRS.gsb?"));
        }
        return grid;
    }

    private static double distance(Projection a, Projection b, double[] longitude, double[] latitude) {
        Points here = a.toPlane(longitude, latitude);
        Points there = b.toPlane(longitude, latitude);
        return Math.hypot(here.x(0) - there.x(0), here.y(0) - there.y(0));
    }

    private static final class BritishNationalGrid {
        static final Projection INSTANCE = make();

        private static Projection make() {
            double[] toWgs84 = {446.448, -125.157, 542.06, 0.15, 0.247, 0.842, -20.489};
            GeographicCRS base = base("OSGB36", "Airy 1830", 6377563.396, toWgs84);
            CoordinateReferenceSystem crs = transverseMercator(
                    "OSGB36 / British National Grid", 27700, base, -2, 49, 0.9996012717, 400_000, -100_000);
            return new Projection(
                    "British National Grid",
                    27700,
                    OptionalDouble.of(3.3),
                    new Envelope(-9.01, 2.01, 49.75, 61.01),
                    crs);
        }
    }

    /**
     * Returns the Irish Grid, EPSG:29903: all of Ireland, and so the Police Service of Northern Ireland. It is reached by the
     * seven-parameter transform <em>TM75 to WGS 84 (2)</em>, EPSG:1954, right to 1 m.
     *
     * @return the Irish Grid
     */
    public static Projection irishGrid() {
        return IrishGrid.INSTANCE;
    }

    private static final class IrishGrid {
        static final Projection INSTANCE = make();

        private static Projection make() {
            double[] toWgs84 = {482.5, -130.6, 564.6, -1.042, -0.214, -0.631, 8.15};
            GeographicCRS base = base("TM75", "Airy Modified 1849", 6377340.189, toWgs84);
            CoordinateReferenceSystem crs =
                    transverseMercator("TM75 / Irish Grid", 29903, base, -8, 53.5, 1.000035, 200_000, 250_000);
            return new Projection(
                    "Irish Grid", 29903, OptionalDouble.of(1), new Envelope(-10.56, -5.34, 51.39, 55.43), crs);
        }
    }

    /** A datum on one of Airy's ellipsoids; the seven are metres, seconds of arc, and parts in a million. */
    private static GeographicCRS base(String datum, String ellipsoid, double semiMajorAxis, double[] seven) {
        BursaWolfParameters toWgs84 = new BursaWolfParameters(DefaultGeodeticDatum.WGS84);
        toWgs84.dx = seven[0];
        toWgs84.dy = seven[1];
        toWgs84.dz = seven[2];
        toWgs84.ex = seven[3];
        toWgs84.ey = seven[4];
        toWgs84.ez = seven[5];
        toWgs84.ppm = seven[6];
        DefaultEllipsoid airy = DefaultEllipsoid.createFlattenedSphere(ellipsoid, semiMajorAxis, 299.3249646, SI.METRE);
        Map<String, Object> properties = new HashMap<>();
        properties.put("name", datum);
        properties.put(DefaultGeodeticDatum.BURSA_WOLF_KEY, toWgs84);
        return new DefaultGeographicCRS(
                datum,
                new DefaultGeodeticDatum(properties, airy, DefaultPrimeMeridian.GREENWICH),
                DefaultEllipsoidalCS.GEODETIC_2D);
    }

    /**
     * Returns the zone of the Universal Transverse Mercator system that a position lies in, for towns anywhere on earth.
     *
     * @param position somewhere in the middle of the data, latitude {@code -80 … 84}
     * @return UTM on WGS 84, EPSG:32601 to 32660 or 32701 to 32760; it covers six degrees either side of the middle of its zone
     * @throws IllegalArgumentException if the position is too near a pole
     */
    public static Projection utm(LatLon position) {
        Check.between(-80, 84, position.latitude(), "latitude");
        int zone = Math.min(60, (int) Math.floor((position.longitude() + 180) / 6) + 1);
        boolean north = position.latitude() >= 0;
        double middle = zone * 6 - 183;
        int code = (north ? 32600 : 32700) + zone;
        String name = "UTM zone " + zone + (north ? "N" : "S");
        CoordinateReferenceSystem crs = transverseMercator(
                "WGS 84 / " + name,
                code,
                DefaultGeographicCRS.WGS84,
                middle,
                0,
                0.9996,
                500_000,
                north ? 0 : 10_000_000);
        return new Projection(
                name,
                code,
                OptionalDouble.of(0.01),
                new Envelope(middle - 6, middle + 6, north ? 0 : -80, north ? 84 : 0),
                crs);
    }

    private static CoordinateReferenceSystem transverseMercator(
            String name,
            int code,
            GeographicCRS base,
            double meridian,
            double latitude,
            double scale,
            double east,
            double north) {
        try {
            DefaultMathTransformFactory factory = new DefaultMathTransformFactory();
            DefaultEllipsoid ellipsoid = DefaultEllipsoid.wrap(base.getDatum().getEllipsoid());
            ParameterValueGroup parameters = factory.getDefaultParameters("Transverse_Mercator");
            parameters.parameter("semi_major").setValue(ellipsoid.getSemiMajorAxis());
            parameters.parameter("semi_minor").setValue(ellipsoid.getSemiMinorAxis());
            parameters.parameter("central_meridian").setValue(meridian);
            parameters.parameter("latitude_of_origin").setValue(latitude);
            parameters.parameter("scale_factor").setValue(scale);
            parameters.parameter("false_easting").setValue(east);
            parameters.parameter("false_northing").setValue(north);
            Map<String, Object> properties = new HashMap<>();
            properties.put("name", new NamedIdentifier(Citations.EPSG, name));
            properties.put("identifiers", new NamedIdentifier(Citations.EPSG, Integer.toString(code)));
            return new DefaultProjectedCRS(
                    properties, base, factory.createParameterizedTransform(parameters), DefaultCartesianCS.PROJECTED);
        } catch (FactoryException e) {
            throw new IllegalStateException("GeoTools has no transverse Mercator projection", e);
        }
    }

    /**
     * Returns the projection with a code of the EPSG register, from GeoTools' database.
     *
     * @param code a projected system in metres, e.g. 27700 (British National Grid) or 2157 (Irish Transverse Mercator)
     * @return the projection
     * @throws IllegalArgumentException if there is no such code, it is not projected, or not in metres
     */
    public static Projection epsg(int code) {
        if (code == 27700) {
            return britishNationalGrid();
        }
        if (code == 29903) {
            return irishGrid();
        }
        try {
            CoordinateReferenceSystem crs = CRS.decode("EPSG:" + code, true);
            if (!(crs instanceof ProjectedCRS)) {
                throw new IllegalArgumentException("EPSG:" + code + " must be a projection onto a plane, but was "
                        + crs.getName().getCode() + ", in degrees");
            }
            if (!SI.METRE.equals(crs.getCoordinateSystem().getAxis(0).getUnit())) {
                throw new IllegalArgumentException("EPSG:" + code + " must measure in metres, but was "
                        + crs.getName().getCode() + ", in "
                        + crs.getCoordinateSystem().getAxis(0).getUnit());
            }
            double accuracy = AbstractCoordinateOperation.getAccuracy(operation(crs));
            var box = CRS.getGeographicBoundingBox(crs);
            Envelope area = box == null
                    ? new Envelope(-180, 180, -90, 90)
                    : new Envelope(
                            box.getWestBoundLongitude(),
                            box.getEastBoundLongitude(),
                            box.getSouthBoundLatitude(),
                            box.getNorthBoundLatitude());
            return new Projection(
                    crs.getName().getCode(),
                    code,
                    accuracy >= 0 ? OptionalDouble.of(accuracy) : OptionalDouble.empty(),
                    area,
                    crs);
        } catch (FactoryException e) {
            throw new IllegalArgumentException("EPSG:" + code + " must be in the EPSG register: " + e.getMessage(), e);
        }
    }

    /** {@return what to call it in reports} */
    public String name() {
        return name;
    }

    /** {@return its code in the EPSG register} */
    public int epsgCode() {
        return epsgCode;
    }

    /** {@return the largest error to expect of the transform itself, in metres; empty if the register does not say} */
    public OptionalDouble accuracyMetres() {
        return accuracyMetres;
    }

    /** {@return the same system as GeoTools knows it, axes east then north} */
    public CoordinateReferenceSystem crs() {
        return crs;
    }

    /**
     * Says whether a position lies where this projection may be used.
     *
     * @param longitude degrees east; may be out of range or {@code NaN}
     * @param latitude degrees north; may be out of range or {@code NaN}
     * @return whether it lies in the box of the area of use, its edge included
     */
    public boolean covers(double longitude, double latitude) {
        return areaOfUse.covers(longitude, latitude);
    }

    /** {@return the box in which {@link #covers} holds, in words} */
    public String areaOfUse() {
        return "longitude " + areaOfUse.getMinX() + " … " + areaOfUse.getMaxX() + ", latitude " + areaOfUse.getMinY()
                + " … " + areaOfUse.getMaxY();
    }

    /**
     * Projects positions, on all cores.
     *
     * @param longitudes degrees east, shape {@code (n)}
     * @param latitudes degrees north, shape {@code (n)}
     * @return n points in metres
     * @throws IllegalArgumentException if the lengths differ, or a position is outside the area of use
     */
    public Points toPlane(double[] longitudes, double[] latitudes) {
        Check.sameLength(longitudes.length, "longitudes", latitudes.length, "latitudes");
        double[] x = longitudes.clone();
        double[] y = latitudes.clone();
        boolean[] outside = toPlaneInPlace(x, y);
        for (int i = 0; i < outside.length; i++) {
            if (outside[i] || Double.isNaN(x[i])) {
                throw new IllegalArgumentException("position " + i + " must be in the area of use of " + name + " ("
                        + areaOfUse() + "), but was longitude " + longitudes[i] + ", latitude " + latitudes[i]);
            }
        }
        return Points.of(x, y);
    }

    /**
     * Projects positions into the arrays they stand in, on all cores: for readers of large files. Positions outside the area
     * of use, and pairs with a {@code NaN}, are left as they were.
     *
     * @param x longitudes in degrees, shape {@code (n)}; metres east afterwards
     * @param y latitudes in degrees, shape {@code (n)}; metres north afterwards
     * @return for each position, whether it is outside the area of use; a pair with a {@code NaN} is not
     */
    public boolean[] toPlaneInPlace(double[] x, double[] y) {
        Check.sameLength(x.length, "x", y.length, "y");
        boolean[] outside = new boolean[x.length];
        Parallel.chunks(x.length, CHUNK, (from, to) -> {
            double[] pairs = new double[2 * (to - from)];
            int used = 0;
            for (int i = from; i < to; i++) {
                if (covers(x[i], y[i])) {
                    pairs[used++] = x[i];
                    pairs[used++] = y[i];
                } else {
                    outside[i] = !Double.isNaN(x[i]) && !Double.isNaN(y[i]);
                }
            }
            apply(toPlane, pairs, used / 2);
            used = 0;
            for (int i = from; i < to; i++) {
                if (!outside[i] && !Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                    x[i] = pairs[used++];
                    y[i] = pairs[used++];
                }
            }
        });
        return outside;
    }

    /**
     * Says which points in metres lie outside the area of use, on all cores.
     *
     * @param x metres east, shape {@code (n)}; may hold {@code NaN}
     * @param y metres north, shape {@code (n)}; may hold {@code NaN}
     * @return for each point, whether it is outside the area of use; one with a {@code NaN} is not
     */
    public boolean[] outsideInMetres(double[] x, double[] y) {
        Check.sameLength(x.length, "x", y.length, "y");
        boolean[] outside = new boolean[x.length];
        Parallel.chunks(x.length, CHUNK, (from, to) -> {
            double[] pair = new double[2];
            for (int i = from; i < to; i++) {
                if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                    pair[0] = x[i];
                    pair[1] = y[i];
                    outside[i] = !isPlausible(pair) || !covers(pair[0], pair[1]);
                }
            }
        });
        return outside;
    }

    private boolean isPlausible(double[] pair) {
        if (Math.abs(pair[0]) > 2e7 || Math.abs(pair[1]) > 2e7) {
            return false; // no projection in metres is larger than the earth
        }
        try {
            toDegrees.transform(pair, 0, pair, 0, 1);
            return true;
        } catch (TransformException e) {
            return false;
        }
    }

    /**
     * Takes points back to degrees, on all cores.
     *
     * @param points n points in metres
     * @return two arrays of n: longitudes, then latitudes, in degrees
     */
    public double[][] toDegrees(Points points) {
        int n = points.size();
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = points.x(i);
            y[i] = points.y(i);
        }
        double[][] degrees = new double[2][n];
        transform(toDegrees, x, y, degrees[0], degrees[1]);
        return degrees;
    }

    private static void transform(MathTransform transform, double[] a, double[] b, double[] x, double[] y) {
        Parallel.chunks(a.length, CHUNK, (from, to) -> {
            double[] pairs = new double[2 * (to - from)];
            for (int i = from; i < to; i++) {
                pairs[2 * (i - from)] = a[i];
                pairs[2 * (i - from) + 1] = b[i];
            }
            apply(transform, pairs, to - from);
            for (int i = from; i < to; i++) {
                x[i] = pairs[2 * (i - from)];
                y[i] = pairs[2 * (i - from) + 1];
            }
        });
    }

    private static void apply(MathTransform transform, double[] pairs, int points) {
        try {
            transform.transform(pairs, 0, pairs, 0, points);
        } catch (TransformException e) {
            throw new IllegalArgumentException("GeoTools could not transform a point: " + e.getMessage(), e);
        }
    }

    /**
     * Takes one point back to degrees.
     *
     * @param x metres east
     * @param y metres north
     * @return its position
     */
    public LatLon toLatLon(double x, double y) {
        double[] pair = {x, y};
        apply(toDegrees, pair, 1);
        return new LatLon(pair[1], pair[0]);
    }

    /**
     * Projects a shape, vertex by vertex.
     *
     * @param degrees a shape with x = longitude, y = latitude
     * @return the shape in metres; the argument is left as it was
     * @throws IllegalArgumentException if a vertex is outside the area of use
     */
    public Geometry toPlane(Geometry degrees) {
        return eachVertex(degrees, toPlane, true);
    }

    /**
     * Takes a shape back to degrees, vertex by vertex.
     *
     * @param metres a shape in metres
     * @return the shape with x = longitude, y = latitude; the argument is left as it was
     */
    public Geometry toDegrees(Geometry metres) {
        return eachVertex(metres, toDegrees, false);
    }

    private Geometry eachVertex(Geometry shape, MathTransform transform, boolean fromDegrees) {
        Geometry copy = shape.copy();
        List<String> outside = new ArrayList<>();
        copy.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence vertices, int i) {
                double[] pair = {vertices.getX(i), vertices.getY(i)};
                if (fromDegrees && !covers(pair[0], pair[1])) {
                    outside.add("longitude " + pair[0] + ", latitude " + pair[1]);
                    return;
                }
                apply(transform, pair, 1);
                vertices.setOrdinate(i, 0, pair[0]);
                vertices.setOrdinate(i, 1, pair[1]);
            }

            @Override
            public boolean isDone() {
                return !outside.isEmpty();
            }

            @Override
            public boolean isGeometryChanged() {
                return true;
            }
        });
        if (!outside.isEmpty()) {
            throw new IllegalArgumentException("a vertex must be in the area of use of " + name + " (" + areaOfUse()
                    + "), but was " + outside.get(0));
        }
        return copy;
    }

    @Override
    public String toString() {
        return name + " (EPSG:" + epsgCode + ")";
    }
}
