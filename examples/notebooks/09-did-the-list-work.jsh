// Did the list work?
//
// Go back to each day of the last eight weeks in Larkminster, make the list from what was known that morning, and see what came.

import java.time.LocalDate;
import org.harmspot.evaluate.*;
import org.harmspot.examples.SampleTown;
import org.harmspot.forecast.*;
import org.harmspot.geo.*;
import org.harmspot.harm.HarmIndex;
import org.harmspot.incident.*;

var violence = SampleTown.of(1).incidents().of(SeriousViolence.duty()).except(SeriousViolence.officerInitiated()).located();
var weighed = HarmIndex.onsCrimeSeverityScore().weigh(violence);
var ground = new org.locationtech.jts.geom.GeometryFactory().toGeometry(weighed.points().bounds()).buffer(200);
var history = PlaceHistory.of(weighed, Grid.squares(ground, 250));

// --- 1. A forecaster of your own ----------------------------------------------------------------------
// One method: from what is known, an expectation for each place. This one thinks that last week says it all.

Forecaster lastWeek = (known, window) -> Forecast.of(known, window, known.since(known.until().minusDays(7)).counts());

// --- 2. Against prior counts, the baseline -------------------------------------------------------------

var eightWeeks = Period.daysBefore(LocalDate.of(2026, 10, 1), 56);
var hindcast = Hindcast.of(history, eightWeeks).withBudget(Budget.patrolMinutes(240, 15));
var result = hindcast.compare(PriorCounts.ofDays(365).named("last year"), PriorHarm.ofDays(3 * 365).named("prior harm"), lastWeek.named("last week"));
System.out.println(result);
//> 56 windows from 2026-08-06T00:00 to 2026-10-01T00:00, 16 places (240 minutes, 15 each), 328 incidents
//>                    hits  harm held (95 %)          against the first (95 %)      PAI   PEI*   kept
//> chance           2.80 %  2.80 % (2.80 to 2.80)                                  1.00  0.028
//> last year       38.11 %  47.11 % (39.60 to 54.81)                              13.62  0.381  100 %
//> prior harm      37.80 %  46.99 % (40.08 to 54.64)  -0.13 (-4.39 to +4.02)      13.52  0.378  100 %
//> last week       34.15 %  41.79 % (31.72 to 51.07)  -5.32 (-20.32 to +7.98)     12.21  0.341   86 %
//> best possible  100.00 %  100.00 % (100.00 to 100.00)                              35.75  1.000

// --- 3. Is a difference more than chance? ---------------------------------------------------------------

System.out.println(result.of("last week").minus(result.baseline(), HindcastMeasure.HARM_HIT_RATE));
//> -0.05323 (-0.2032 … 0.07983), p 0.517
System.out.println(result.of("prior harm").minus(result.baseline(), HindcastMeasure.HARM_HIT_RATE));
//> -0.001266 (-0.04388 … 0.04020), p 0.984

// --- 4. Other questions to the same lists ---------------------------------------------------------------

for (var measure : new HindcastMeasure[] {HindcastMeasure.PAI, HindcastMeasure.RECAPTURE_RATE, HindcastMeasure.STABILITY}) {
    System.out.printf("%s: %.2f%n", measure.words(), result.baseline().value(measure));
}
//> PAI: 13.62
//> recapture rate (Levine): 0.99
//> kept from the list before: 1.00

// --- Try next -------------------------------------------------------------------------------------------
// Your own data by the options of the briefing: org.harmspot.examples.HindcastReport --incidents … ; the guide is docs/hindcast.md.

/exit
