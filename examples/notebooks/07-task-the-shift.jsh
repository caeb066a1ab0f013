// Who goes where tonight, and did they?
//
// A plan for four units, one change by the duty inspector, and what the cars' positions say was done the morning after.

import java.time.LocalDate;
import java.util.*;
import org.harmspot.examples.SampleTown;
import org.harmspot.geo.Points;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.*;
import org.harmspot.incident.*;
import org.harmspot.patrol.*;

var date = LocalDate.of(2026, 10, 1);
var violence = SampleTown.of(1).incidents().of(SeriousViolence.duty()).except(SeriousViolence.officerInitiated()).located();
var year = HarmIndex.onsCrimeSeverityScore().weigh(violence.in(Period.daysBefore(date, 365)));
var ranked = HarmRanking.on(date).rank(HotspotFinder.of(Dbscan.of(150, 12)).find(year));

// --- 1. The plan ------------------------------------------------------------------------------------
// Two cars from the station, one with a break; two units on foot. Visits of 15 minutes, two hours apart at one place.
var station = PatrolPlace.of("station", "Station", ranked.get(0).hotspot().centreX() + 900, ranked.get(0).hotspot().centreY(), 0);
var car = PatrolUnit.driving("Car 1").startingAt(station).endingAt(station).withBreak(java.time.LocalTime.of(19, 0), 45);
var roster = List.of(car, PatrolUnit.driving("Car 2").startingAt(station).endingAt(station), PatrolUnit.onFoot("Foot 1"), PatrolUnit.onFoot("Foot 2"));
var plan = PatrolPlanner.of(Shift.parse("18:00-02:00"), roster).withIterations(2000).plan(date, ranked);
System.out.println(plan);
//> PatrolPlan[2026-10-01 18:00–02:00, units=4, visits=58 to 20 hotspots, unassigned=4]
System.out.printf("worth %.0f of at most %.0f%n", plan.worth(), plan.bound());
//> worth 237284 of at most 254497

// --- 2. A change ------------------------------------------------------------------------------------
var off = plan.with(PlanOverride.callOff(plan.visits().get(0).place().id(), "duty inspector", "a vigil is held there"));
System.out.printf("%s; cost %.1f %%%n", off.overrides().get(0).change(), 100 * off.overrides().get(0).cost() / plan.worth());
//> visits to H06 called off by duty inspector: a vigil is held there; cost 6.5 %

// --- 3. The morning after ---------------------------------------------------------------------------
// A fix a minute from each unit. Half of the visits were cut to nine minutes, one in six was not made.

var unit = new ArrayList<Integer>(); var second = new ArrayList<Long>(); var x = new ArrayList<Double>(); var y = new ArrayList<Double>();
for (int i = 0; i < off.visits().size(); i++) {
    Visit v = off.visits().get(i);
    int minutes = i % 6 == 5 ? -1 : i % 2 == 0 ? 9 : v.minutes();
    for (int m = 0; m <= minutes; m++) {
        unit.add(v.unit() - 1); second.add(Fixes.second(v.arrive()) + 60L * m); x.add(v.place().x() + m); y.add(v.place().y());
    }
}
var points = Points.of(x.stream().mapToDouble(d -> d).toArray(), y.stream().mapToDouble(d -> d).toArray());
var names = roster.stream().map(PatrolUnit::name).toList();
var fixes = Fixes.of(names, unit.stream().mapToInt(i -> i).toArray(), second.stream().mapToLong(s -> s).toArray(), points);
var places = ranked.stream().limit(20).map(PatrolPlace::of).toList();
var delivered = Dosage.around(places, 100).measure(fixes);
System.out.println(delivered);
//> Delivered[visits=46 for certain, 0 perhaps, drive-throughs=0, minutes=522]
var alarms = DoseAlarms.standard().raise(off, delivered, places, date);
System.out.println(alarms.size() + " alarms; the first: " + alarms.get(0));
//> 16 alarms; the first: H01: 24 of 45 planned min delivered

// --- Try next ---------------------------------------------------------------------------------------
// PatrolDraw.of(ids, 7) leaves it to lot which places are visited on which day: only that tells whether it helps.

/exit
