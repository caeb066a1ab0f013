package org.harmspot.patrol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Places;
import org.harmspot.hotspot.Hotspot;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;

/**
 * Places with the incidents of each: what can be ranked. Hotspots, cells of a grid, map points, areas; and street segments or anything
 * else for which it is known where each incident belongs.
 *
 * <pre>{@code
 * IncidentsByPlace cells = IncidentsByPlace.ofCells(grid, violence);
 * IncidentsByPlace streets = IncidentsByPlace.of(violence, segmentOf, segmentNames);
 * HarmRanking.on(date).rank(cells);
 * }</pre>
 *
 * <p>Places without any incident are places too: a ranking must know how many quiet ones there are.
 */
public final class IncidentsByPlace {
    /** The place of an incident that belongs to none. */
    public static final int NOWHERE = -1;

    private final Incidents all;
    private final int size;
    private final IntFunction<String> names;
    private final IntFunction<Incidents> members;
    private final int inside;

    private IncidentsByPlace(
            Incidents all, int size, IntFunction<String> names, IntFunction<Incidents> members, int inside) {
        this.all = all;
        this.size = size;
        this.names = names;
        this.members = members;
        this.inside = inside;
    }

    /**
     * Returns places to which incidents were assigned by whatever means.
     *
     * @param incidents the incidents
     * @param placeOf the place of each, {@code 0 … names.size() - 1}, or {@link #NOWHERE}; shape {@code (incidents)}
     * @param names what to call each place
     * @return the places
     * @throws IllegalArgumentException if there is not one place for each incident, or one is out of range
     */
    public static IncidentsByPlace of(Incidents incidents, int[] placeOf, List<String> names) {
        List<String> copy = List.copyOf(names);
        return of(incidents, placeOf, copy.size(), copy::get);
    }

    private static IncidentsByPlace of(Incidents incidents, int[] placeOf, int size, IntFunction<String> names) {
        Check.sameLength(placeOf.length, "placeOf", incidents.size(), "incidents");
        int[] start = new int[size + 1];
        for (int i = 0; i < placeOf.length; i++) {
            if (placeOf[i] < NOWHERE || placeOf[i] >= size) {
                throw new IllegalArgumentException("placeOf[" + i + "] must be in 0 … " + (size - 1)
                        + ", or -1 for nowhere, but was " + placeOf[i]);
            }
            if (placeOf[i] != NOWHERE) {
                start[placeOf[i] + 1]++;
            }
        }
        for (int p = 0; p < size; p++) {
            start[p + 1] += start[p];
        }
        int[] next = Arrays.copyOf(start, size);
        int[] rows = new int[start[size]];
        for (int i = 0; i < placeOf.length; i++) {
            if (placeOf[i] != NOWHERE) {
                rows[next[placeOf[i]]++] = i;
            }
        }
        Incidents none = incidents.select(new int[0]);
        return new IncidentsByPlace(
                incidents,
                size,
                names,
                p -> start[p] == start[p + 1]
                        ? none
                        : incidents.select(Arrays.copyOfRange(rows, start[p], start[p + 1])),
                rows.length);
    }

    /**
     * Returns hotspots as places. The incidents outside any hotspot count in the total.
     *
     * @param hotspots the hotspots
     * @return a place for each, in their order
     */
    public static IncidentsByPlace of(Hotspots hotspots) {
        List<Hotspot> list = new ArrayList<>(hotspots.list());
        return new IncidentsByPlace(
                hotspots.incidents(),
                list.size(),
                h -> list.get(h).name(),
                h -> list.get(h).incidents(),
                hotspots.incidentsInside());
    }

    /**
     * Returns the cells of a grid as places, the empty ones among them.
     *
     * @param grid the grid
     * @param incidents located incidents
     * @return a place for each cell, in the order of the grid
     */
    public static IncidentsByPlace ofCells(Grid grid, Incidents incidents) {
        int[] cells = new int[incidents.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = incidents.isLocated(i) ? grid.cellOf(incidents.x(i), incidents.y(i)) : NOWHERE;
        }
        return of(
                incidents,
                cells,
                grid.size(),
                c -> String.format(Locale.ROOT, "cell %d (%.0f, %.0f)", c, grid.x(c), grid.y(c)));
    }

    /**
     * Returns the points at which incidents lie as places: addresses, or the map points that published data is moved to. Points
     * without any incident are not known, and not among them.
     *
     * @param incidents located incidents
     * @return a place for each unique point
     * @throws IllegalStateException if some have no location
     */
    public static IncidentsByPlace ofMapPoints(Incidents incidents) {
        Places places = incidents.places();
        int[] placeOf = new int[incidents.size()];
        int[] first = new int[places.size()];
        for (int i = placeOf.length - 1; i >= 0; i--) {
            placeOf[i] = places.placeOf(i);
            first[placeOf[i]] = i;
        }
        return of(incidents, placeOf, places.size(), p -> {
            String location = incidents.location(first[p]);
            return location.isEmpty()
                    ? String.format(Locale.ROOT, "(%.0f, %.0f)", incidents.x(first[p]), incidents.y(first[p]))
                    : location;
        });
    }

    /**
     * Returns areas as places.
     *
     * @param areas the areas, in the projection of the incidents
     * @param incidents any; those without a location belong to none
     * @return a place for each area, in their order
     */
    public static IncidentsByPlace ofAreas(Areas areas, Incidents incidents) {
        Incidents located = incidents.located();
        return of(
                located,
                areas.locate(located.points()),
                areas.size(),
                a -> areas.get(a).name());
    }

    /** {@return how many places there are} */
    public int size() {
        return size;
    }

    /**
     * Returns what to call a place.
     *
     * @param place the place, {@code 0 … size() - 1}
     * @return its name
     */
    public String name(int place) {
        return names.apply(Check.index(place, size, "place"));
    }

    /**
     * Returns the incidents of a place.
     *
     * @param place the place, {@code 0 … size() - 1}
     * @return those, maybe none
     */
    public Incidents incidents(int place) {
        return members.apply(Check.index(place, size, "place"));
    }

    /** {@return all incidents, those that belong to no place among them} */
    public Incidents all() {
        return all;
    }

    /** {@return how many incidents belong to a place} */
    public int incidentsInside() {
        return inside;
    }

    @Override
    public String toString() {
        return "IncidentsByPlace[" + size + " places with " + inside + " of " + all.size() + " incidents]";
    }
}
