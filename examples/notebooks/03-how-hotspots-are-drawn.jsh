// How are hotspots drawn?
//
// One town, one year of violence, three ways to say where it comes together. What does each see, and how far do they agree?

import java.nio.file.*;
import java.time.LocalDate;
import org.harmspot.briefing.*;
import org.harmspot.examples.SampleTown;
import org.harmspot.harm.HarmIndex;
import org.harmspot.geo.Grid;
import org.harmspot.hotspot.*;
import org.harmspot.incident.*;
import org.harmspot.patrol.HarmRanking;
import org.locationtech.jts.geom.GeometryFactory;

var date = LocalDate.of(2026, 10, 1);
var violence = SampleTown.of(1).incidents().of(SeriousViolence.duty()).except(SeriousViolence.officerInitiated());
var year = HarmIndex.onsCrimeSeverityScore().weigh(violence.in(Period.daysBefore(date, 365)).located());

// --- 1. DBSCAN: ground that is crowded ---------------------------------------------------------------
// One answer to "how near is near": 12 incidents within 150 metres, a patrol's walk from its middle to its edge.
var crowded = HotspotFinder.of(Dbscan.of(150, 12)).find(year);
System.out.println(crowded);
//> Hotspots[24, with 1060 of 2022 incidents]

// --- 2. HDBSCAN*: clusters that last -----------------------------------------------------------------
// No radius: the tight corner and the loose estate, each at its own scale. Nearly half of the incidents are noise, which is usual.
var hdbscan = Hdbscan.of(12).withFinestMetres(20);
System.out.println(hdbscan.fit(year.points()));
//> ClusterTree[points=2022, clusters=15 of 30, noise=930]
var lasting = HotspotFinder.of("HDBSCAN*, at least 12", 12, (at, weights) -> hdbscan.fit(at, weights).clusters()).find(year);
System.out.println(lasting);
//> Hotspots[18, with 938 of 2022 incidents]

// --- 3. A surface, cut ---------------------------------------------------------------------------------
// How many incidents per km² around each point of the ground. The cut that holds half of them is a choice, too.
var grid = Grid.squares(new GeometryFactory().toGeometry(year.points().bounds()).buffer(300), 25);
var surface = KernelDensity.quartic(300).fit(year.points(), grid);
System.out.println(surface);
//> Surface[55,410 cells, up to 2330 incidents per km²; quartic kernel, radius 300.0 m]
var high = HotspotFinder.on(surface.contour(surface.levelHolding(0.5)), 12).find(year);
System.out.println(high);
//> Hotspots[21, with 1006 of 2022 incidents]

// --- 4. Do they agree? ---------------------------------------------------------------------------------
// On the worst place, to the incident. On the ground, no: the methods differ at the edges.
for (Hotspots each : java.util.List.of(crowded, lasting, high)) {
    double squareKilometres = each.list().stream().mapToDouble(Hotspot::squareKilometres).sum();
    System.out.printf("%.2f km², worst: %s%n", squareKilometres, HarmRanking.on(date).rank(each).get(0).hotspot());
}
//> 2.03 km², worst: H02 Kestrel Close / Dial Drive: 171 incidents, 90050 days
//> 1.50 km², worst: H02 Kestrel Close / Dial Drive: 171 incidents, 90050 days
//> 1.73 km², worst: H02 Kestrel Close / Dial Drive: 171 incidents, 90050 days

// --- 5. Pictures of each -------------------------------------------------------------------------------
var folder = Files.createDirectories(Path.of("target", "hotspots"));
HotspotMap.of(HarmRanking.on(date).rank(crowded)).withIncidents(year.points()).writePng(folder.resolve("dbscan.png"));
HotspotMap.of(HarmRanking.on(date).rank(lasting)).withIncidents(year.points()).writePng(folder.resolve("hdbscan.png"));
GridMap.ofValues(grid, surface.values(), "incidents per km² in a year").writePng(folder.resolve("surface.png"));
/exit
