package org.harmspot.stopsearch;

/** What a record says to a question of yes or no: whether an outcome was linked to the object, whether a camera was on. */
public enum YesNo {
    /** Yes. */
    YES,
    /** No. */
    NO,
    /** The record does not say; forces leave fields blank for different reasons. */
    BLANK,
    /** The record says something that is neither yes nor no. */
    UNMAPPED;

    private static final Vocabulary<YesNo> TEXTS = new Vocabulary<>(BLANK, UNMAPPED)
            .of(YES, "true", "1", "1.0", "yes", "y", "t")
            .of(NO, "false", "0", "0.0", "no", "n", "f");

    /**
     * Returns what a text of the published data stands for.
     *
     * @param text {@code True}, {@code TRUE}, {@code 1.0}, {@code False}, {@code 0.0}, a blank, …
     * @return the value
     */
    public static YesNo of(String text) {
        return TEXTS.of(text);
    }
}
