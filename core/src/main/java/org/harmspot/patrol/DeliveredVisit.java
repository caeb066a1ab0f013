package org.harmspot.patrol;

import java.time.Duration;
import java.time.LocalDateTime;
import org.harmspot.internal.Check;

/**
 * A visit that was really made.
 *
 * @param place the id of the place
 * @param unit who was there: a unit, never a person
 * @param arrive when it came
 * @param leave when it went; not before {@code arrive}
 * @param certain whether the record bears the length: a visit not much longer than the time between two position fixes does not
 */
public record DeliveredVisit(String place, String unit, LocalDateTime arrive, LocalDateTime leave, boolean certain) {
    /**
     * Checks the order of the times.
     *
     * @param place the id of the place
     * @param unit who was there
     * @param arrive when it came
     * @param leave when it went
     * @param certain whether the record bears the length
     */
    public DeliveredVisit {
        Check.notBlank(place, "place");
        Check.notBlank(unit, "unit");
        if (leave.isBefore(arrive)) {
            throw new IllegalArgumentException(
                    "arrive must not be after leave, but were " + arrive + " and " + leave + " at " + place);
        }
    }

    /** {@return how long it was, in minutes} */
    public double minutes() {
        return Duration.between(arrive, leave).toSeconds() / 60.0;
    }
}
