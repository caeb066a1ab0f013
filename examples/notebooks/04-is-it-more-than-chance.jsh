// Is it more than chance?
//
// A year of violence in Larkminster, on cells of 150 metres. Some cells have much; which have more than chance would put there?

import java.time.LocalDate;
import org.harmspot.chance.*;
import org.harmspot.examples.SampleTown;
import org.harmspot.geo.*;
import org.harmspot.incident.*;

var date = LocalDate.of(2026, 10, 1);
var violence = SampleTown.of(1).incidents().of(SeriousViolence.duty()).except(SeriousViolence.officerInitiated());
var year = violence.in(Period.daysBefore(date, 365)).located();

// --- 1. The map as a whole --------------------------------------------------------------------------
// Squares over the ground that has incidents, with a margin. Do neighbours have similar counts?

var ground = new org.locationtech.jts.geom.GeometryFactory().toGeometry(year.points().bounds()).buffer(200);
var grid = Grid.squares(ground, 150);
var counts = grid.count(year.points());
var around = Neighbours.touching(grid);
System.out.println(MapClustering.of(around).moransI(counts));
//> Moran's I 0.3134 (expected -0.0007, z 26.55, p 1.28e-155, normal, randomisation). Only 644 of 1511 places have any: do not compare the size of this number with that of fuller maps.

// --- 2. Each cell, with what surrounds it -----------------------------------------------------------
// Gi* by the normal distribution; and by permutation, since most cells are empty. To stand out among 1511 cells, a p must be able
// to be as small as 0.05 / 1511: 30,000 permutations or more, ended early where a cell is plainly quiet.

var byNormal = GetisOrd.of(around).with(Tail.HIGH).score(counts);
var byPermutation = GetisOrd.of(around).with(Tail.HIGH).with(MonteCarlo.of(49_999, 1).stoppingAfter(100)).score(counts);
System.out.println(byNormal.caveat());
//> Only 644 of 1511 places have any: z is far from normal there, and its p are too small. Take permutation p, or larger places, or a longer period.

// --- 3. All that were tested count ------------------------------------------------------------------

System.out.println(byNormal.tested());
//> 1511 places tested; with p <= 0.05: 111 unadjusted, 63 Benjamini-Hochberg, 48 Benjamini-Yekutieli, 39 Holm, 39 Bonferroni
System.out.println(byPermutation.tested());
//> 1511 places tested; with p <= 0.05: 120 unadjusted, 12 Benjamini-Hochberg, 5 Benjamini-Yekutieli, 5 Holm, 5 Bonferroni

// Fewer by permutation: it holds a cell's own count and asks about what surrounds it, so one bad corner in a quiet part stays out.

// --- 4. And if crime is where people are? -----------------------------------------------------------
// Compared with all recorded incidents, is violence more clustered still? Ripley's L against that background.

var all = SampleTown.of(1).incidents().in(Period.daysBefore(date, 365)).located();
var robbery = all.of(OffenceSet.of("Robbery", "34A", "34B"));
System.out.println(RipleyK.of(ground, 100, 200, 400, 800).against(all.points()).envelope(robbery.points(), MonteCarlo.of(99, 1)));
//> Ripley's L: p 0.0100 of 99 simulations; more clustered than chance at [100.0, 200.0, 400.0, 800.0] metres

// --- Try next ---------------------------------------------------------------------------------------
// GridMap.ofConfidence(grid, byNormal.confidenceBins(FalseDiscovery.Method.BENJAMINI_HOCHBERG)), from org.harmspot.briefing, draws
// it; with Method.NONE beside it one sees what the rule takes away.

/exit
