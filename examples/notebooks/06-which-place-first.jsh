// Which place first?
//
// A league table puts every place in its place. Count again next month, and the order is another. How much of it is luck?

import java.time.LocalDate;
import java.util.*;
import org.harmspot.examples.SampleTown;
import org.harmspot.geo.*;
import org.harmspot.harm.HarmIndex;
import org.harmspot.incident.*;
import org.harmspot.patrol.*;
import org.locationtech.jts.geom.GeometryFactory;

// --- 1. The places ----------------------------------------------------------------------------------
// Any places will do. Here: cells of 150 m over Larkminster, an invented town, with a year's serious violence.

var date = LocalDate.of(2026, 10, 1);
var index = HarmIndex.onsCrimeSeverityScore();
var violence = SampleTown.of(1).incidents().of(SeriousViolence.duty()).except(SeriousViolence.officerInitiated()).located();
var year = index.weigh(violence.in(Period.daysBefore(date, 365)));
var town = new GeometryFactory().toGeometry(year.points().bounds());
var cells = IncidentsByPlace.ofCells(Grid.squares(town, 150), year);
System.out.println(cells);
//> IncidentsByPlace[1320 places with 2022 of 2022 incidents]

// --- 2. The league table ----------------------------------------------------------------------------
// Harm as counted, recent days counting more. One grave incident is enough to be high in it: see the fifth and the sixth.

var ranks = HarmRanking.on(date).withNames(index::describe).withTop(10).rank(cells);
var league = new ArrayList<>(ranks.first(ranks.size()));
league.sort(Comparator.comparingDouble(place -> -place.recentHarmDays()));
for (var place : league.subList(2, 6)) { System.out.printf("%s: %d incidents, the gravest makes %.0f %%%n", place.name(), place.count(), 100 * place.largestSingleShare()); }
//> cell 912 (466875, 262425): 54 incidents, the gravest makes 7 %
//> cell 746 (465975, 261825): 46 incidents, the gravest makes 9 %
//> cell 660 (465075, 261525): 34 incidents, the gravest makes 61 %
//> cell 893 (464025, 262425): 12 incidents, the gravest makes 72 %

// --- 3. How sure is it? -----------------------------------------------------------------------------
// Each cell's rate is drawn towards the others, offence by offence, and all are ranked thousands of times. The same four cells:
for (var place : league.subList(2, 6)) { System.out.println(place.certainty().inWords()); }
//> 2 to 6 of 1,320; over 99 % sure to be in the first 10
//> 2 to 8 of 1,320; 98 % sure to be in the first 10
//> 8 to 51 of 1,320; 12 % sure to be in the first 10
//> 8 to 235 of 1,320; 9 % sure to be in the first 10

// --- 4. The order to work by ------------------------------------------------------------------------
System.out.println(ranks.get(1).reason());
//> 5.1 % of all recent harm: 37 × Robbery of personal property, 40 × Assault with injury, 1 × Threats to kill. 7 in the last 28 days, 6 in the 28 days before. Half happen 19:00–00:00, mostly Fri, Sat. Rank 1 to 2 of 1,320; over 99 % sure to be in the first 10. Expect 4.8 in the next 28 days if nothing is done.
System.out.println(ranks.get(1).whatWouldChangeIt());
//> By expected harm it is 1st. Without its most harmful incident (Robbery of personal property) it would be the same; with one more Robbery of personal property, the same.

// --- 5. Would the list have been another? -----------------------------------------------------------
// The days of the year are drawn again, a week at a time, some twice and some not at all; and half a year is laid beside the half before.
System.out.println(RankStability.of(HarmRanking.on(date).withTop(10)).inWords(cells).get());
//> Had the same days come in another mix (500 draws of 7 days at a time), 8.5 of the first 10 would still be among the first 10. Later half of the data against the earlier: 7 of the first 10 were also among the first 10 before; by chance it would be 0.1.

// --- Try next ---------------------------------------------------------------------------------------
// HarmRanking.on(date).in(HarmRanking.Order.CHANCE_OF_TOP).withTop(20): the best list of twenty, whatever its order.

/exit
