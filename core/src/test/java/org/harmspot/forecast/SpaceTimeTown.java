package org.harmspot.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.harmspot.geo.Points;

/** A town of 4 km by 4 km whose incidents bring others around them, simulated by thinning; cells of 250 m. */
record SpaceTimeTown(double perDay, double theta, double meanDays, double metres, double hotShare) {
    static final int SIDE = 16;
    private static final double CELL = 250;

    /** One that was brought stays on the ground or is not counted, as in a file of one force. */
    PlaceHistory simulate(long seed, int days) {
        return history(events(new SplittableRandom(seed), days), days);
    }

    /** Day, x, y of each. */
    List<double[]> events(SplittableRandom random, int days) {
        double[][] hot = new double[20][];
        for (int k = 0; k < hot.length; k++) {
            hot[k] = new double[] {random.nextDouble() * SIDE * CELL, random.nextDouble() * SIDE * CELL};
        }
        List<double[]> events = new ArrayList<>();
        double excited = 0; // what all earlier ones still bring a day
        double t = 0;
        while (true) {
            double most = perDay + excited;
            double gap = -Math.log(1 - random.nextDouble()) / most;
            t += gap;
            if (t >= days) {
                return events;
            }
            excited *= Math.exp(-gap / meanDays);
            double at = random.nextDouble() * most;
            if (at < perDay + excited) {
                events.add(at < perDay ? background(random, hot, t) : near(random, parent(events, at - perDay, t), t));
                excited += theta / meanDays;
            }
        }
    }

    private double[] background(SplittableRandom random, double[][] hot, double t) {
        if (random.nextDouble() < hotShare) {
            double[] centre = hot[random.nextInt(hot.length)];
            return new double[] {t, centre[0] + 200 * gauss(random), centre[1] + 200 * gauss(random)};
        }
        return new double[] {t, random.nextDouble() * SIDE * CELL, random.nextDouble() * SIDE * CELL};
    }

    private double[] parent(List<double[]> events, double rest, double t) {
        int k = events.size() - 1;
        for (double left = rest; k > 0; k--) {
            left -= theta / meanDays * Math.exp(-(t - events.get(k)[0]) / meanDays);
            if (left < 0) {
                break;
            }
        }
        return events.get(k);
    }

    private double[] near(SplittableRandom random, double[] parent, double t) {
        return new double[] {t, parent[1] + metres * gauss(random), parent[2] + metres * gauss(random)};
    }

    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    static PlaceHistory history(List<double[]> events, int days) {
        return history(events, days, 0, 0);
    }

    static PlaceHistory history(List<double[]> events, int days, double east, double north) {
        int n = events.size();
        int[] place = new int[n];
        int[] minute = new int[n];
        double[] x = new double[n];
        double[] y = new double[n];
        double[] ones = new double[n];
        for (int i = 0; i < n; i++) {
            double[] event = events.get(i);
            int column = (int) Math.floor(event[1] / CELL);
            int row = (int) Math.floor(event[2] / CELL);
            boolean on = column >= 0 && row >= 0 && column < SIDE && row < SIDE;
            place[i] = on ? row * SIDE + column : PlaceHistory.NOWHERE;
            minute[i] = PlaceHistoryTest.minute(0, (int) (event[0] * 1440));
            x[i] = event[1] + east;
            y[i] = event[2] + north;
            ones[i] = 1;
        }
        double[] centreX = new double[SIDE * SIDE];
        double[] centreY = new double[SIDE * SIDE];
        double[] area = new double[SIDE * SIDE];
        for (int p = 0; p < area.length; p++) {
            centreX[p] = (p % SIDE + .5) * CELL + east;
            centreY[p] = (p / SIDE + .5) * CELL + north;
            area[p] = .0625;
        }
        return PlaceHistory.of(Points.of(centreX, centreY), area, place, minute, ones)
                .withLocations(Points.of(x, y))
                .observed(new Window(PlaceHistoryTest.midnight(0), PlaceHistoryTest.midnight(days)));
    }
}
