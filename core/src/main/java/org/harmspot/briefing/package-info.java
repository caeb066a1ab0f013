/**
 * To look at: the map, and the briefing of a day with its patrol sheets.
 *
 * <p>Start at {@link org.harmspot.briefing.Briefing}, or at {@link org.harmspot.briefing.HotspotMap} for the map alone.
 *
 * <pre>{@code
 * ranking, plan, outcomes ─▶ Briefing.write ─▶ briefing.html, map.png, GeoJSON, CSV, run.json
 * }</pre>
 */
package org.harmspot.briefing;
