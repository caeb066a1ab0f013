package org.harmspot.benchmarks.speed;

import java.util.SplittableRandom;
import org.harmspot.examples.SampleTown;
import org.harmspot.geo.Points;

/** Where incidents lie: the easy case, the usual case, and the one that published data brings. */
public enum Town {
    /** Evenly over 20 by 20 km. */
    EVEN {
        @Override
        public Points points(int incidents) {
            SplittableRandom random = new SplittableRandom(1);
            return Points.of(
                    random.doubles(incidents, 0, 20_000).toArray(),
                    random.doubles(incidents, 0, 20_000).toArray());
        }
    },
    /** As a force holds them: two in three at crowded corners and where people live, few at the same metre. */
    CORNERS {
        @Override
        public Points points(int incidents) {
            return SampleTown.of(1).withIncidents(incidents).incidents().points();
        }
    },
    /** All of them moved to map points, so that many share one coordinate. */
    MAP_POINTS {
        @Override
        public Points points(int incidents) {
            return SampleTown.of(1).withIncidents(incidents).snapped();
        }
    };

    /**
     * Returns incidents of the town.
     *
     * @param incidents how many
     * @return where they lie
     */
    public abstract Points points(int incidents);
}
