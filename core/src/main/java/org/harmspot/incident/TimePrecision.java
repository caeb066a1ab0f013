package org.harmspot.incident;

/** How exactly it is known when an incident happened. */
public enum TimePrecision {
    /** To the minute. */
    EXACT("exact times"),
    /** At some time between two, e.g. while the owner was away. */
    INTERVAL("from-to intervals"),
    /** On a day, or between two, hour unknown. */
    DAY("days without an hour"),
    /** In a month, day unknown: all that published street-level crime says. */
    MONTH("months only");

    private final String words;

    TimePrecision(String words) {
        this.words = words;
    }

    /** {@return whether it says anything about the hour} */
    public boolean hasHours() {
        return this == EXACT || this == INTERVAL;
    }

    /** {@return how to say it in a report} */
    public String words() {
        return words;
    }
}
