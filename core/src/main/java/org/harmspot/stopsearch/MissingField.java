package org.harmspot.stopsearch;

/** What a record of stop and search can lack, or have that tells nothing. */
public enum MissingField {
    /** No coordinates. */
    LOCATION("without a location"),
    /** No outcome, or one that is not understood. */
    OUTCOME("without a known outcome"),
    /** A blank for whether the outcome was linked to the object. */
    LINKED("with a blank for “linked to the object”"),
    /** No object of the search. */
    OBJECT("without an object"),
    /** No power. */
    POWER("without a power"),
    /** At midnight to the minute: the day is known, the hour is not. */
    TIME("at midnight to the minute"),
    /** The same as a record before it; it may well be another person. */
    REPEATED("the same as a record before"),
    /** Of people: self-defined ethnicity blank, not stated, or not understood. */
    SELF_DEFINED("self-defined ethnicity blank or not stated"),
    /** Of people: officer-defined ethnicity blank, or not understood. */
    OFFICER_DEFINED("officer-defined ethnicity blank"),
    /** Of people: no age. */
    AGE("age blank");

    private final String words;

    MissingField(String words) {
        this.words = words;
    }

    /** {@return whether only searches of people can lack it: those under all powers but section 60, in the months that every force submitted} */
    public boolean isOfPeople() {
        return compareTo(SELF_DEFINED) >= 0;
    }

    /** {@return how to say it in a report} */
    public String words() {
        return words;
    }
}
