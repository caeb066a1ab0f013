package org.harmspot.forecast;

/**
 * One step of expectation and maximisation.
 *
 * @param logLikelihood of the parameters that the step started from
 * @param next the parameters that it leads to
 * @param background how many events of each place are background under the parameters it started from
 */
record ExcitationStep(double logLikelihood, ExcitationParameters next, double[] background) {}
