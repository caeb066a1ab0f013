package org.harmspot.evaluate;

/** Whether a month of a measure can be told, and if not, why. */
public enum MonitorState {
    /** It is known. */
    KNOWN("known"),
    /** Nothing was sent or logged: the month is a gap, never a zero. */
    MISSING("missing"),
    /** Something was sent, but too little to be the whole month. */
    PARTIAL("partial"),
    /** The month is there, but holds nothing of which this could be measured. */
    NOT_DEFINED("not defined"),
    /** It is known, but so few people are behind it that it may not be shown. */
    WITHHELD("withheld");

    private final String words;

    MonitorState(String words) {
        this.words = words;
    }

    /** {@return how to say it in a report} */
    public String words() {
        return words;
    }
}
