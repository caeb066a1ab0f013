/**
 * Where: points in metres, the places they share, projections, and areas.
 *
 * <p>Everything above this package computes on {@link org.harmspot.geo.Points}: metres east and north in one projection.
 * Degrees exist only in {@link org.harmspot.geo.LatLon} and at the doors of {@link org.harmspot.geo.Projection}.
 *
 * <pre>{@code
 * degrees ──▶ Projection.toPlane ──▶ Points ──▶ Places.of     unique points, and which incident lies where
 *                                      └──────▶ Areas.locate  which area each lies in
 * }</pre>
 */
package org.harmspot.geo;
