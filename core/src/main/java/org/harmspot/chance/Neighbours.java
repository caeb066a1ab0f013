package org.harmspot.chance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Which places are next to which: what a statistic of a place <em>and around it</em> looks at. No place is its own neighbour.
 *
 * <pre>{@code
 * Neighbours around = Neighbours.touching(grid);        // up to 8 around a square, 6 around a hexagon
 * Neighbours around = Neighbours.within(places, 300);   // up to 300 m away, that distance included
 * Neighbours around = Neighbours.nearest(places, 8);    // the 8 nearest, wherever they are
 * }</pre>
 */
public final class Neighbours {
    private static final int CHUNK = 1024;

    private final int[] start;
    private final int[] to;
    private final String words;

    private Neighbours(int[] start, int[] to, String words) {
        this.start = start;
        this.to = to;
        this.words = words;
    }

    /**
     * Returns the places within a distance.
     *
     * @param places n places
     * @param bandMetres how far, inclusive; {@code > 0}
     * @return their neighbours
     * @throws IllegalArgumentException if the distance is out of range
     */
    public static Neighbours within(Points places, double bandMetres) {
        PointIndex index = PointIndex.of(places, bandMetres);
        return collect(
                places.size(),
                i -> without(index.within(places.x(i), places.y(i), bandMetres), i),
                "within " + bandMetres + " m");
    }

    /**
     * Returns the k nearest places of each; of places at one distance, the lower-numbered.
     *
     * @param places n places
     * @param k how many; {@code >= 1}, and fewer than there are places
     * @return their neighbours: mine need not have me among theirs
     * @throws IllegalArgumentException if the number is out of range
     */
    public static Neighbours nearest(Points places, int k) {
        int n = places.size();
        if (Check.atLeast(1, k, "k") >= n) {
            throw new IllegalArgumentException("k must be fewer than the " + n + " places, but was " + k);
        }
        double side = Math.max(places.bounds().getWidth(), places.bounds().getHeight());
        double cell = Math.max(1e-3, side * Math.sqrt((k + 1.0) / n) / 2);
        PointIndex index = PointIndex.of(places, cell);
        return collect(
                n,
                i -> {
                    double reach = cell;
                    int[] found = index.within(places.x(i), places.y(i), reach);
                    while (found.length <= k) {
                        reach *= 2;
                        found = index.within(places.x(i), places.y(i), reach);
                    }
                    // `within` is ascending, so a stable sort keeps the lower number first
                    int[] nearest = IntStream.of(without(found, i))
                            .boxed()
                            .sorted((a, b) -> Double.compare(places.distanceMetres(i, a), places.distanceMetres(i, b)))
                            .limit(k)
                            .mapToInt(Integer::intValue)
                            .toArray();
                    Arrays.sort(nearest);
                    return nearest;
                },
                k + " nearest");
    }

    /**
     * Returns the cells that touch each other, corners included ("queen").
     *
     * @param grid squares or hexagons
     * @return their neighbours
     */
    public static Neighbours touching(Grid grid) {
        return collect(grid.size(), grid::touching, "touching cells");
    }

    /**
     * Returns the areas that share a point of their boundary, or overlap ("queen").
     *
     * @param areas polygons
     * @return their neighbours; an island has none
     */
    public static Neighbours touching(Areas areas) {
        STRtree tree = new STRtree();
        for (int i = 0; i < areas.size(); i++) {
            tree.insert(areas.get(i).shape().getEnvelopeInternal(), i);
        }
        tree.build();
        return collect(
                areas.size(),
                i -> {
                    Geometry shape = areas.get(i).shape();
                    var prepared = PreparedGeometryFactory.prepare(shape);
                    List<?> close = tree.query(shape.getEnvelopeInternal());
                    return close.stream()
                            .mapToInt(j -> (Integer) j)
                            .filter(j ->
                                    j != i && prepared.intersects(areas.get(j).shape()))
                            .sorted()
                            .toArray();
                },
                "touching areas");
    }

    /**
     * Returns the same neighbours in a row of time steps: of place i in step t, numbered {@code t * places() + i}, those of i in that
     * step and in the ones just before, and i itself in those.
     *
     * @param steps how many steps; {@code >= 1}
     * @param before how many earlier steps count; {@code >= 0}
     * @return neighbours of {@code steps * places()} places
     * @throws IllegalArgumentException if there would be 2^31 places or more
     */
    public Neighbours through(int steps, int before) {
        Check.atLeast(1, steps, "steps");
        Check.atLeast(0, before, "before");
        int n = places();
        if ((long) n * steps > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("places times steps must be < 2^31, but were " + n + " and " + steps
                    + "; use larger cells or longer steps");
        }
        return collect(
                n * steps,
                bin -> {
                    int step = bin / n;
                    int place = bin % n;
                    int back = Math.min(step, before);
                    int[] found = new int[(back + 1) * count(place) + back];
                    int many = 0;
                    for (int b = step - back; b <= step; b++) {
                        int from = many;
                        for (int k = start[place]; k < start[place + 1]; k++) {
                            found[many++] = b * n + to[k];
                        }
                        if (b < step) {
                            found[many++] = b * n + place;
                            Arrays.sort(found, from, many);
                        }
                    }
                    return found;
                },
                words + " in the same of " + steps + " steps and " + before + " before");
    }

    private static int[] without(int[] ascending, int i) {
        return IntStream.of(ascending).filter(j -> j != i).toArray();
    }

    private static Neighbours collect(int n, IntFunction<int[]> ofPlace, String words) {
        int[][] lists = new int[n][];
        Parallel.chunks(n, CHUNK, (from, to) -> {
            for (int i = from; i < to; i++) {
                lists[i] = ofPlace.apply(i);
            }
        });
        int[] start = new int[n + 1];
        for (int i = 0; i < n; i++) {
            start[i + 1] = Math.addExact(start[i], lists[i].length);
        }
        int[] to = new int[start[n]];
        for (int i = 0; i < n; i++) {
            System.arraycopy(lists[i], 0, to, start[i], lists[i].length);
        }
        return new Neighbours(start, to, words);
    }

    /** {@return how many places there are} */
    public int places() {
        return start.length - 1;
    }

    /**
     * Returns how many neighbours a place has.
     *
     * @param place the place
     * @return how many
     */
    public int count(int place) {
        return start[place + 1] - start[place];
    }

    /**
     * Returns the neighbours of a place.
     *
     * @param place the place
     * @return places, ascending
     */
    public int[] of(int place) {
        return Arrays.copyOfRange(to, start[place], start[place + 1]);
    }

    /** {@return how many places have no neighbour} */
    public int islands() {
        return (int) IntStream.range(0, places()).filter(i -> count(i) == 0).count();
    }

    /** {@return the sum of the values of a place's neighbours} */
    double sum(int place, double[] values) {
        double sum = 0;
        for (int k = start[place]; k < start[place + 1]; k++) {
            sum += values[to[k]];
        }
        return sum;
    }

    /** {@return whether one place is a neighbour of another} */
    boolean has(int place, int other) {
        return Arrays.binarySearch(to, start[place], start[place + 1], other) >= 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Neighbours[%d places, %s, %.1f each, %d without]",
                places(),
                words,
                places() == 0 ? 0 : (double) to.length / places(),
                islands());
    }
}
