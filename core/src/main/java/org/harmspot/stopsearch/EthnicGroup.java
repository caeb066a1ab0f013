package org.harmspot.stopsearch;

/** The five groups of the Census, and the three ways in which a record can have none. Officers record groups, not more. */
public enum EthnicGroup {
    /** White. */
    WHITE("White"),
    /** Mixed or multiple. Officers hardly ever record it, so it cannot be compared with the Census on their view. */
    MIXED("Mixed"),
    /** Asian; Chinese among them, as in the Census since 2011. */
    ASIAN("Asian"),
    /** Black. */
    BLACK("Black"),
    /** Any other. */
    OTHER("Other"),
    /** The person was asked and did not say. Not the same as "other", though the published texts put it there. */
    NOT_STATED("not stated"),
    /** The record is blank. */
    UNKNOWN("not recorded"),
    /** The record says something that this library has no word for. */
    UNMAPPED("not understood");

    private static final Vocabulary<EthnicGroup> TEXTS = new Vocabulary<>(UNKNOWN, UNMAPPED)
            .of(WHITE, "white")
            .of(MIXED, "mixed")
            .of(ASIAN, "asian")
            .of(BLACK, "black")
            .of(OTHER, "other");

    private final String words;

    EthnicGroup(String words) {
        this.words = words;
    }

    /**
     * Returns the group that an officer recorded.
     *
     * @param text as published, e.g. {@code "Asian"}
     * @return the group
     */
    public static EthnicGroup of(String text) {
        return TEXTS.of(text);
    }

    /** {@return whether it is one of the five} */
    public boolean isKnown() {
        return compareTo(NOT_STATED) < 0;
    }

    /** {@return how to say it in a report} */
    public String words() {
        return words;
    }
}
