package org.harmspot.patrol;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harmspot.hotspot.Hotspot;
import org.harmspot.incident.TimeProfile;
import org.harmspot.internal.Check;

/**
 * Plans who goes where and when: short visits to the most harmful hotspots, travel counted, the same place not twice within
 * two hours.
 *
 * <p>Whichever unit is free first goes to the hotspot that is worth most for each minute that going and staying takes. A
 * hotspot is worth its recent harm; each further visit on the same shift half of the one before; outside its peak hours, where
 * exact times are known, half. Where the data carry months only no peak is known and none is made up: repeated visits are then
 * spread over the shift by the least gap alone.
 *
 * <pre>{@code
 * PatrolPlan plan = PatrolPlanner.of(Shift.parse("14:00-22:00"), 4).plan(date, ranked);
 * plan.visitsOf(1);
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>visit</td><td>15 minutes, unless changed</td></tr>
 * <tr><td>gap</td><td>120 minutes from leaving a hotspot to the next visit there, by any unit</td></tr>
 * <tr><td>hotspots</td><td>the first 20 by rank, unless changed</td></tr>
 * <tr><td>travel</td><td>1.3 times the straight line between the busiest points, at 25 km/h, rounded up to minutes</td></tr>
 * <tr><td>start</td><td>a unit's first visit begins with the shift: the way from the station is not counted</td></tr>
 * <tr><td>ties</td><td>the unit with the lower number; the hotspot with the better rank</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> visit length and gap from Koper (1995), <em>Just enough police presence</em>, Justice Quarterly
 * 12(4), 649–672, doi:10.1080/07418829500096231. <strong>Checked against:</strong> laws only (no unit at two places, gaps kept,
 * travel fits, all within the shift); it is a greedy rule and promises no best plan.
 */
public final class PatrolPlanner {
    private static final double DETOUR = 1.3;
    private static final double METRES_PER_MINUTE = 25_000 / 60.0;
    private static final int GAP_MINUTES = 120;

    private final Shift shift;
    private final int units;
    private final int visitMinutes;
    private final int hotspots;

    private PatrolPlanner(Shift shift, int units, int visitMinutes, int hotspots) {
        this.shift = shift;
        this.units = units;
        this.visitMinutes = visitMinutes;
        this.hotspots = hotspots;
    }

    /**
     * Returns a planner for visits of 15 minutes to the first 20 hotspots.
     *
     * @param shift from when to when
     * @param units how many units there are; {@code >= 1}
     * @return the planner
     */
    public static PatrolPlanner of(Shift shift, int units) {
        return new PatrolPlanner(Check.notNull(shift, "shift"), Check.atLeast(1, units, "units"), 15, 20);
    }

    /**
     * Returns a planner with shorter or longer visits.
     *
     * @param minutes how long each visit is; {@code >= 1}; 15 unless changed
     * @return the changed planner
     */
    public PatrolPlanner withVisitMinutes(int minutes) {
        return new PatrolPlanner(shift, units, Check.atLeast(1, minutes, "visitMinutes"), hotspots);
    }

    /**
     * Returns a planner for fewer or more hotspots.
     *
     * @param number how many, from the top of the ranking; {@code >= 1}; 20 unless changed
     * @return the changed planner
     */
    public PatrolPlanner withHotspots(int number) {
        return new PatrolPlanner(shift, units, visitMinutes, Check.atLeast(1, number, "hotspots"));
    }

    /** {@return how the plan is made, in words and numbers} */
    public String method() {
        return String.format(
                Locale.ROOT,
                "greedy by recent harm for each minute; visits of %d min, gap %d min, first %d hotspots by rank, travel 1.3 × "
                        + "straight line at 25 km/h, worth halved for each further visit and outside known peak hours",
                visitMinutes,
                GAP_MINUTES,
                hotspots);
    }

    /** Where one hotspot stands while the plan is made. */
    private static final class Target {
        final RankedHotspot ranked;
        final Optional<TimeProfile.Peak> peak;
        double worth;
        LocalDateTime notBefore;
        int visits;

