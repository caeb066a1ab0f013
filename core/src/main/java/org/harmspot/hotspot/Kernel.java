package org.harmspot.hotspot;

/** How one incident is spread over the ground around it. */
enum Kernel {
    QUARTIC("quartic", "radius", Math.sqrt(8), 1, 3 / Math.PI),
    EPANECHNIKOV("Epanechnikov", "radius", Math.sqrt(6), 1, 2 / Math.PI),
    // cut where it has fallen to 1e-14 of its top: what lies beyond would be lost in rounding
    GAUSSIAN("Gaussian", "standard deviation", 1, 8, 1 / (2 * Math.PI));

    final String words;
    final String bandwidthIs;
    /** How many standard deviations along one axis make one bandwidth. */
    final double perDeviation;
    /** How many bandwidths it reaches. */
    final double reach;
    /** What it is at the incident itself, for a bandwidth of 1. */
    final double top;

    Kernel(String words, String bandwidthIs, double perDeviation, double reach, double top) {
        this.words = words;
        this.bandwidthIs = bandwidthIs;
        this.perDeviation = perDeviation;
        this.reach = reach;
        this.top = top;
    }

    /** What it is at a squared distance, for a bandwidth; per square metre. */
    double at(double squaredDistance, double bandwidth) {
        double squared = bandwidth * bandwidth;
        double u = squaredDistance / squared;
        if (u > reach * reach) {
            return 0;
        }
        double t = 1 - u;
        return top
                / squared
                * switch (this) {
                    case QUARTIC -> t * t;
                    case EPANECHNIKOV -> t;
                    case GAUSSIAN -> Math.exp(-u / 2);
                };
    }

    /**
     * How far a kernel may be off if each incident is shared out among the four middles of cells around it, as a share of its top.
     * Linear interpolation is off by at most an eighth of the squared side times the largest second derivatives along both axes: 8 tops
     * over the squared radius for the quartic, 1 for the Gaussian. The Epanechnikov kernel has an edge, so there it is the slope that
     * counts: 2 tops over the radius, times the half diagonal of a cell.
     */
    double binningError(double sideOverBandwidth) {
        return switch (this) {
            case QUARTIC -> 2 * sideOverBandwidth * sideOverBandwidth;
            case GAUSSIAN -> sideOverBandwidth * sideOverBandwidth / 4;
            case EPANECHNIKOV -> Math.sqrt(2) * sideOverBandwidth;
        };
    }
}
