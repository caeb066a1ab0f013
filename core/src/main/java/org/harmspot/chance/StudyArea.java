package org.harmspot.chance;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** The ground on which an incident could have been: what the tests of a point pattern compare with. */
final class StudyArea {
    private final Geometry ground;
    private final IndexedPointInAreaLocator inside;
    private final STRtree boundary = new STRtree();

    private StudyArea(Geometry ground) {
        this.ground = ground;
        this.inside = new IndexedPointInAreaLocator(ground);
        for (Object line : LinearComponentExtracter.getLines(ground)) {
            Coordinate[] corners = ((Geometry) line).getCoordinates();
            for (int k = 1; k < corners.length; k++) {
                boundary.insert(new Envelope(corners[k - 1], corners[k]), new LineSegment(corners[k - 1], corners[k]));
            }
        }
        boundary.build();
    }

    static StudyArea of(Geometry studyArea) {
        Check.notNull(studyArea, "studyArea");
        Check.positive(studyArea.getArea(), "the area of studyArea, in square metres,");
        return new StudyArea(studyArea);
    }

    double squareMetres() {
        return ground.getArea();
    }

    double boundaryMetres() {
        return ground.getLength();
    }

    /** Refuses points outside; on the boundary is inside. */
    void requireInside(Points points) {
        for (int i = 0; i < points.size(); i++) {
            if (inside.locate(new Coordinate(points.x(i), points.y(i))) == Location.EXTERIOR) {
                throw new IllegalArgumentException("points must lie within the study area, but point " + i + " is at "
                        + points.x(i) + ", " + points.y(i) + ": keep those inside first");
            }
        }
    }

    /** {@return points strewn at random} */
    Points anywhere(int n, SplittableRandom random) {
        Envelope box = ground.getEnvelopeInternal();
        double[] x = new double[n];
        double[] y = new double[n];
        Coordinate at = new Coordinate();
        for (int i = 0; i < n; ) {
            at.x = box.getMinX() + random.nextDouble() * box.getWidth();
            at.y = box.getMinY() + random.nextDouble() * box.getHeight();
            if (inside.locate(at) == Location.INTERIOR) {
                x[i] = at.x;
                y[i++] = at.y;
            }
        }
        return Points.of(x, y);
    }

    /** {@return the share of the ground that the same ground, moved, still covers} */
    double shareCovered(double byX, double byY) {
        if (ground.isRectangle()) {
            Envelope box = ground.getEnvelopeInternal();
            return Math.max(0, 1 - Math.abs(byX) / box.getWidth()) * Math.max(0, 1 - Math.abs(byY) / box.getHeight());
        }
        Geometry moved = AffineTransformation.translationInstance(byX, byY).transform(ground);
        return OverlayNGRobust.overlay(ground, moved, OverlayNG.INTERSECTION).getArea() / ground.getArea();
    }

    Circles circles(double x, double y, double largestRadius) {
        return new Circles(x, y, largestRadius);
    }

    /** The circles around one point, and how much of them lies in the study area. */
    final class Circles {
        private final double x;
        private final double y;
        private final List<?> near; // pieces of the boundary within the largest radius
        private final double toBoundaryMetres;

        private Circles(double x, double y, double most) {
            this.x = x;
            this.y = y;
            this.near = boundary.query(new Envelope(x - most, x + most, y - most, y + most));
            double metres = most;
            Coordinate here = new Coordinate(x, y);
            for (Object piece : near) {
                metres = Math.min(metres, ((LineSegment) piece).distance(here));
            }
            this.toBoundaryMetres = metres;
        }

        /** {@return how far the boundary is, or the largest radius, if further} */
        double toBoundaryMetres() {
            return toBoundaryMetres;
        }

        /** Cuts the circle where it meets the boundary, and asks of the middle of each arc on which side it lies. */
        double shareInside(double radius) {
            if (radius <= toBoundaryMetres) {
                return 1;
            }
            double[] cuts = new double[2 * near.size()];
            int found = 0;
            for (Object piece : near) {
                LineSegment line = (LineSegment) piece;
                double dx = line.p1.x - line.p0.x;
                double dy = line.p1.y - line.p0.y;
                double fx = line.p0.x - x;
                double fy = line.p0.y - y;
                double a = dx * dx + dy * dy;
                double b = fx * dx + fy * dy;
                double root = b * b - a * (fx * fx + fy * fy - radius * radius);
                if (root > 0 && a > 0) {
                    double reach = Math.sqrt(root);
                    for (double t = (-b - reach) / a; found < cuts.length; t = (-b + reach) / a) {
                        if (t >= 0 && t <= 1) {
                            cuts[found++] = Math.atan2(fy + t * dy, fx + t * dx);
                        }
                        if (t == (-b + reach) / a) {
                            break;
                        }
                    }
                }
            }
            if (found == 0) {
                return 1;
            }
            Arrays.sort(cuts, 0, found);
            double angle = 0;
            Coordinate middle = new Coordinate();
            for (int c = 0; c < found; c++) {
                double from = cuts[c];
                double to = c + 1 < found ? cuts[c + 1] : cuts[0] + 2 * Math.PI;
                middle.x = x + radius * Math.cos((from + to) / 2);
                middle.y = y + radius * Math.sin((from + to) / 2);
                if (to > from && inside.locate(middle) != Location.EXTERIOR) {
                    angle += to - from;
                }
            }
            return angle / (2 * Math.PI);
        }
    }
}
