// Did the patrols work?
// Four ways to ask, from the weakest evidence to the strongest, and what luck alone would have done.

import java.util.*;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.harmspot.evaluate.*;

// --- 1. Before it starts: how large must the effect be to be found? --------------------------------------

System.out.println(MinimumDetectableEffect.ofCounts(120, 240));
//> a reduction below 30 % would most likely be missed (expected 120 and 240 incidents, dispersion 1.0, level 0.05, power 0.80)

// --- 2. Before and after, with a similar area and the ground around both ---------------------------------
// Wheeler and Ratcliffe's own example.
var patrolled = BeforeAfter.of(207, 110);
var similar = BeforeAfter.of(308, 318);
System.out.println(WeightedDisplacement.of(patrolled, similar).withSurroundings(BeforeAfter.of(178, 157), BeforeAfter.of(150, 140)));
//> -118.0 (95 % interval -195.6 to -40.4), z -2.98, p 0.00288. Regression to the mean: not computable from these counts alone. It needs what every place had before from which this one was chosen, as RegressionToTheMean.of(countsOfAllPlaces).
System.out.println(DisplacementQuotient.of(patrolled, BeforeAfter.of(178, 157), similar));
//> displacement quotient 0.258, in all 130.5 fewer. Regression to the mean: not computable from these counts alone. It needs what every place had before from which this one was chosen, as RegressionToTheMean.of(countsOfAllPlaces).

// --- 3. Months of many areas ------------------------------------------------------------------------------
// Forty areas, two years; ten have patrols in the second, which prevent a quarter. Simulated, so that the answer is known.

var random = new Well19937c(1);
var with = new boolean[40];
var counts = new int[40][24];
for (int area = 0; area < 40; area++) {
    with[area] = area < 10;
    for (int month = 0; month < 24; month++) {
        counts[area][month] = new PoissonDistribution(random, (4 + area % 7) * (with[area] && month >= 12 ? 0.75 : 1), 1e-9, 10_000).sample();
    }
}
System.out.println(DifferenceInDifferences.of(counts, with, 12).effect());
//> -23.0 % (95 % interval -32.9 to -11.7 %, p 0.000405, negative binomial, errors clustered by area)

// --- 4. Days drawn by lot -----------------------------------------------------------------------------------
// 8 of 20 spots a day for 90 days; a patrol halves what happens there. Spots are compared with themselves: luck plays no part.

var lots = new boolean[90][20];
var happened = new double[90][20];
for (int day = 0; day < 90; day++) {
    var spots = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
    Collections.shuffle(spots, new Random(day));
    for (int k = 0; k < 20; k++) {
        lots[day][spots.get(k)] = k < 8;
        happened[day][spots.get(k)] = new PoissonDistribution(random, k < 8 ? 0.15 : 0.3, 1e-9, 10_000).sample();
    }
}
System.out.println(RandomisedDays.of(lots).measure(happened));
//> 0.1514 a day with a patrol (720 spot-days), 0.3157 without (1080): -52.1 %, difference -0.1644 (-0.2030 … -0.1257), p 0.00200

// --- 5. And luck? A place chosen for its six incidents, among places that had one on average ---------------

System.out.println(BeforeAfter.of(6, 1).describe(RegressionToTheMean.ofGamma(1, 1)));
//> 6 before, 1 after, -83.3 %, p 0.0695 (Poisson E-test). Without any patrol, incidents of the places chosen (1) were to be expected to change by -41.7 %: regression to the mean.

/exit