        Target(RankedHotspot ranked, LocalDateTime start) {
            this.ranked = ranked;
            this.peak = ranked.hotspot().profile().peak();
            this.worth = ranked.recentHarmDays();
            this.notBefore = start;
        }

        double worthAt(LocalTime time) {
            return peak.isEmpty() || peak.get().contains(time) ? worth : worth / 2;
        }
    }

    /** Where one unit stands while the plan is made. */
    private static final class Unit {
        final int number;
        LocalDateTime free;
        Hotspot at;
        final List<Visit> visits = new ArrayList<>();

        Unit(int number, LocalDateTime free) {
            this.number = number;
            this.free = free;
        }
    }

    private record Choice(Target target, int travelMinutes, LocalDateTime arrive, double worthPerMinute) {}

    /**
     * Plans one shift.
     *
     * @param date the day on which it starts
     * @param ranked hotspots, best rank first
     * @return the plan; the same input gives the same plan
     */
    public PatrolPlan plan(LocalDate date, List<RankedHotspot> ranked) {
        LocalDateTime start = shift.startOn(date);
        LocalDateTime end = shift.endOn(date);
        List<Target> targets =
                ranked.stream().limit(hotspots).map(r -> new Target(r, start)).toList();
        List<Unit> roster = new ArrayList<>();
        for (int u = 1; u <= units; u++) {
            roster.add(new Unit(u, start));
        }
        List<Unit> working = new ArrayList<>(roster);
        while (!working.isEmpty()) {
            Unit unit = working.stream()
                    .min(Comparator.comparing((Unit u) -> u.free).thenComparingInt(u -> u.number))
                    .get();
            Choice choice = best(unit, targets, end);
            if (choice == null) {
                working.remove(unit);
            } else {
                LocalDateTime leave = choice.arrive.plusMinutes(visitMinutes);
                unit.visits.add(new Visit(
                        unit.number,
                        unit.visits.size() + 1,
                        choice.target.ranked,
                        choice.travelMinutes,
                        choice.arrive,
                        leave));
                unit.free = leave;
                unit.at = choice.target.ranked.hotspot();
                choice.target.worth /= 2;
                choice.target.notBefore = leave.plusMinutes(GAP_MINUTES);
                choice.target.visits++;
            }
        }
        List<Visit> visits = roster.stream().flatMap(u -> u.visits.stream()).toList();
        List<PatrolPlan.Unassigned> unassigned = new ArrayList<>();
        for (RankedHotspot r : ranked) {
            if (r.rank() > hotspots) {
                unassigned.add(new PatrolPlan.Unassigned(r, "not among the first " + hotspots + " by rank"));
            }
        }
        for (Target target : targets) {
            if (target.visits == 0) {
                unassigned.add(new PatrolPlan.Unassigned(target.ranked, "no unit had time left for it"));
            }
        }
        unassigned.sort(Comparator.comparingInt(u -> u.hotspot().rank()));
        return new PatrolPlan(date, shift, units, visits, unassigned, method());
    }

    private Choice best(Unit unit, List<Target> targets, LocalDateTime end) {
        Choice best = null;
        for (Target target : targets) {
            int travel = travelMinutes(unit.at, target.ranked.hotspot());
            LocalDateTime arrive = unit.free.plusMinutes(travel);
            if (arrive.isBefore(target.notBefore)) {
                arrive = target.notBefore;
            }
            if (!arrive.plusMinutes(visitMinutes).isAfter(end)) {
                long minutes = java.time.Duration.between(unit.free, arrive).toMinutes() + visitMinutes;
                double worth = target.worthAt(arrive.toLocalTime()) / minutes;
                if (best == null || worth > best.worthPerMinute) {
                    best = new Choice(target, travel, arrive, worth);
                }
            }
        }
        return best;
    }

    private static int travelMinutes(Hotspot from, Hotspot to) {
        if (from == null) {
            return 0;
        }
        double metres = Math.hypot(from.busiestX() - to.busiestX(), from.busiestY() - to.busiestY());
        return (int) Math.ceil(metres * DETOUR / METRES_PER_MINUTE);
    }

    @Override
    public String toString() {
        return "PatrolPlanner[" + shift + ", units=" + units + ", " + method() + "]";
    }
}
