/**
 * Where next? How many incidents, and how much harm, each place must expect in the coming day, shift or week.
 *
 * <p>Start at {@link org.harmspot.forecast.PriorCounts}, the baseline: nothing is worth more than what it already does. Every method
 * is a {@link org.harmspot.forecast.Forecaster}, and so may be one of your own.
 *
 * <pre>{@code
 * Incidents, Grid ──▶ PlaceHistory.of ──▶ before(time) ──▶ Forecaster.forecast(known, window) ──▶ Forecast
 * }</pre>
 */
package org.harmspot.forecast;
