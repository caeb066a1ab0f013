package org.harmspot.patrol;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.harmspot.incident.PolicingDay;
import org.harmspot.internal.Check;

/**
 * How much patrol each place should have today: more where more harm is at stake, none where there is a reason for none.
 *
 * <p>The first visit to a place is worth its value; each further one a fixed part of the one before, counted from the lower end of
 * the value's interval: one visit is granted on what is expected, more only on what is firm. A place counts for more the longer
 * nobody was there, if the visits made are given.
 *
 * <pre>{@code
 * worth(1) = value * priority * catchUp         catchUp = 1 + perDay * min(7, days since the last visit)
 * worth(k) = low   * priority * catchUp * r^(k-1)
 * }</pre>
 *
 * <p>With a budget of minutes the visits that are worth most are granted first; without one, the units' time decides.
 *
 * <pre>{@code
 * List<Dose> doses = DosePlan.standard().withDelivered(lastWeek).withWeeklyCap(300).plan(date, places);
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>weekly cap</td><td>counts the visits of the seven policing days before the date</td></tr>
 * <tr><td>no visit on record</td><td>counts as seven days ago, if any visits are given</td></tr>
 * <tr><td>ties</td><td>the place that comes first in the list</td></tr>
 * </table>
 *
 * <p>How the effect of a second visit compares with that of the first is not known from trials; the part of one half is a choice that
 * spreads visits, and stated as one.
 *
 * <p><strong>Source:</strong> visit length and gap: Koper (1995), <em>Just enough police presence</em>, Justice Quarterly 12(4),
 * 649–672, doi:10.1080/07418829500096231. Greedy choice by marginal worth is best where each further visit is worth less: Fox
 * (1966), <em>Discrete optimization via marginal analysis</em>, Management Science 13(3), 210–216, doi:10.1287/mnsc.13.3.210.
 * <strong>Checked against:</strong> every way to share out a budget, enumerated.
 */
public final class DosePlan {
    private static final int WEEK = 7;

    private final Limits limits;
    private final List<DeliveredVisit> delivered;

    /** The numbers; changed only on a copy that nobody has seen yet. */
    private static final class Limits {
        int visitMinutes = 15;
        int visits = 3;
        int gapMinutes = 120;
        double further = 0.5;
        double catchUpPerDay = 0.1;
        int dailyCap = Integer.MAX_VALUE;
        int weeklyCap = Integer.MAX_VALUE;
        int budget = Integer.MAX_VALUE;

        Limits copy() {
            Limits copy = new Limits();
            copy.visitMinutes = visitMinutes;
            copy.visits = visits;
            copy.gapMinutes = gapMinutes;
            copy.further = further;
            copy.catchUpPerDay = catchUpPerDay;
            copy.dailyCap = dailyCap;
            copy.weeklyCap = weeklyCap;
            copy.budget = budget;
            return copy;
        }
    }

    private DosePlan(Limits limits, List<DeliveredVisit> delivered) {
        this.limits = limits;
        this.delivered = delivered;
    }

    /**
     * Returns the dose that the evidence is best for: visits of 15 minutes, at most three on a shift, two hours apart, each worth half
     * of the one before; no caps, no budget; 10 % more for each day without a visit, if the visits made are given.
     *
     * @return the dose plan
     */
    public static DosePlan standard() {
        return new DosePlan(new Limits(), List.of());
    }

    /**
     * Returns a plan of shorter or longer visits.
     *
     * @param minutes how long each visit is; {@code 1 … 240}; 15 unless changed: 10 to 20 is what the evidence speaks of
     * @return the changed plan
     */
    public DosePlan withVisitMinutes(int minutes) {
        Check.between(1, 240, minutes, "visitMinutes");
        return with(l -> l.visitMinutes = minutes);
    }

    /**
     * Returns a plan of fewer or more visits to one place.
     *
     * @param most how many on a shift; {@code 1 … 12}; 3 unless changed
     * @return the changed plan
     */
    public DosePlan withVisits(int most) {
        Check.between(1, 12, most, "visits");
        return with(l -> l.visits = most);
    }

    /**
     * Returns a plan with visits nearer together or further apart.
     *
     * @param minutes least time from leaving a place to the next visit there, by any unit; {@code >= 0}; 120 unless changed
     * @return the changed plan
     */
    public DosePlan withGapMinutes(int minutes) {
        Check.atLeast(0, minutes, "gapMinutes");
        return with(l -> l.gapMinutes = minutes);
    }

