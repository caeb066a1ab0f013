/**
 * Which incidents belong together: clusters of points, surfaces, and the hotspots that are drawn from them.
 *
 * <p>Start at {@link org.harmspot.hotspot.HotspotFinder} for places to patrol, or at {@link org.harmspot.hotspot.Dbscan} for
 * the clustering alone.
 *
 * <pre>{@code
 * Points ────▶ Dbscan.fit ──────────▶ Clusters           a label for each point
 * Points ────▶ Hdbscan.fit ─────────▶ ClusterTree        the same at every scale, with the clusters that last
 * Points ────▶ Optics.fit ──────────▶ ReachabilityPlot   the same as a curve with valleys
 * Incidents ─▶ SpaceTimeDbscan.fit ─▶ Clusters           near in time as well
 * Points ────▶ KernelDensity.fit ───▶ Surface            incidents per km², everywhere
 * Incidents ─▶ HotspotFinder.find ──▶ Hotspots           outlines, counts, harm
 * }</pre>
 */
package org.harmspot.hotspot;
