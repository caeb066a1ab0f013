package org.harmspot.stopsearch;

import java.util.Locale;

/** Whether the outcome of a search was linked to what was searched for, as the record has it. */
public enum Linked {
    /** It was. */
    YES,
    /** It was not. */
    NO,
    /** The record does not say; forces leave it blank for different reasons. */
    BLANK,
    /** The record says something that is neither true nor false. */
    UNMAPPED;

    /**
     * Returns what a text of the published data stands for.
     *
     * @param text {@code True}, {@code TRUE}, {@code 1.0}, {@code False}, {@code 0.0}, a blank, …
     * @return the value
     */
    public static Linked of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "1.0", "yes" -> YES;
            case "false", "0", "0.0", "no" -> NO;
            case "" -> BLANK;
            default -> UNMAPPED;
        };
    }
}
