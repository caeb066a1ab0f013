/**
 * Where first: hotspots in order of recent harm, who goes there when, which days are left to chance, and what was delivered.
 *
 * <pre>{@code
 * Hotspots ─▶ HarmRanking.rank ─▶ List<RankedHotspot> ─▶ PatrolPlanner.plan ─▶ PatrolPlan ─▶ Dosage.measure
 *                                        │                    ▲
 *                                        └─▶ PatrolPlace ─▶ DosePlan.plan
 * }</pre>
 *
 * <p>Places are ranked, never people.
 */
package org.harmspot.patrol;
