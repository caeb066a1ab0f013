package org.harmspot.patrol;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.harmspot.incident.PolicingDay;
import org.harmspot.internal.Check;

/**
 * What a supervisor must hear about the patrols that were delivered.
 *
 * <pre>{@code
 * DoseAlarms.standard().withWeeklyCap(300).raise(plan, delivered, places, date);
 * }</pre>
 */
public final class DoseAlarms {
    private final double leastShare;
    private final int mostDays;
    private final int weeklyCap;
    private final double bunchingMetres;

    /** What kind of alarm it is. */
    public enum Kind {
        /** A place had less of its planned minutes than it should. */
        BELOW_PLAN,
        /** A place had no visit for too many days. */
        NOT_VISITED,
        /** A place had more minutes in a week than it may. */
        OVER_CAP,
        /** Two units were at one place, or at places too near to each other, at the same time. */
        BUNCHING
    }

    /**
     * One alarm.
     *
     * @param kind what it is about
     * @param place the id of the place
     * @param words what happened, in plain words
     */
    public record Alarm(Kind kind, String place, String words) {
        @Override
        public String toString() {
            return place + ": " + words;
        }
    }

    private DoseAlarms(double leastShare, int mostDays, int weeklyCap, double bunchingMetres) {
        this.leastShare = leastShare;
        this.mostDays = mostDays;
        this.weeklyCap = weeklyCap;
        this.bunchingMetres = bunchingMetres;
    }

    /** {@return alarms below 80 % of the plan, after 4 days without a visit, for units at one place at once; no cap} */
    public static DoseAlarms standard() {
        return new DoseAlarms(0.8, 4, Integer.MAX_VALUE, 0);
    }

    /**
     * Returns alarms at another share of the plan.
     *
     * @param share of the planned minutes that must be delivered; {@code 0 … 1}; 0.8 unless changed
     * @return the changed alarms
     */
    public DoseAlarms withLeastShare(double share) {
        return new DoseAlarms(Check.between(0, 1, share, "leastShare"), mostDays, weeklyCap, bunchingMetres);
    }

    /**
     * Returns alarms after another number of days.
     *
     * @param days without a visit; {@code >= 1}; 4 unless changed
     * @return the changed alarms
     */
    public DoseAlarms withMostDays(int days) {
        return new DoseAlarms(leastShare, Check.atLeast(1, days, "mostDays"), weeklyCap, bunchingMetres);
    }

    /**
     * Returns alarms with a cap.
     *
     * @param minutes that a place may have in seven policing days; {@code >= 1}; none unless changed
     * @return the changed alarms
     */
    public DoseAlarms withWeeklyCap(int minutes) {
        return new DoseAlarms(leastShare, mostDays, Check.atLeast(1, minutes, "weeklyCap"), bunchingMetres);
    }

    /**
     * Returns alarms for units that are near to each other.
     *
     * @param metres how near two places are for two units there to be bunched; {@code >= 0}; 0, the same place, unless changed
     * @return the changed alarms
     */
    public DoseAlarms withBunchingMetres(double metres) {
        return new DoseAlarms(leastShare, mostDays, weeklyCap, Check.notNegative(metres, "bunchingMetres"));
    }

    /**
     * Raises the alarms at the end of a shift.
     *
     * @param plan what was planned for it
     * @param delivered what was delivered, of at least the seven days up to it
     * @param listed the places that must not be forgotten
     * @param date the policing day of the shift
     * @return the alarms, by kind, then by place
     */
    public List<Alarm> raise(PatrolPlan plan, Delivered delivered, List<PatrolPlace> listed, LocalDate date) {
        List<Alarm> alarms = new ArrayList<>();
        for (Delivered.PlaceDose dose : delivered.against(plan)) {
            if (dose.share() < leastShare) {
                alarms.add(new Alarm(
                        Kind.BELOW_PLAN,
                        dose.place(),
                        String.format(
                                Locale.ROOT,
                                "%.0f of %d planned min delivered%s",
                                dose.minutes(),
                                dose.plannedMinutes(),
                                dose.uncertainVisits() > 0
                                        ? ", and " + dose.uncertainVisits() + " visits that the fixes cannot tell"
                                        : "")));
            }
        }
        for (PatrolPlace place : listed) {
            notVisited(delivered, place.id(), date, alarms);
        }
        overCap(delivered, date, alarms);
        bunching(delivered, listed, date, alarms);
        return List.copyOf(alarms);
    }

    private static LocalDate day(DeliveredVisit visit) {
        return PolicingDay.SIX_TO_SIX.dateOf(visit.arrive());
    }

    private void notVisited(Delivered delivered, String place, LocalDate date, List<Alarm> alarms) {
        LocalDate last = null;
        for (DeliveredVisit visit : delivered.visits()) {
            boolean counts = visit.certain()
                    && visit.place().equals(place)
                    && !day(visit).isAfter(date);
            if (counts && (last == null || day(visit).isAfter(last))) {
                last = day(visit);
            }
        }
        if (last == null) {
            alarms.add(new Alarm(Kind.NOT_VISITED, place, "no visit on record"));
        } else if (ChronoUnit.DAYS.between(last, date) >= mostDays) {
            alarms.add(new Alarm(
                    Kind.NOT_VISITED,
                    place,
                    "not visited for " + ChronoUnit.DAYS.between(last, date) + " days, since " + last));
        }
    }

    private void overCap(Delivered delivered, LocalDate date, List<Alarm> alarms) {
        SortedMap<String, Double> week = new TreeMap<>();
        for (DeliveredVisit visit : delivered.visits()) {
            long ago = ChronoUnit.DAYS.between(day(visit), date);
            if (visit.certain() && ago >= 0 && ago < 7) {
                week.merge(visit.place(), visit.minutes(), Double::sum);
            }
        }
        week.forEach((place, minutes) -> {
            if (minutes > weeklyCap) {
                alarms.add(new Alarm(
                        Kind.OVER_CAP,
                        place,
                        String.format(Locale.ROOT, "%.0f min in 7 days, of at most %d", minutes, weeklyCap)));
            }
        });
    }

    private void bunching(Delivered delivered, List<PatrolPlace> listed, LocalDate date, List<Alarm> alarms) {
        Map<String, PatrolPlace> places =
                listed.stream().collect(Collectors.toMap(PatrolPlace::id, Function.identity()));
        List<DeliveredVisit> today = delivered.visits().stream()
                .filter(visit -> visit.certain() && day(visit).equals(date))
                .toList();
        for (int i = 0; i < today.size(); i++) {
            for (int j = i + 1; j < today.size(); j++) {
                DeliveredVisit a = today.get(i);
                DeliveredVisit b = today.get(j);
                boolean together = a.arrive().isBefore(b.leave()) && b.arrive().isBefore(a.leave());
                if (!a.unit().equals(b.unit()) && together && near(a, b, places)) {
                    String where = a.place().equals(b.place()) ? "" : ", the other at " + b.place();
                    alarms.add(new Alarm(
                            Kind.BUNCHING,
                            a.place(),
                            a.unit() + " and " + b.unit() + " at the same time on "
                                    + (a.arrive().isAfter(b.arrive()) ? a.arrive() : b.arrive()) + where));
                }
            }
        }
    }

    private boolean near(DeliveredVisit a, DeliveredVisit b, Map<String, PatrolPlace> places) {
        if (a.place().equals(b.place())) {
            return true;
        }
        PatrolPlace one = places.get(a.place());
        PatrolPlace other = places.get(b.place());
        return one != null && other != null && Math.hypot(one.x() - other.x(), one.y() - other.y()) < bunchingMetres;
    }
}
