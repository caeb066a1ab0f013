/**
 * Which incidents belong together: clusters of points, surfaces, and the hotspots that are drawn from them.
 *
 * <p>Start at {@link org.harmspot.hotspot.HotspotFinder} for places to patrol, or at {@link org.harmspot.hotspot.Dbscan} for
 * the clustering alone.
 *
 * <pre>{@code
 * Points ────▶ Dbscan.fit ──────────▶ Clusters   a label for each point
 * Points ────▶ KernelDensity.fit ───▶ Surface    incidents per km², everywhere
 * Incidents ─▶ HotspotFinder.find ──▶ Hotspots   outlines, counts, harm
 * }</pre>
 */
package org.harmspot.hotspot;
