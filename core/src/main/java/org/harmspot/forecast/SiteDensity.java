package org.harmspot.forecast;

import java.util.Arrays;
import org.harmspot.geo.Places;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.internal.Parallel;

/**
 * Where events that no other brought tend to be: Gaussians around the sites of events, each as wide as it is to the nearest other sites,
 * cut at three standard deviations. Widths follow from all events and stay; only the weights change from step to step. Events at one
 * spot are one site.
 */
final class SiteDensity {
    static final double CUT = 3;
    private static final double WITHIN_CUT = -Math.expm1(-CUT * CUT / 2);
    private static final int CHUNK = 512;

    private final Places sites;
    private final double[] width;
    private final int[] start; // by site that is looked at
    private final int[] from;
    private final float[] perSquareMetre;

    private SiteDensity(Places sites, double[] width, int[] start, int[] from, float[] perSquareMetre) {
        this.sites = sites;
        this.width = width;
        this.start = start;
        this.from = from;
        this.perSquareMetre = perSquareMetre;
    }

    static SiteDensity of(Points events, int nearest, double finestMetres) {
        Places sites = Places.of(events);
        Points at = sites.points();
        int n = sites.size();
        double ground = Math.max(
                finestMetres * finestMetres,
                at.bounds().getWidth() * at.bounds().getHeight());
        double usual = Math.max(Spread.side(at), Math.max(finestMetres, Math.sqrt(ground * nearest / n)));
        PointIndex index = PointIndex.of(at, usual);
        double[] width = new double[n];
        int[][] near = new int[n][];
        Parallel.chunks(n, CHUNK, (low, high) -> {
            for (int s = low; s < high; s++) {
                width[s] = Math.max(finestMetres, distanceTo(nearest, s, index, usual / 2));
                near[s] = index.within(at.x(s), at.y(s), CUT * width[s]);
            }
        });
        int[] start = new int[n + 1];
        for (int[] seen : near) {
            for (int target : seen) {
                start[target + 1]++;
            }
        }
        for (int s = 0; s < n; s++) {
            start[s + 1] = Math.addExact(start[s + 1], start[s]);
        }
        int[] next = Arrays.copyOf(start, n);
        int[] from = new int[start[n]];
        float[] density = new float[start[n]];
        for (int s = 0; s < n; s++) {
            for (int target : near[s]) {
                from[next[target]] = s;
                density[next[target]++] = (float) kernel(at.distanceMetres(s, target), width[s]);
            }
            near[s] = null;
        }
        return new SiteDensity(sites, width, start, from, density);
    }

    static double kernel(double metres, double width) {
        double off = metres / width;
        return Math.exp(-off * off / 2) / (2 * Math.PI * width * width * WITHIN_CUT);
    }

    /** How far it is from a site to the so many-th other; to the furthest if there are fewer. */
    private static double distanceTo(int nearest, int site, PointIndex index, double firstGuess) {
        Points at = index.points();
        double radius = firstGuess;
        int[] near = index.within(at.x(site), at.y(site), radius);
        while (near.length <= nearest && near.length < at.size()) {
            radius *= 2;
            near = index.within(at.x(site), at.y(site), radius);
        }
        double[] metres = new double[near.length];
        for (int k = 0; k < metres.length; k++) {
            metres[k] = at.distanceMetres(site, near[k]);
        }
        Arrays.sort(metres);
        return metres[Math.min(nearest, metres.length - 1)]; // the first is the site itself
    }

    Places sites() {
        return sites;
    }

    double width(int site) {
        return width[site];
    }

    /** {@return what an event adds to the density at its own spot} */
    double own(int site) {
        return (float) kernel(0, width[site]);
    }

    /** {@return the density at each site, per square metre, of weights at the sites} */
    double[] at(double[] weights) {
        double[] density = new double[weights.length];
        Parallel.chunks(weights.length, CHUNK, (low, high) -> {
            for (int s = low; s < high; s++) {
                double sum = 0;
                for (int k = start[s]; k < start[s + 1]; k++) {
                    sum += weights[from[k]] * perSquareMetre[k];
                }
                density[s] = sum;
            }
        });
        return density;
    }
}
