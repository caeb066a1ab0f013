package org.harmspot.patrol;

import java.time.Duration;
import java.time.LocalDateTime;

/**
 * One stop of one patrol unit at one place.
 *
 * @param unit the unit, from 1
 * @param order its place among the unit's visits, from 1
 * @param place where to go
 * @param travelMinutes how long the way from the visit before, or from where the unit starts, is thought to take
 * @param arrive when to be there
 * @param arriveBy until when it may be there and still make everything that follows; not before {@code arrive}
 * @param leave when to go on, after an arrival on time
 */
public record Visit(
        int unit,
        int order,
        PatrolPlace place,
        int travelMinutes,
        LocalDateTime arrive,
        LocalDateTime arriveBy,
        LocalDateTime leave) {
    /** {@return how long it is} */
    public int minutes() {
        return (int) Duration.between(arrive, leave).toMinutes();
    }
}