    /**
     * Returns a plan in which further visits are worth less or more.
     *
     * @param part what each further visit is worth, to the one before; {@code 0 … 1}; 0.5 unless changed
     * @return the changed plan
     */
    public DosePlan withFurtherVisitsWorth(double part) {
        Check.between(0, 1, part, "part");
        return with(l -> l.further = part);
    }

    /**
     * Returns a plan that catches up more slowly or quickly where nobody was.
     *
     * @param perDay how much more a place counts for each day since its last visit, at most seven; {@code 0 … 1}; 0.1 unless changed
     * @return the changed plan
     */
    public DosePlan withCatchUp(double perDay) {
        Check.between(0, 1, perDay, "perDay");
        return with(l -> l.catchUpPerDay = perDay);
    }

    /**
     * Returns a plan with a cap for one place and day, visits already made that day counted.
     *
     * @param minutes at most so many; {@code >= 1}; none unless changed
     * @return the changed plan
     */
    public DosePlan withDailyCap(int minutes) {
        Check.atLeast(1, minutes, "dailyCap");
        return with(l -> l.dailyCap = minutes);
    }

    /**
     * Returns a plan with a cap for one place and the seven days before, today added.
     *
     * @param minutes at most so many; {@code >= 1}; none unless changed
     * @return the changed plan
     */
    public DosePlan withWeeklyCap(int minutes) {
        Check.atLeast(1, minutes, "weeklyCap");
        return with(l -> l.weeklyCap = minutes);
    }

    /**
     * Returns a plan that shares out so many minutes at the places, travel not counted.
     *
     * @param minutes how many there are; {@code >= 0}; no limit unless changed
     * @return the changed plan
     */
    public DosePlan withBudget(int minutes) {
        Check.atLeast(0, minutes, "budget");
        return with(l -> l.budget = minutes);
    }

    /**
     * Returns a plan that knows what was delivered before.
     *
     * @param visits the visits made, of at least the last seven days
     * @return the changed plan
     */
    public DosePlan withDelivered(List<DeliveredVisit> visits) {
        return new DosePlan(limits, List.copyOf(visits));
    }

    private DosePlan with(Consumer<Limits> change) {
        Limits copy = limits.copy();
        change.accept(copy);
        return new DosePlan(copy, delivered);
    }

    /** {@return how long one visit is} */
    public int visitMinutes() {
        return limits.visitMinutes;
    }

    /** {@return least time between two visits to a place} */
    public int gapMinutes() {
        return limits.gapMinutes;
    }

