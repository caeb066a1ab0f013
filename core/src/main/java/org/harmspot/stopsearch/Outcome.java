package org.harmspot.stopsearch;

/**
 * What a search led to: both vocabularies of data.police.uk, brought together.
 *
 * <p>A blank is {@link #UNKNOWN}, never "no further action"; the {@code false} of the police API, which stands for nothing found,
 * is.
 */
public enum Outcome {
    /** Nothing further was done. Something may have been found all the same. */
    NO_FURTHER_ACTION("no further action"),
    /** Suspected psychoactive substances were seized, and nothing further was done: authors disagree on what to call it. */
    SEIZED_NO_FURTHER_ACTION("seized, no further action"),
    /** An article was found, and what followed is not recorded. */
    FOUND_DETAILS_UNKNOWN("found, details unknown"),
    /** An arrest. */
    ARREST("arrest"),
    /** A community or local resolution. */
    COMMUNITY_RESOLUTION("community resolution"),
    /** A warning for khat, cannabis or other drugs. */
    DRUGS_WARNING("drugs warning"),
    /** A penalty notice. */
    PENALTY_NOTICE("penalty notice"),
    /** A caution, simple or conditional. */
    CAUTION("caution"),
    /** A summons, or a charge by post. */
    SUMMONS("summons or postal charge"),
    /** The record does not say. */
    UNKNOWN("not recorded"),
    /** The record says something that this library has no word for. */
    UNMAPPED("not understood");

    private static final Vocabulary<Outcome> TEXTS = new Vocabulary<>(UNKNOWN, UNMAPPED)
            .of(NO_FURTHER_ACTION, "a no further action disposal", "nothing found - no further action", "false")
            .of(SEIZED_NO_FURTHER_ACTION, "suspected psychoactive substances seized - no further action")
            .of(FOUND_DETAILS_UNKNOWN, "article found - detailed outcome unavailable")
            .of(ARREST, "arrest", "suspect arrested")
            .of(COMMUNITY_RESOLUTION, "community resolution", "local resolution")
            .of(DRUGS_WARNING, "khat or cannabis warning", "offender given drugs possession warning")
            .of(PENALTY_NOTICE, "penalty notice for disorder", "offender given penalty notice")
            .of(CAUTION, "caution (simple or conditional)", "offender cautioned")
            .of(SUMMONS, "summons / charged by post", "suspect summonsed to court");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /**
     * Returns the outcome that a text of the published data stands for.
     *
     * @param text the text as published, in the present or the earlier vocabulary
     * @return the outcome; {@link #UNKNOWN} for a blank, {@link #UNMAPPED} for a text that is in neither vocabulary
     */
    public static Outcome of(String text) {
        return TEXTS.of(text);
    }

    /** {@return whether the record says what followed} */
    public boolean isKnown() {
        return this != UNKNOWN && this != UNMAPPED;
    }

    /** {@return whether something followed: known, and not "no further action" in either form} */
    public boolean isAction() {
        return isKnown() && this != NO_FURTHER_ACTION && this != SEIZED_NO_FURTHER_ACTION;
    }

    /** {@return how to say it in a report} */
    public String words() {
        return words;
    }
}
