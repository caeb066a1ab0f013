// Where are the hotspots?
//
// Two years of incidents in Larkminster, a town that does not exist. Which of them make places worth a patrol?

import java.time.LocalDate;
import org.harmspot.examples.SampleTown;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.*;
import org.harmspot.incident.*;
import org.harmspot.patrol.*;

// --- 1. The incidents -------------------------------------------------------------------------------
// As the force holds them: an offence code, a time, a place.

var incidents = SampleTown.of(1).incidents();
System.out.println(incidents);
//> Incidents[20000, 2024-10-01 to 2026-09-30, exact times and from-to intervals]

// Serious violence is a set of codes that can be printed. Weapons found in searches are left out: they follow the patrols.

var violence = incidents.of(SeriousViolence.duty()).except(SeriousViolence.officerInitiated());
System.out.println(violence.countByOffence());
//> {1=3, 2=12, 34A=56, 34B=552, 3B=151, 5D=175, 8N=3036, 8S=98}

// --- 2. The question --------------------------------------------------------------------------------
// Crowded means: one incident a month within 150 metres, over the last twelve.

var date = LocalDate.of(2026, 10, 1);
var index = HarmIndex.onsCrimeSeverityScore();
var year = index.weigh(violence.in(Period.daysBefore(date, 365)));
var hotspots = HotspotFinder.of(Dbscan.of(150, 12)).find(year);

// --- 3. The answer ----------------------------------------------------------------------------------

System.out.println(hotspots);
//> Hotspots[24, with 1060 of 2022 incidents]
System.out.println(hotspots.get(0));
//> H01 Nightclub / Sorrel Road: 240 incidents, 72895 days

// Most incidents is not most harm. The ranking weighs each offence, and counts recent ones more:

var ranked = HarmRanking.on(date).withNames(index::describe).rank(hotspots);
System.out.println(ranked.get(0).hotspot());
//> H02 Kestrel Close / Dial Drive: 171 incidents, 90050 days
System.out.println(ranked.get(0).reason());
//> 11.3 % of all recent harm: 78 × Robbery of personal property, 88 × Assault with injury, 3 × Assault with intent to cause serious harm, 2 other. 11 in the last 28 days, 16 in the 28 days before. Half happen 20:00–01:00, mostly Fri, Sat. Rank 1 of 24; over 99 % sure to be in the first 10. Expect 13 in the next 28 days if nothing is done.

// --- Try next ---------------------------------------------------------------------------------------
// Dbscan.of(50, 12): the corners alone, without the streets between them.
// HotspotMap.of(ranked).withIncidents(year.points()).writePng(Path.of("map.png")), from org.harmspot.briefing, draws it.

/exit
