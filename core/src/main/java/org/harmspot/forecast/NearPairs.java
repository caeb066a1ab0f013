package org.harmspot.forecast;

import java.util.Arrays;
import org.harmspot.geo.PointIndex;
import org.harmspot.geo.Points;
import org.harmspot.internal.Parallel;

/**
 * For each event, how many earlier ones lie in which bin of delay and distance. Events further apart than the bins reach, in time or in
 * space, never meet; who they were is not kept, for shares follow from the bins.
 */
final class NearPairs {
    private static final int CHUNK = 256;
    private static final int MOST = 0xFFFF; // of one entry

    private final int[][] entries; // by event: bin << 16 | how many

    private NearPairs(int[][] entries) {
        this.entries = entries;
    }

    /** {@code minute} is ascending. */
    static NearPairs of(DelayRings bins, Points at, int[] minute) {
        int n = minute.length;
        int[][] entries = new int[n][];
        double reachDays = bins.dayEdges[bins.delays];
        double reachMetres = bins.metreEdges[bins.rings];
        int reach = (int) Math.ceil(reachDays * EventColumns.DAY);
        double cell = Math.max(reachMetres, Spread.side(at));
        int before = 0; // the first event that those of this block can reach
        for (int from = 0; from < n; ) {
            int to = from;
            while (to < n && minute[to] - minute[from] < reach) {
                to++;
            }
            while (minute[from] - minute[before] > reach) {
                before++;
            }
            int first = before;
            int[] which = new int[to - first];
            Arrays.setAll(which, k -> first + k);
            PointIndex index = PointIndex.of(at.select(which), cell);
            int begin = from;
            Parallel.chunks(to - from, CHUNK, (low, high) -> {
                int[] many = new int[bins.size()];
                for (int event = begin + low; event < begin + high; event++) {
                    count(event, index, first, at, minute, bins, reachDays, reachMetres, many);
                    entries[event] = pack(many);
                }
            });
            from = to;
        }
        return new NearPairs(entries);
    }

    private static void count(
            int event,
            PointIndex index,
            int first,
            Points at,
            int[] minute,
            DelayRings bins,
            double reachDays,
            double reachMetres,
            int[] many) {
        Arrays.fill(many, 0);
        index.forEachWithin(at.x(event), at.y(event), reachMetres, k -> {
            double days = (minute[event] - minute[first + k]) / (double) EventColumns.DAY;
            if (days > 0 && days <= reachDays) {
                many[bins.bin(days, Math.min(reachMetres, at.distanceMetres(event, first + k)))]++;
            }
        });
    }

    private static int[] pack(int[] many) {
        int[] packed = new int[16];
        int found = 0;
        for (int bin = 0; bin < many.length; bin++) {
            for (int left = many[bin]; left > 0; left -= MOST) {
                if (found == packed.length) {
                    packed = Arrays.copyOf(packed, found * 2);
                }
                packed[found++] = bin << 16 | Math.min(left, MOST);
            }
        }
        return Arrays.copyOf(packed, found);
    }

    int size() {
        return entries.length;
    }

    /** {@return the sum over the earlier events near this one of what their bin holds} */
    double sum(int event, double[] perBin) {
        double sum = 0;
        for (int entry : entries[event]) {
            sum += perBin[entry >>> 16] * (entry & MOST);
        }
        return sum;
    }

    /** Adds to {@code into}, bin by bin, what each earlier event near this one holds, times a factor. */
    void add(int event, double[] perBin, double factor, double[] into) {
        for (int entry : entries[event]) {
            into[entry >>> 16] += perBin[entry >>> 16] * (entry & MOST) * factor;
        }
    }
}
