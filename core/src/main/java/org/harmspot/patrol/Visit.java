package org.harmspot.patrol;

import java.time.LocalDateTime;

/**
 * One stop of one patrol unit at one hotspot.
 *
 * @param unit the unit, from 1
 * @param order its place among the unit's visits, from 1
 * @param hotspot where to go
 * @param travelMinutes how long the way from the visit before is thought to take; 0 for the first
 * @param arrive when to be there
 * @param leave when to go on
 */
public record Visit(
        int unit, int order, RankedHotspot hotspot, int travelMinutes, LocalDateTime arrive, LocalDateTime leave) {}
