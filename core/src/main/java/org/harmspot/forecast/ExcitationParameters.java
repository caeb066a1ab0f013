package org.harmspot.forecast;

/**
 * The numbers of a self-exciting model.
 *
 * @param omega per day, how fast the excitement fades
 * @param theta how many events one brings
 * @param mu the background of each place, per day
 */
record ExcitationParameters(double omega, double theta, double[] mu) {
    /** Where the search begins: four events in five are background, the others follow within ten days. */
    static ExcitationParameters start(EventChains chains) {
        double[] mu = new double[chains.places()];
        for (int place = 0; place < mu.length; place++) {
            mu[place] = .8 * chains.count(place) / chains.days();
        }
        return new ExcitationParameters(.1, .2, mu);
    }
}
