package org.harmspot.patrol;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes one change to a plan, and reckons what it costs. */
final class PlanEdit {
    private final PatrolPlan plan;
    private final PlanOverride change;
    private final LocalDateTime start;
    private final LocalDateTime end;
    private final Dose dose;

    private PlanEdit(PatrolPlan plan, PlanOverride change) {
        this.plan = plan;
        this.change = change;
        this.start = plan.shift().startOn(plan.date());
        this.end = plan.shift().endOn(plan.date());
        this.dose = plan.doses().stream()
                .filter(d -> d.place().id().equals(change.placeId()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plan must know the place '" + change.placeId()
                        + "', but does not. Give it to the planner among its places"));
    }

    static PatrolPlan apply(PatrolPlan plan, PlanOverride change) {
        PlanEdit edit = new PlanEdit(plan, change);
        return change.unit().isPresent() ? edit.send() : edit.callOff();
    }

    private PatrolPlan callOff() {
        List<Visit> kept = new ArrayList<>(plan.visits());
        if (!kept.removeIf(visit -> visit.place().equals(dose.place()))) {
            throw new IllegalArgumentException(
                    "visits to '" + change.placeId() + "' must be planned to be called off, but there are none");
        }
        return changed(kept, List.of(dose.place()), "called off by " + change.by() + ": " + change.reason());
    }

    private PatrolPlan send() {
        int unit = change.unit().get();
        if (unit < 1 || unit > plan.units()) {
            throw new IllegalArgumentException("unit must be in 1 … " + plan.units() + ", but was " + unit);
        }
        LocalDateTime arrive = plan.date().atTime(change.arrive().get());
        arrive = arrive.isBefore(start) ? arrive.plusDays(1) : arrive;
        LocalDateTime leave = arrive.plusMinutes(dose.visitMinutes());
        if (leave.isAfter(end)) {
            throw new IllegalArgumentException("a visit must lie within the shift " + plan.shift()
                    + ", but was to be from " + change.arrive().get() + " for " + dose.visitMinutes() + " min");
        }
        TravelTime travel = plan.roster().get(unit - 1).travel();
        List<Visit> kept = new ArrayList<>();
        List<PatrolPlace> dropped = new ArrayList<>();
        for (Visit visit : plan.visits()) {
            int there = PlanningCase.seconds(travel, visit.place(), dose.place());
            int on = PlanningCase.seconds(travel, dose.place(), visit.place());
            boolean inTime = !visit.leave().plusSeconds(there).isAfter(arrive);
            boolean after = !leave.plusSeconds(on).isAfter(visit.arrive());
            if (visit.unit() != unit || inTime || after) {
                boolean earlier = visit.unit() == unit && inTime;
                kept.add(earlier ? at(visit, visit.order(), visit.travelMinutes(), visit.arrive()) : visit);
            } else {
                dropped.add(visit.place());
            }
        }
        kept.add(new Visit(unit, 0, dose.place(), 0, arrive, arrive, leave));
        return changed(
                kept, dropped, "gave way to " + dose.place().name() + ", by " + change.by() + ": " + change.reason());
    }

    private static Visit at(Visit visit, int order, int travelMinutes, LocalDateTime arriveBy) {
        return new Visit(visit.unit(), order, visit.place(), travelMinutes, visit.arrive(), arriveBy, visit.leave());
    }

    private PatrolPlan changed(List<Visit> kept, List<PatrolPlace> dropped, String reason) {
        List<Visit> visits = inOrder(kept);
        double worth = plan.doses().stream()
                .mapToDouble(d -> d.worthOf(visits, start, end))
                .sum();
        List<PatrolPlan.Unassigned> unassigned = new ArrayList<>();
        for (PatrolPlace place : dropped) {
            if (visits.stream().noneMatch(visit -> visit.place().equals(place))) {
                unassigned.add(new PatrolPlan.Unassigned(place, reason));
            }
        }
        for (PatrolPlan.Unassigned before : plan.unassigned()) {
            if (visits.stream().noneMatch(visit -> visit.place().equals(before.place()))) {
                unassigned.add(before);
            }
        }
        List<PlanOverride.Effect> overrides = new ArrayList<>(plan.overrides());
        overrides.add(new PlanOverride.Effect(
                change,
                plan.worth() - worth,
                dropped.stream().map(PatrolPlace::id).distinct().toList()));
        return new PlanHash()
                .signed(new PatrolPlan(
                        plan.date(),
                        plan.shift(),
                        plan.roster(),
                        visits,
                        unassigned,
                        plan.doses(),
                        worth,
                        Math.max(worth, plan.bound()),
                        overrides,
                        plan.record()));
    }

    /** By unit and time, with orders and ways from the visit before as they are now. */
    private List<Visit> inOrder(List<Visit> kept) {
        kept.sort(Comparator.comparingInt(Visit::unit).thenComparing(Visit::arrive));
        List<Visit> visits = new ArrayList<>();
        for (Visit visit : kept) {
            Visit before = visits.isEmpty() ? null : visits.get(visits.size() - 1);
            PatrolUnit unit = plan.roster().get(visit.unit() - 1);
            boolean first = before == null || before.unit() != visit.unit();
            int seconds = first
                    ? unit.start()
                            .map(from -> PlanningCase.seconds(unit.travel(), from, visit.place()))
                            .orElse(0)
                    : PlanningCase.seconds(unit.travel(), before.place(), visit.place());
            visits.add(at(
                    visit,
                    first ? 1 : before.order() + 1,
                    (int) Duration.ofSeconds(seconds).toMinutes(),
                    visit.arriveBy()));
        }
        return visits;
    }
}
