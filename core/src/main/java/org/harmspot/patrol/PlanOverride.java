package org.harmspot.patrol;

import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harmspot.internal.Check;

/**
 * A change that a person makes to a plan, with the reason.
 *
 * <p>The planner advises; people decide. What they decide, why, and what it costs by the planner's own reckoning, becomes part of
 * the plan.
 *
 * @param placeId the place it is about
 * @param unit which unit is sent there, from 1; empty if visits are called off
 * @param arrive when it is to be there; empty if visits are called off
 * @param by who decided, by role, never by name, e.g. {@code "duty inspector"}
 * @param reason why
 */
public record PlanOverride(
        String placeId, Optional<Integer> unit, Optional<LocalTime> arrive, String by, String reason) {
    /**
     * Checks that nothing is missing.
     *
     * @param placeId the place
     * @param unit which unit
     * @param arrive when
     * @param by who decided
     * @param reason why
     */
    public PlanOverride {
        Check.notBlank(placeId, "placeId");
        Check.notBlank(by, "by");
        Check.notBlank(reason, "reason");
        if (unit.isPresent() != arrive.isPresent()) {
            throw new IllegalArgumentException(
                    "unit and arrive must both be given or both be empty, but were " + unit + " and " + arrive);
        }
    }

    /**
     * Calls off every visit to a place.
     *
     * @param placeId the place
     * @param by who decided, by role
     * @param reason why
     * @return the change
     */
    public static PlanOverride callOff(String placeId, String by, String reason) {
        return new PlanOverride(placeId, Optional.empty(), Optional.empty(), by, reason);
    }

    /**
     * Sends a unit to a place at a time. Its visits that can then no longer be made are dropped; all others stay as they are.
     *
     * @param unit the unit, from 1
     * @param placeId the place
     * @param arrive when to be there, within the shift
     * @param by who decided, by role
     * @param reason why
     * @return the change
     */
    public static PlanOverride send(int unit, String placeId, LocalTime arrive, String by, String reason) {
        return new PlanOverride(placeId, Optional.of(unit), Optional.of(arrive), by, reason);
    }

    /**
     * What a change did.
     *
     * @param change the change
     * @param cost how much less the plan is worth, by the planner's reckoning; negative if it is worth more
     * @param dropped the ids of the places whose visits had to go
     */
    public record Effect(PlanOverride change, double cost, List<String> dropped) {
        /**
         * Copies the list.
         *
         * @param change the change
         * @param cost what it cost
         * @param dropped what had to go
         */
        public Effect {
            dropped = List.copyOf(dropped);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s; cost %.1f, dropped %s", change, cost, dropped);
        }
    }

    @Override
    public String toString() {
        String what = unit.isPresent()
                ? "unit " + unit.get() + " sent to " + placeId + " at " + arrive.get()
                : "visits to " + placeId + " called off";
        return what + " by " + by + ": " + reason;
    }
}
