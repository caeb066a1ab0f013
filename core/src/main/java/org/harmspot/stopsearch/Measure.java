package org.harmspot.stopsearch;

/**
 * The three ways of asking what searches led to. They are kept apart: an arrest can be for something else, and a search without action
 * can have found something.
 */
public enum Measure {
    /** Of the searches with a known outcome, those that led to anything. */
    ANY_ACTION("any action"),
    /** Of the searches with a known outcome, those that led to an arrest. */
    ARREST("arrest"),
    /** Of the searches that say so, those whose outcome was linked to what was searched for; where {@link LinkedGate} lets it. */
    LINKED("linked to the object");

    private final String words;

    Measure(String words) {
        this.words = words;
    }

    /** {@return how to say it in a report} */
    public String words() {
        return words;
    }
}
