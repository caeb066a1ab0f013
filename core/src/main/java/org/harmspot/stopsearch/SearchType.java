package org.harmspot.stopsearch;

/** Whether a person, a vehicle, or both were searched: a search of a vehicle alone has no age, gender or ethnicity to be missing. */
public enum SearchType {
    /** A person. */
    PERSON,
    /** A person and a vehicle. */
    PERSON_AND_VEHICLE,
    /** A vehicle alone. */
    VEHICLE,
    /** The record does not say. */
    UNKNOWN,
    /** The record says something that this library has no word for. */
    UNMAPPED;

    private static final Vocabulary<SearchType> TEXTS = new Vocabulary<>(UNKNOWN, UNMAPPED)
            .of(PERSON, "person search")
            .of(PERSON_AND_VEHICLE, "person and vehicle search")
            .of(VEHICLE, "vehicle search");

    /**
     * Returns what a text of the published data stands for.
     *
     * @param text as published
     * @return the value
     */
    public static SearchType of(String text) {
        return TEXTS.of(text);
    }

    /** {@return whether a person was searched, or may have been: only of those can a person's details be missing} */
    public boolean hasPerson() {
        return this != VEHICLE;
    }
}
