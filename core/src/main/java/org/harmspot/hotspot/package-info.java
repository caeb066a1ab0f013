/**
 * Which incidents belong together: clusters of points, and the hotspots that are drawn from them.
 *
 * <p>Start at {@link org.harmspot.hotspot.HotspotFinder} for places to patrol, or at {@link org.harmspot.hotspot.Dbscan} for
 * the clustering alone.
 *
 * <pre>{@code
 * Points ────▶ Dbscan.fit ──────────▶ Clusters   a label for each point
 * Incidents ─▶ HotspotFinder.find ──▶ Hotspots   outlines, counts, harm
 * }</pre>
 */
package org.harmspot.hotspot;
