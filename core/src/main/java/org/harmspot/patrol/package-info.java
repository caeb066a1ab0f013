/**
 * Where first: hotspots in order of recent harm, and who goes there when.
 *
 * <pre>{@code
 * Hotspots ─▶ HarmRanking.rank ─▶ List<RankedHotspot> ─▶ PatrolPlanner.plan ─▶ PatrolPlan
 * }</pre>
 *
 * <p>Places are ranked, never people.
 */
package org.harmspot.patrol;
