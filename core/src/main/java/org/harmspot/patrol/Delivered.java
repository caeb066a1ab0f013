package org.harmspot.patrol;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Points;
import org.harmspot.incident.PolicingDay;

/**
 * The visits that were made, held against what was planned, by place, shift, week and area.
 *
 * <p>Made by {@link Dosage}, or of a visit log by {@link #ofLog}. Minutes are those that are certain, unless said otherwise. Immutable.
 */
public final class Delivered {
    private final List<DeliveredVisit> visits;
    private final int driveThroughs;
    private final List<Refresh> refresh;
    private final String method;

    /**
     * How often a unit reported its position.
     *
     * @param unit the unit
     * @param fixes how many fixes it has
     * @param seconds the median time between two of them, silences left out; empty if there are not two
     */
    public record Refresh(String unit, int fixes, OptionalInt seconds) {}

    /**
     * What one place had, beside what it should have had.
     *
     * @param place its id
     * @param plannedVisits how many visits were planned
     * @param plannedMinutes how long they were to be together
     * @param visits how many were made for certain
     * @param minutes how long those were
     * @param inTime how many planned visits had a unit there at some time from arrival to the latest leaving
     * @param uncertainVisits how many more there may have been: the fixes are too far apart to tell
     */
    public record PlaceDose(
            String place,
            int plannedVisits,
            int plannedMinutes,
            int visits,
            double minutes,
            int inTime,
            int uncertainVisits) {
        /** {@return the minutes delivered to those planned; 1 if none were planned} */
        public double share() {
            return plannedMinutes == 0 ? 1 : minutes / plannedMinutes;
        }
    }

    /**
     * How long patrols were in an area.
     *
     * @param area the area
     * @param visits how many visits to places in it
     * @param minutes how long those were
     */
    public record Exposure(Area area, int visits, double minutes) {
        /** {@return the minutes for every 1,000 residents; empty if their number is not known or 0} */
        public OptionalDouble minutesPerThousand() {
            return area.residents().isEmpty() || area.residents().getAsInt() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(1000 * minutes / area.residents().getAsInt());
        }
    }

    Delivered(List<DeliveredVisit> visits, int driveThroughs, List<Refresh> refresh, String method) {
        this.visits = List.copyOf(visits);
        this.driveThroughs = driveThroughs;
        this.refresh = List.copyOf(refresh);
        this.method = method;
    }

    /**
     * Returns visits that officers wrote down, taken as certain or not as they are marked.
     *
     * @param visits the log
     * @return what was delivered
     */
    public static Delivered ofLog(List<DeliveredVisit> visits) {
        return new Delivered(visits, 0, List.of(), "visits as logged");
    }

    /** {@return all visits, by unit, then by time; those of a log in its order} */
    public List<DeliveredVisit> visits() {
        return visits;
    }

    /** {@return how many stays were too short for a visit} */
    public int driveThroughs() {
        return driveThroughs;
    }

    /** {@return how often each unit reported its position; empty for a log} */
    public List<Refresh> refresh() {
        return refresh;
    }

    /** {@return how the visits were made out, in words and numbers} */
    public String method() {
        return method;
    }

    /**
     * Holds one shift against its plan.
     *
     * @param plan the plan; visits from the start of its shift to its end count
     * @return every place that was planned or visited, by id
     */
    public List<PlaceDose> against(PatrolPlan plan) {
        LocalDateTime start = plan.shift().startOn(plan.date());
        LocalDateTime end = plan.shift().endOn(plan.date());
        List<DeliveredVisit> made = visits.stream()
                .filter(v -> v.leave().isAfter(start) && v.arrive().isBefore(end))
                .toList();
        TreeSet<String> places = new TreeSet<>();
        plan.visits().forEach(v -> places.add(v.place().id()));
        made.forEach(v -> places.add(v.place()));
        List<PlaceDose> doses = new ArrayList<>();
        for (String place : places) {
            List<Visit> planned = plan.visits().stream()
                    .filter(v -> v.place().id().equals(place))
                    .toList();
            List<DeliveredVisit> here =
                    made.stream().filter(v -> v.place().equals(place)).toList();
            List<DeliveredVisit> certain =
                    here.stream().filter(DeliveredVisit::certain).toList();
            int inTime = (int) planned.stream()
                    .filter(p -> certain.stream()
                            .anyMatch(v -> v.arrive().isBefore(p.arriveBy().plusMinutes(p.minutes()))
                                    && v.leave().isAfter(p.arrive())))
                    .count();
            doses.add(new PlaceDose(
                    place,
                    planned.size(),
                    planned.stream().mapToInt(Visit::minutes).sum(),
                    certain.size(),
                    certain.stream().mapToDouble(DeliveredVisit::minutes).sum(),
                    inTime,
                    here.size() - certain.size()));
        }
        return doses;
    }

    /**
     * Returns the minutes of each week.
     *
     * @return by the Monday of the policing day of arrival, then by place
     */
    public SortedMap<LocalDate, SortedMap<String, Double>> minutesByWeek() {
        SortedMap<LocalDate, SortedMap<String, Double>> weeks = new TreeMap<>();
        for (DeliveredVisit visit : visits) {
            if (visit.certain()) {
                LocalDate monday = PolicingDay.SIX_TO_SIX
                        .dateOf(visit.arrive())
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                weeks.computeIfAbsent(monday, w -> new TreeMap<>()).merge(visit.place(), visit.minutes(), Double::sum);
            }
        }
        return weeks;
    }

    /**
     * Returns how long patrols were in each area, to be read beside who lives there.
     *
     * @param areas the reporting areas
     * @param places where the visited places lie
     * @return every area in order, those without a visit too
     * @throws IllegalArgumentException if a visited place is not among the places
     */
    public List<Exposure> exposure(Areas areas, List<PatrolPlace> places) {
        Map<String, Integer> numbers = new HashMap<>();
        double[] x = new double[places.size()];
        double[] y = new double[places.size()];
        for (int p = 0; p < x.length; p++) {
            numbers.put(places.get(p).id(), p);
            x[p] = places.get(p).x();
            y[p] = places.get(p).y();
        }
        int[] area = areas.locate(Points.of(x, y));
        int[] count = new int[areas.size()];
        double[] minutes = new double[areas.size()];
        for (DeliveredVisit visit : visits) {
            Integer place = numbers.get(visit.place());
            if (place == null) {
                throw new IllegalArgumentException("places must hold every visited place, but '" + visit.place()
                        + "' is missing. Visited were "
                        + visits.stream()
                                .map(DeliveredVisit::place)
                                .distinct()
                                .sorted()
                                .toList());
            }
            if (visit.certain() && area[place] != Areas.NOWHERE) {
                count[area[place]]++;
                minutes[area[place]] += visit.minutes();
            }
        }
        List<Exposure> exposure = new ArrayList<>();
        for (int a = 0; a < count.length; a++) {
            exposure.add(new Exposure(areas.get(a), count[a], minutes[a]));
        }
        return exposure;
    }

    @Override
    public String toString() {
        long certain = visits.stream().filter(DeliveredVisit::certain).count();
        return String.format(
                Locale.ROOT,
                "Delivered[visits=%d for certain, %d perhaps, drive-throughs=%d, minutes=%.0f]",
                certain,
                visits.size() - certain,
                driveThroughs,
                visits.stream()
                        .filter(DeliveredVisit::certain)
                        .mapToDouble(DeliveredVisit::minutes)
                        .sum());
    }
}