    /** {@return how the doses are made, in words and numbers} */
    public String method() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "visits of %d min, at most %d to one place, %d min apart, each further one worth %s of the one before on the lower end "
                        + "of its value, half outside known peak hours",
                limits.visitMinutes,
                limits.visits,
                limits.gapMinutes,
                limits.further));
        if (!delivered.isEmpty()) {
            text.append(
                    String.format(Locale.ROOT, ", +%.0f %% for each day without a visit", 100 * limits.catchUpPerDay));
        }
        cap(text, limits.dailyCap, "a day");
        cap(text, limits.weeklyCap, "a week");
        if (limits.budget < Integer.MAX_VALUE) {
            text.append(", ").append(limits.budget).append(" min to share out");
        }
        return text.toString();
    }

    private static void cap(StringBuilder text, int minutes, String per) {
        if (minutes < Integer.MAX_VALUE) {
            text.append(", at most ")
                    .append(minutes)
                    .append(" min to one place ")
                    .append(per);
        }
    }

    /**
     * Says what each place may have.
     *
     * @param date the policing day to plan for
     * @param places the places; their ids must differ
     * @return a dose for each, in the order of the places; of no visits where there is a reason
     */
    public List<Dose> plan(LocalDate date, List<PatrolPlace> places) {
        Set<String> ids = new HashSet<>();
        List<Dose> doses = new ArrayList<>();
        for (PatrolPlace place : places) {
            if (!ids.add(place.id())) {
                throw new IllegalArgumentException(
                        "the ids of places must differ, but '" + place.id() + "' is there twice");
            }
            doses.add(dose(date, place));
        }
        return limits.budget == Integer.MAX_VALUE ? List.copyOf(doses) : share(doses);
    }

    /** What was delivered to a place before and on a day. */
    private record History(long daysSince, double minutesToday, double minutesInWeek, boolean known) {}

    private History history(LocalDate date, PatrolPlace place) {
        long since = WEEK;
        double today = 0;
        double week = 0;
        for (DeliveredVisit visit : delivered) {
            if (visit.place().equals(place.id())) {
                long days = ChronoUnit.DAYS.between(PolicingDay.SIX_TO_SIX.dateOf(visit.arrive()), date);
                if (days >= 0) {
                    since = Math.min(since, days);
                    today += days == 0 ? visit.minutes() : 0;
                    week += days > 0 && days <= WEEK ? visit.minutes() : 0;
                }
            }
        }
        return new History(since, today, week, !delivered.isEmpty());
    }

    private Dose dose(LocalDate date, PatrolPlace place) {
        if (place.suppressed().isPresent()) {
            return none(place, "not to be visited: " + place.suppressed().get());
        }
        if (place.value() == 0 && !place.mustVisit()) {
            return none(place, "nothing is expected to be at stake there");
        }
        History history = history(date, place);
        double left = Math.min(
                (double) limits.dailyCap - history.minutesToday,
                (double) limits.weeklyCap - history.minutesInWeek - history.minutesToday);
        int most = (int) Math.min(limits.visits, left / limits.visitMinutes);
        if (most < 1) {
            boolean daily = (double) limits.dailyCap - history.minutesToday < limits.visitMinutes;
            return none(
                    place,
                    daily
                            ? text("it has had %.0f of at most %d min today", history.minutesToday, limits.dailyCap)
                            : text(
                                    "it has had %.0f of at most %d min in the last 7 days",
                                    history.minutesInWeek + history.minutesToday, limits.weeklyCap));
        }
        double factor = place.priority() * (history.known ? 1 + limits.catchUpPerDay * history.daysSince : 1);
        List<Double> worth = new ArrayList<>();
        worth.add(place.value() * factor);
        double further = place.low() * factor * limits.further;
        for (int k = 1; k < most && further > 0; k++) {
            worth.add(further);
            further *= limits.further;
        }
        return new Dose(place, limits.visitMinutes, worth, reason(place, history, worth.size(), most));
    }

    private Dose none(PatrolPlace place, String reason) {
        return new Dose(place, limits.visitMinutes, List.of(), reason);
    }

    private String reason(PatrolPlace place, History history, int visits, int most) {
        StringBuilder text = new StringBuilder(text("up to %d × %d min", visits, limits.visitMinutes));
        if (visits < most) {
            text.append("; no more, since the interval of its value reaches down to 0");
        } else if (most < limits.visits) {
            text.append("; no more, for the cap");
        }
        if (history.known) {
            text.append(
                    history.daysSince >= WEEK
                            ? "; not visited for 7 days or more"
                            : history.daysSince == 0
                                    ? "; visited today"
                                    : text("; last visited %d days ago", history.daysSince));
        }
        if (place.priority() != 1) {
            text.append("; counted ")
                    .append(place.priority())
                    .append(" times: ")
                    .append(place.priorityReason());
        }
        return text.append('.').toString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private record Grant(int place, int visit, double worth) {}

    /** Grants the visits that are worth most, until the minutes are used up; what must be visited comes first. */
    private List<Dose> share(List<Dose> doses) {
        int[] granted = new int[doses.size()];
        PriorityQueue<Grant> next = new PriorityQueue<>(Comparator.comparing(
                        (Grant g) -> g.visit > 0 || !doses.get(g.place).place().mustVisit())
                .thenComparingDouble(g -> -g.worth)
                .thenComparingInt(g -> g.place));
        for (int i = 0; i < doses.size(); i++) {
            if (doses.get(i).visits() > 0) {
                next.add(new Grant(i, 0, doses.get(i).worth().get(0)));
            }
        }
        for (int left = limits.budget / limits.visitMinutes; left > 0 && !next.isEmpty(); left--) {
            Grant grant = next.remove();
            Dose dose = doses.get(grant.place);
            granted[grant.place]++;
            if (granted[grant.place] < dose.visits()) {
                int visit = granted[grant.place];
                next.add(new Grant(grant.place, visit, dose.worth().get(visit)));
            }
        }
        List<Dose> shared = new ArrayList<>();
        for (int i = 0; i < granted.length; i++) {
            Dose dose = doses.get(i);
            boolean all = granted[i] == dose.visits();
            String words = granted[i] == 0
                    ? "other places are worth more, and there are " + limits.budget + " min to share out"
                    : text(
                            "%d × %d min, all that the %d min to share out leave it.",
                            granted[i], dose.visitMinutes(), limits.budget);
            shared.add(
                    all
                            ? dose
                            : new Dose(
                                    dose.place(),
                                    dose.visitMinutes(),
                                    dose.worth().subList(0, granted[i]),
                                    words));
        }
        return List.copyOf(shared);
    }

    @Override
    public String toString() {
        return "DosePlan[" + method() + "]";
    }
}
