// What did the searches find?
//
// Stop and search in Larkminster, a town that does not exist: what the records can say, what they cannot, and where.

import org.harmspot.briefing.StopSearchReport;
import org.harmspot.examples.SampleTown;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.*;
import org.harmspot.incident.*;
import org.harmspot.io.*;
import org.harmspot.patrol.HarmRanking;
import org.harmspot.stopsearch.*;

var town = java.nio.file.Files.createTempDirectory("larkminster");
var files = SampleTown.of(1).write(town);
var grid = Projection.britishNationalGrid();

// --- 1. The records: both vocabularies, and what is missing ------------------------------------------
var searches = PoliceUkCsv.in(grid).readStopSearch(files.stopSearch()).data();
System.out.println(searches);
//> StopSearches[6000, 2024-10-01 to 2026-09-30, 651 without a location]

// --- 2. Three measures, never one ---------------------------------------------------------------------
var wards = GeoJson.in(grid).readAreas(List.of(files.areas()));
var result = StopSearchOutcomes.of(wards).measure(searches);
System.out.println(result);
//> StopSearchOutcomes.Result[6000 searches, any action 1782 of 6000 (29.7 %), arrest 824 of 6000 (13.7 %), linked 1248 of 6000 (20.8 %), 26 of 30 areas rated]
System.out.println(result.gate().reason());
//> the field is filled for every search that led to something; where a search led to nothing further, a blank is read as not linked
OutcomeCounts.by(searches, searches::power).forEach((power, counts) -> System.out.println(power + " " + counts.rate(Measure.ARREST).get()));
//> PACE_SECTION_1 282 of 2174 (13.0 %)
//> DRUGS 526 of 3718 (14.1 %)
//> SECTION_60 16 of 108 (14.8 %)

// --- 3. Which wards differ? ---------------------------------------------------------------------------
// Section 60 needs no suspicion and is left out. Limits of chance alone call more areas than those that allow for how much areas differ anyway.
System.out.println(result.funnel(Measure.ANY_ACTION).get());
//> Funnel[30 areas around 0.2985, dispersion 0.65; outside 95 %: 3, 3 allowing for it; outside 99.8 %: 1, 1]

// --- 4. Do weapon searches go where the violence is? --------------------------------------------------
var date = java.time.LocalDate.of(2026, 10, 1);
var violence = SampleTown.of(1).incidents().of(SeriousViolence.duty()).except(SeriousViolence.officerInitiated()).located();
var year = Period.daysBefore(date, 365);
var ranked = HarmRanking.on(date).rank(HotspotFinder.of(Dbscan.of(150, 12)).find(HarmIndex.onsCrimeSeverityScore().weigh(violence.in(year.before()))));
System.out.println(SearchesAndViolence.in(ranked).measure(searches.in(year), violence.in(year)));
//> Of weapon searches 203 of 321 (63.2 %) inside 27 hotspots, of violence 1032 of 2022 (51.0 %); 0.20 searches for each violent incident inside, 0.12 outside; any action inside 68 of 203 (33.5 %), outside 36 of 118 (30.5 %)

// --- 5. Who was searched, and how far could the unknown move it? --------------------------------------
var people = new Denominator("residents, invented", java.util.Map.of(EthnicGroup.WHITE, 90_000.0, EthnicGroup.BLACK, 30_000.0));
result.published(DisclosureControl.standard()).groups(List.of(people)).tables().get(0).lines().forEach(line -> line.ratios().values().forEach(System.out::println));
//> Black to White 1.54 (1.430 … 1.649 (95.00 %, exact conditional); 1.03 … 3.00 by the 1115 of unknown group; residents, invented, self-defined ethnicity)

// --- 6. On paper: small counts are left out, others rounded; searches beside violence, by rank --------
System.out.println(result.published(DisclosureControl.standard()));
//> PublishedOutcomes[30 areas, 172 counts left out, DisclosureControl[counts from 1 to 4 left out, others to the nearest 5]]
System.out.println(StopSearchReport.of(result).withTitle("Larkminster").withViolence(ranked, violence).withGroups(List.of(people)).write(town).getFileName());
//> stop-search.html

/exit
