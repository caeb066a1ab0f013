package org.harmspot.patrol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * What patrol was really delivered: from the position fixes of units to their visits.
 *
 * <p>A stay is a run of fixes of one unit inside one place, with no silence longer than ten minutes in it; two stays parted by less
 * than three minutes, with no other place between them, are one. From its first fix to its last it lasted at least so long; from the
 * fix before to the fix after, at most. A stay of at least five minutes for certain is a visit; one that cannot have been so long is a
 * drive-through and left out; between the two the fixes are too far apart to tell, and the visit is marked.
 *
 * <pre>{@code
 * Delivered delivered = Dosage.around(places, 150).measure(fixes);
 * delivered.against(plan);
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>places that overlap</td><td>a fix belongs to the first of them</td></tr>
 * <tr><td>fixes at the same second</td><td>taken in the order given</td></tr>
 * <tr><td>fixes outside a visit</td><td>count nowhere: the way there is no dose</td></tr>
 * <tr><td>refresh rate</td><td>the median time between two fixes of a unit, silences left out; it is part of the answer</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> that the refresh rate decides what a visit is: Hutt, Bowers and Johnson (2021), <em>The effect of GPS
 * refresh rate on measuring police patrol in micro-places</em>, Crime Science 10, 3, doi:10.1186/s40163-021-00140-1.
 * <strong>Checked against:</strong> a twin that goes through the fixes one by one, and patrols made up to the second and then thinned out.
 */
public final class Dosage {
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final int CORNERS_OF_A_QUARTER = 16;

    private final Areas grounds;
    private final int minimumMinutes;
    private final int gapMinutes;
    private final int silenceMinutes;

    private Dosage(Areas grounds, int minimumMinutes, int gapMinutes, int silenceMinutes) {
        this.grounds = grounds;
        this.minimumMinutes = minimumMinutes;
        this.gapMinutes = gapMinutes;
        this.silenceMinutes = silenceMinutes;
    }

    /**
     * Returns a measure of visits to outlines: at least 5 minutes, gaps below 3 minutes closed, silences above 10 minutes not.
     *
     * @param grounds the ground of each place, its code the id of the place
     * @param bufferMetres how far outside its outline a fix still counts, for fixes are not exact; {@code >= 0}
     * @return the measure
     */
    public static Dosage inside(Areas grounds, double bufferMetres) {
        Check.notNegative(bufferMetres, "bufferMetres");
        List<Area> wider = new ArrayList<>();
        for (Area area : grounds) {
            Geometry shape = bufferMetres > 0 ? area.shape().buffer(bufferMetres) : area.shape();
            wider.add(new Area(area.code(), area.name(), area.residents(), shape));
        }
        return new Dosage(Areas.of(wider), 5, 3, 10);
    }

    /**
     * Returns a measure of visits to circles around places.
     *
     * @param places the places; at least one
     * @param radiusMetres how far from its point a fix counts; {@code > 0}
     * @return the measure
     */
    public static Dosage around(List<PatrolPlace> places, double radiusMetres) {
        Check.positive(radiusMetres, "radiusMetres");
        Check.notEmpty(places, "places");
        List<Area> discs = new ArrayList<>();
        for (PatrolPlace place : places) {
            Geometry disc =
                    SHAPES.createPoint(new Coordinate(place.x(), place.y())).buffer(radiusMetres, CORNERS_OF_A_QUARTER);
            discs.add(new Area(place.id(), place.name(), OptionalInt.empty(), disc));
        }
        return new Dosage(Areas.of(discs), 5, 3, 10);
    }

    /**
     * Returns a measure with another idea of a visit.
     *
     * @param minutes how long it is at least; {@code >= 1}; 5 unless changed
     * @return the changed measure
     */
    public Dosage withMinimumMinutes(int minutes) {
        return new Dosage(grounds, Check.atLeast(1, minutes, "minimumMinutes"), gapMinutes, silenceMinutes);
    }

    /**
     * Returns a measure that closes shorter or longer gaps.
     *
     * @param minutes a unit that is away for less has not left; {@code >= 0}; 3 unless changed
     * @return the changed measure
     */
    public Dosage withGapMinutes(int minutes) {
        return new Dosage(grounds, minimumMinutes, Check.atLeast(0, minutes, "gapMinutes"), silenceMinutes);
    }

    /**
     * Returns a measure that bears shorter or longer silences.
     *
     * @param minutes after a longer one nobody knows where the unit was; {@code >= 1}; 10 unless changed
     * @return the changed measure
     */
    public Dosage withSilenceMinutes(int minutes) {
        return new Dosage(grounds, minimumMinutes, gapMinutes, Check.atLeast(1, minutes, "silenceMinutes"));
    }

    /** {@return how visits are made of fixes, in words and numbers} */
    public String method() {
        return String.format(
                Locale.ROOT,
                "visits of at least %d min to %d places; gaps below %d min closed, silences above %d min not",
                minimumMinutes,
                grounds.size(),
                gapMinutes,
                silenceMinutes);
    }

    /** What one unit did. */
    private record UnitVisits(List<DeliveredVisit> visits, int driveThroughs, OptionalInt refreshSeconds) {}

    /**
     * Measures the visits.
     *
     * @param fixes where the units were
     * @return the visits, with what the fixes can bear
     */
    public Delivered measure(Fixes fixes) {
        int[] place = grounds.locate(fixes.points());
        int[][] rows = byUnit(fixes);
        UnitVisits[] units = new UnitVisits[rows.length];
        Parallel.chunks(rows.length, 1, (from, to) -> {
            for (int u = from; u < to; u++) {
                units[u] = unit(fixes, place, rows[u]);
            }
        });
        List<DeliveredVisit> visits = new ArrayList<>();
        List<Delivered.Refresh> refresh = new ArrayList<>();
        int driveThroughs = 0;
        for (int u = 0; u < units.length; u++) {
            visits.addAll(units[u].visits);
            driveThroughs += units[u].driveThroughs;
            refresh.add(new Delivered.Refresh(fixes.units().get(u), rows[u].length, units[u].refreshSeconds));
        }
        return new Delivered(visits, driveThroughs, refresh, method());
    }

    /** The rows of each unit, in order of time. */
    private static int[][] byUnit(Fixes fixes) {
        int[] counts = new int[fixes.units().size()];
        for (int i = 0; i < fixes.size(); i++) {
            counts[fixes.unit(i)]++;
        }
        long[][] keys = new long[counts.length][];
        for (int u = 0; u < counts.length; u++) {
            keys[u] = new long[counts[u]];
        }
        long first = Long.MAX_VALUE;
        for (int i = 0; i < fixes.size(); i++) {
            first = Math.min(first, fixes.second(i));
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < fixes.size(); i++) { // so many seconds after the first, then the row: 60 years fit
            keys[fixes.unit(i)][counts[fixes.unit(i)]++] = fixes.second(i) - first << 32 | i;
        }
        int[][] rows = new int[counts.length][];
        Parallel.chunks(rows.length, 1, (from, to) -> {
            for (int u = from; u < to; u++) {
                Arrays.sort(keys[u]);
                rows[u] = new int[keys[u].length];
                for (int k = 0; k < rows[u].length; k++) {
                    rows[u][k] = (int) keys[u][k];
                }
            }
        });
        return rows;
    }

    private UnitVisits unit(Fixes fixes, int[] place, int[] rows) {
        List<DeliveredVisit> visits = new ArrayList<>();
        int driveThroughs = 0;
        long silence = silenceMinutes * 60L;
        int k = 0;
        while (k < rows.length) {
            if (place[rows[k]] == Areas.NOWHERE) {
                k++;
                continue;
            }
            int first = k;
            int last = stay(fixes, place, rows, first);
            long arrive = fixes.second(rows[first]);
            long leave = fixes.second(rows[last]);
            long before = first == 0 ? 0 : arrive - fixes.second(rows[first - 1]);
            long after = last == rows.length - 1 ? 0 : fixes.second(rows[last + 1]) - leave;
            long most = leave - arrive + Math.min(before, silence) + Math.min(after, silence);
            if (most < minimumMinutes * 60L) {
                driveThroughs++;
            } else {
                boolean certain = leave - arrive >= minimumMinutes * 60L;
                visits.add(new DeliveredVisit(
                        grounds.get(place[rows[first]]).code(),
                        fixes.units().get(fixes.unit(rows[first])),
                        Fixes.time(arrive),
                        Fixes.time(leave),
                        certain));
            }
            k = last + 1;
        }
        return new UnitVisits(visits, driveThroughs, refresh(fixes, rows));
    }

    /** The last fix of a stay that begins with a fix: gaps closed, silences not. */
    private int stay(Fixes fixes, int[] place, int[] rows, int first) {
        int here = place[rows[first]];
        int last = first;
        for (int k = first + 1; k < rows.length; k++) {
            boolean silent = fixes.second(rows[k]) - fixes.second(rows[k - 1]) > silenceMinutes * 60L;
            boolean elsewhere = place[rows[k]] != here && place[rows[k]] != Areas.NOWHERE;
            long away = fixes.second(rows[k]) - fixes.second(rows[last]);
            boolean left = k - last > 1 && away >= gapMinutes * 60L;
            if (silent || elsewhere || left) {
                return last;
            }
            if (place[rows[k]] == here) {
                last = k;
            }
        }
        return last;
    }

    private OptionalInt refresh(Fixes fixes, int[] rows) {
        int[] steps = new int[Math.max(0, rows.length - 1)];
        int many = 0;
        for (int k = 1; k < rows.length; k++) {
            long step = fixes.second(rows[k]) - fixes.second(rows[k - 1]);
            if (step <= silenceMinutes * 60L) {
                steps[many++] = (int) step;
            }
        }
        Arrays.sort(steps, 0, many);
        return many == 0 ? OptionalInt.empty() : OptionalInt.of(steps[many / 2]);
    }

    @Override
    public String toString() {
        return "Dosage[" + method() + "]";
    }
}
