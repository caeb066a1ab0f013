package org.harmspot.forecast;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Grid;
import org.harmspot.geo.Places;
import org.harmspot.geo.Points;
import org.harmspot.hotspot.Hotspot;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;
import org.harmspot.internal.LocalMinutes;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * What happened at each of some places, in the order of time, and up to when it is known: all that a {@link Forecaster} sees.
 *
 * <pre>{@code
 * PlaceHistory history = PlaceHistory.of(weighed, Grid.squares(city, 250));
 * PlaceHistory known = history.before(LocalDateTime.of(2026, 10, 1, 0, 0)); // a view: nothing is copied
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>when an event happened</td><td>at the last minute at which it can have happened, so that it is never known too early</td></tr>
 * <tr><td>events at no place</td><td>are left out and counted: {@link #outside()}</td></tr>
 * <tr><td>order</td><td>by minute; of one minute, as given</td></tr>
 * <tr><td>incidents that were not weighed</td><td>count 1 each, and a caveat says so</td></tr>
 * <tr><td>officer-initiated records</td><td>are refused: a forecast fed with them sends patrols to where patrols have been</td></tr>
 * <tr><td>from and until</td><td>the day of the first event and the one after the last, from midnight; {@link #observed} says better</td></tr>
 * </table>
 *
 * <p>Immutable and safe to share between threads; 25 bytes an event, and 16 where it has a location of its own.
 */
public final class PlaceHistory {
    /** Stands for a place where an event happened at none. */
    public static final int NOWHERE = -1;

    private static final GeometryFactory SHAPES = new GeometryFactory();

    private final Points points;
    private final double[] squareKilometres;
    private final EventColumns events;
    private final int first;
    private final int end;
    private final int fromMinute;
    private final int untilMinute;

    private PlaceHistory(
            Points points,
            double[] squareKilometres,
            EventColumns events,
            int first,
            int end,
            int fromMinute,
            int untilMinute) {
        this.points = points;
        this.squareKilometres = squareKilometres;
        this.events = events;
        this.first = first;
        this.end = end;
        this.fromMinute = fromMinute;
        this.untilMinute = untilMinute;
    }

    /**
     * Returns the history of the cells of a grid.
     *
     * @param incidents located incidents with victims, weighed for a forecast of harm
     * @param grid the cells
     * @return their history
     * @throws IllegalArgumentException if there are none in the grid, or some are officer-initiated or have no location
     */
    public static PlaceHistory of(Incidents incidents, Grid grid) {
        double[] area = new double[grid.size()];
        Arrays.fill(area, grid.squareKilometresOfACell());
        Points points = incidents.points();
        int[] cells = new int[points.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = grid.cellOf(points.x(i), points.y(i));
        }
        return of(incidents, grid.centres(), area, cells);
    }

    /**
     * Returns the history of map points or addresses, which have no area: each counts as 1/100 km².
     *
     * @param incidents located incidents with victims
     * @param places the places of these incidents: {@code incidents.places()}
     * @return their history
     * @throws IllegalArgumentException if the places are not those of as many incidents, or some are officer-initiated
     */
    public static PlaceHistory of(Incidents incidents, Places places) {
        Check.sameLength(incidents.size(), "incidents", places.incidents(), "points of the places");
        int[] placeOf = new int[incidents.size()];
        for (int i = 0; i < placeOf.length; i++) {
            placeOf[i] = places.placeOf(i);
        }
        double[] area = new double[places.size()];
        Arrays.fill(area, 0.01);
        return of(incidents, places.points(), area, placeOf);
    }

    /**
     * Returns the history of hotspots; incidents outside all of them are left out.
     *
     * @param incidents located incidents with victims, of any period
     * @param hotspots places that do not overlap; of two that do, the first of the list has the incident
     * @return their history
     * @throws IllegalArgumentException if there are none in them, or some are officer-initiated
     */
    public static PlaceHistory of(Incidents incidents, Hotspots hotspots) {
        Points points = incidents.points();
        int[] placeOf = new int[points.size()];
        Arrays.fill(placeOf, NOWHERE);
        double[] x = new double[hotspots.size()];
        double[] y = new double[hotspots.size()];
        double[] area = new double[hotspots.size()];
        for (int h = 0; h < x.length; h++) {
            Hotspot hotspot = hotspots.get(h);
            x[h] = hotspot.centreX();
            y[h] = hotspot.centreY();
            area[h] = hotspot.squareKilometres();
            Geometry outline = hotspot.outline();
            Envelope box = outline.getEnvelopeInternal();
            PreparedGeometry prepared = PreparedGeometryFactory.prepare(outline);
            for (int i = 0; i < placeOf.length; i++) {
                boolean free = placeOf[i] == NOWHERE && box.contains(points.x(i), points.y(i));
                if (free && prepared.covers(SHAPES.createPoint(new Coordinate(points.x(i), points.y(i))))) {
                    placeOf[i] = h;
                }
            }
        }
        return of(incidents, Points.of(x, y), area, placeOf);
    }

    /**
     * Returns the history of areas; incidents outside all of them are left out.
     *
     * @param incidents located incidents with victims
     * @param areas wards, beats, boroughs
     * @return their history
     * @throws IllegalArgumentException if there are none in them, or some are officer-initiated
     */
    public static PlaceHistory of(Incidents incidents, Areas areas) {
        double[] x = new double[areas.size()];
        double[] y = new double[areas.size()];
        double[] area = new double[areas.size()];
        for (int i = 0; i < x.length; i++) {
            var inside = areas.get(i).shape().getInteriorPoint();
            x[i] = inside.getX();
            y[i] = inside.getY();
            area[i] = areas.get(i).squareKilometres();
        }
        return of(incidents, Points.of(x, y), area, areas.locate(incidents.points()));
    }

    /**
     * Returns the history of places of any kind.
     *
     * @param incidents incidents with victims
     * @param points n places, in metres
     * @param squareKilometres how large each is, shape {@code (n)}; {@code > 0}
     * @param placeOf the place of each incident, {@code 0 … n - 1}, or {@link #NOWHERE}
     * @return their history
     * @throws IllegalArgumentException if lengths differ, a number is out of range, or an incident is officer-initiated
     */
    public static PlaceHistory of(Incidents incidents, Points points, double[] squareKilometres, int[] placeOf) {
        Check.sameLength(incidents.size(), "incidents", placeOf.length, "placeOf");
        return of(points, squareKilometres, EventColumns.of(incidents, placeOf));
    }

    /**
     * Returns a history of plain numbers, for data that are no {@link Incidents}.
     *
     * @param points n places, in metres
     * @param squareKilometres how large each is, shape {@code (n)}; {@code > 0}
     * @param placeOf the place of each event, {@code 0 … n - 1}, or {@link #NOWHERE}
     * @param minutes when each happened, in minutes since 1970-01-01T00:00 on the local clock
     * @param harmDays what each weighed; {@code >= 0}
     * @return the history
     * @throws IllegalArgumentException if lengths differ or a number is out of range
     */
    public static PlaceHistory of(
            Points points, double[] squareKilometres, int[] placeOf, int[] minutes, double[] harmDays) {
        return of(points, squareKilometres, EventColumns.of(placeOf, minutes, harmDays));
    }

    private static PlaceHistory of(Points points, double[] squareKilometres, EventColumns events) {
        Check.sameLength(squareKilometres.length, "squareKilometres", points.size(), "points");
        for (int i = 0; i < squareKilometres.length; i++) {
            Check.positive(squareKilometres[i], "squareKilometres[" + i + "]");
        }
        events.checkPlaces(points.size());
        int size = events.size();
        int firstDay = Math.floorDiv(events.minute[0], EventColumns.DAY);
        int lastDay = Math.floorDiv(events.minute[size - 1], EventColumns.DAY);
        return new PlaceHistory(
                points,
                squareKilometres.clone(),
                events,
                0,
                size,
                firstDay * EventColumns.DAY,
                (lastDay + 1) * EventColumns.DAY);
    }

    /**
     * Returns this history with the time at which each event was reported, so that {@link #before} holds only what was on record.
     *
     * @param minutesReported one for each event that was given, in that order, those at no place too; minutes since 1970-01-01T00:00 on
     *     the local clock, none before the event
     * @return a copy
     * @throws IllegalArgumentException if there is not one for each event, or an event was reported before it happened
     */
    public PlaceHistory withReported(int[] minutesReported) {
        return new PlaceHistory(
                points, squareKilometres, events.reported(minutesReported), first, end, fromMinute, untilMinute);
    }

    /**
     * Returns this history with where each event lay, for the forecasters that look closer than at places; a history of
     * {@link Incidents} has it already.
     *
     * @param locations one for each event that was given, in that order, those at no place too; in metres
     * @return a copy that shares everything else
     * @throws IllegalArgumentException if there is not one for each event
     */
    public PlaceHistory withLocations(Points locations) {
        return new PlaceHistory(
                points, squareKilometres, events.located(locations), first, end, fromMinute, untilMinute);
    }

    /**
     * Returns what was known at a time: what had happened before it and, where {@linkplain #withReported report times} are known, had
     * been reported. Without report times this is a view and costs nothing; with them it is a copy.
     *
     * @param time when the forecast is made; that minute itself is not known yet
     * @return the history up to then; empty if nothing had happened
     * @throws IllegalArgumentException if the time is not after the beginning of this history
     */
    public PlaceHistory before(LocalDateTime time) {
        int minute = LocalMinutes.of(time);
        if (minute <= fromMinute) {
            throw new IllegalArgumentException(
                    "time must be after the history begins, " + from() + ", but was " + time);
        }
        int last = events.firstAtOrAfter(minute, first, end);
        if (!events.hasReports()) {
            return new PlaceHistory(points, squareKilometres, events, first, last, fromMinute, minute);
        }
        EventColumns onRecord = events.reportedBefore(minute, first, last);
        return new PlaceHistory(points, squareKilometres, onRecord, 0, onRecord.size(), fromMinute, minute);
    }

    /**
     * Returns what happened from a time on; a view.
     *
     * @param time the first minute that is kept
     * @return the later part of this history
     * @throws IllegalArgumentException if the time is not before the end of this history
     */
    public PlaceHistory since(LocalDateTime time) {
        int minute = Math.max(fromMinute, LocalMinutes.of(time));
        if (minute >= untilMinute) {
            throw new IllegalArgumentException(
                    "time must be before the history ends, " + until() + ", but was " + time);
        }
        int from = events.firstAtOrAfter(minute, first, end);
        return new PlaceHistory(points, squareKilometres, events, from, end, minute, untilMinute);
    }

    /**
     * Returns this history with the times between which events were recorded at all.
     *
     * @param window from the first minute on record to the one after the last
     * @return a view of the events within it
     */
    public PlaceHistory observed(Window window) {
        int from = events.firstAtOrAfter(window.fromMinute(), first, end);
        int to = events.firstAtOrAfter(window.toMinute(), first, end);
        return new PlaceHistory(points, squareKilometres, events, from, to, window.fromMinute(), window.toMinute());
    }

    /** {@return how many events there are} */
    public int size() {
        return end - first;
    }

    /** {@return how many places there are, those without an event among them} */
    public int places() {
        return points.size();
    }

    /** {@return where the places are, in metres} */
    public Points points() {
        return points;
    }

    /**
     * Returns how large a place is.
     *
     * @param place the place
     * @return square kilometres
     */
    public double squareKilometres(int place) {
        return squareKilometres[place];
    }

    /**
     * Returns where an event happened.
     *
     * @param i the event, {@code 0 … size() - 1}, in the order of time
     * @return its place, {@code 0 … places() - 1}
     */
    public int place(int i) {
        return events.place[first + i];
    }

    /** {@return whether events have locations of their own; if not, {@link #x} and {@link #y} are those of their places} */
    public boolean hasLocations() {
        return events.hasLocations();
    }

    /**
     * Returns where an event lay, east.
     *
     * @param i the event
     * @return metres
     */
    public double x(int i) {
        return events.hasLocations() ? events.x(first + i) : points.x(place(i));
    }

    /**
     * Returns where an event lay, north.
     *
     * @param i the event
     * @return metres
     */
    public double y(int i) {
        return events.hasLocations() ? events.y(first + i) : points.y(place(i));
    }

    /**
     * Returns when an event happened, at the latest.
     *
     * @param i the event
     * @return minutes since 1970-01-01T00:00 on the local clock
     */
    public int minute(int i) {
        return events.minute[first + i];
    }

    /**
     * Returns what an event weighs.
     *
     * @param i the event
     * @return harm in days; 1 if the incidents were not weighed
     */
    public double harmDays(int i) {
        return events.harmDays[first + i];
    }

    /**
     * Says whether the hour of an event is known.
     *
     * @param i the event
     * @return whether it is; otherwise only its day or month is, and {@link #minute} is the last one of that
     */
    public boolean hasHour(int i) {
        return events.hasHour[first + i];
    }

    /** {@return when the record begins} */
    public LocalDateTime from() {
        return LocalMinutes.toTime(fromMinute);
    }

    /** {@return up to when it is known, that minute excluded: when a forecast from it is made} */
    public LocalDateTime until() {
        return LocalMinutes.toTime(untilMinute);
    }

    int untilMinute() {
        return untilMinute;
    }

    int fromMinute() {
        return fromMinute;
    }

    /** {@return how long it is, in days} */
    public double days() {
        return (untilMinute - fromMinute) / (double) EventColumns.DAY;
    }

    /** {@return how many of the events that were given happened at none of the places} */
    public int outside() {
        return events.outside;
    }

    /** {@return how many events each place had} */
    public double[] counts() {
        double[] counts = new double[places()];
        for (int i = first; i < end; i++) {
            counts[events.place[i]]++;
        }
        return counts;
    }

    /** {@return how much harm each place had, in days} */
    public double[] harmDays() {
        double[] days = new double[places()];
        for (int i = first; i < end; i++) {
            days[events.place[i]] += events.harmDays[i];
        }
        return days;
    }

    /** {@return the harm of all events, in days} */
    public double totalHarmDays() {
        double sum = 0;
        for (int i = first; i < end; i++) {
            sum += events.harmDays[i];
        }
        return sum;
    }

    /** {@return what the data do not say, for the reader of a forecast; may be empty} */
    public List<String> caveats() {
        return events.caveats;
    }

    @Override
    public String toString() {
        return "PlaceHistory[" + size() + " events at " + places() + " places, " + from() + " to " + until() + "]";
    }
}
