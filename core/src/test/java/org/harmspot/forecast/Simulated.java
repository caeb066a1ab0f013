package org.harmspot.forecast;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.harmspot.geo.Points;

/** Histories whose truth is known. */
final class Simulated {
    private Simulated() {}

    /** Events of places that excite themselves, by thinning (Ogata 1981): proposed at a rate that is never too low, then kept or not. */
    static PlaceHistory selfExciting(
            SplittableRandom random, int places, int days, IntToDoubleFunction mu, double theta, double omega) {
        int[] place = new int[16];
        int[] minute = new int[16];
        int found = 0;
        for (int p = 0; p < places; p++) {
            double excited = 0;
            double t = 0;
            while (true) {
                double most = mu.applyAsDouble(p) + theta * omega * excited;
                double gap = -Math.log(1 - random.nextDouble()) / most;
                t += gap;
                if (t >= days) {
                    break;
                }
                excited *= Math.exp(-omega * gap);
                if (random.nextDouble() * most < mu.applyAsDouble(p) + theta * omega * excited) {
                    excited++;
                    if (found == place.length) {
                        place = Arrays.copyOf(place, found * 2);
                        minute = Arrays.copyOf(minute, found * 2);
                    }
                    place[found] = p;
                    minute[found++] = PlaceHistoryTest.minute(0, (int) (t * 1440));
                }
            }
        }
        double[] ones = new double[found];
        Arrays.fill(ones, 1);
        return of(places, days, Arrays.copyOf(place, found), Arrays.copyOf(minute, found), ones);
    }

    /** A history at places 250 m apart in a square, observed from day 0 for so many days. */
    static PlaceHistory of(int places, int days, int[] place, int[] minute, double[] harm) {
        int side = (int) Math.ceil(Math.sqrt(places));
        double[] x = new double[places];
        double[] y = new double[places];
        double[] area = new double[places];
        for (int p = 0; p < places; p++) {
            x[p] = p % side * 250;
            y[p] = p / side * 250;
            area[p] = .0625;
        }
        return PlaceHistory.of(Points.of(x, y), area, place, minute, harm)
                .observed(new Window(PlaceHistoryTest.midnight(0), PlaceHistoryTest.midnight(days)));
    }

    static int poisson(SplittableRandom random, double mean) {
        int count = 0;
        for (double t = -Math.log(1 - random.nextDouble()); t < mean; t -= Math.log(1 - random.nextDouble())) {
            count++;
        }
        return count;
    }

    /** How often the counts that came lie in the intervals, the ends counting by a draw so that whole numbers cost no exactness. */
    static double held(SplittableRandom random, Forecast forecast, int[] counts, double level) {
        int inside = 0;
        for (int place = 0; place < counts.length; place++) {
            PredictedCount predicted = forecast.count(place);
            double below = counts[place] == 0 ? 0 : predicted.chanceOfAtMost(counts[place] - 1);
            double at = predicted.chanceOfAtMost(counts[place]) - below;
            inside += Math.abs(below + random.nextDouble() * at - .5) <= level / 2 ? 1 : 0;
        }
        return inside / (double) counts.length;
    }
}
