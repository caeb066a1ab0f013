package org.harmspot.stopsearch;

import java.util.Locale;
import java.util.Map;

/**
 * What a search led to: both vocabularies of data.police.uk, brought together.
 *
 * <p>A blank is {@link #UNKNOWN}, never "no further action".
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

    private static final Map<String, Outcome> BY_TEXT = Map.ofEntries(
            Map.entry("a no further action disposal", NO_FURTHER_ACTION),
            Map.entry("nothing found - no further action", NO_FURTHER_ACTION),
            Map.entry("suspected psychoactive substances seized - no further action", SEIZED_NO_FURTHER_ACTION),
            Map.entry("article found - detailed outcome unavailable", FOUND_DETAILS_UNKNOWN),
            Map.entry("arrest", ARREST),
            Map.entry("suspect arrested", ARREST),
            Map.entry("community resolution", COMMUNITY_RESOLUTION),
            Map.entry("local resolution", COMMUNITY_RESOLUTION),
            Map.entry("khat or cannabis warning", DRUGS_WARNING),
            Map.entry("offender given drugs possession warning", DRUGS_WARNING),
            Map.entry("penalty notice for disorder", PENALTY_NOTICE),
            Map.entry("offender given penalty notice", PENALTY_NOTICE),
            Map.entry("caution (simple or conditional)", CAUTION),
            Map.entry("offender cautioned", CAUTION),
            Map.entry("summons / charged by post", SUMMONS),
            Map.entry("suspect summonsed to court", SUMMONS),
            Map.entry("", UNKNOWN));

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
        return BY_TEXT.getOrDefault(text.strip().toLowerCase(Locale.ROOT), UNMAPPED);
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
