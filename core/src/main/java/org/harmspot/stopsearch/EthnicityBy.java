package org.harmspot.stopsearch;

/** Whose word on ethnicity is taken. The two disagree, and neither is the Census. */
public enum EthnicityBy {
    /** What people said of themselves: comparable with the Census, often not stated. */
    PERSON("self-defined"),
    /** What the officer saw: seldom missing, five groups, hardly ever mixed. */
    OFFICER("officer-defined");

    private final String words;

    EthnicityBy(String words) {
        this.words = words;
    }

    /**
     * Returns the group of a search.
     *
     * @param searches the searches
     * @param i the row
     * @return the group
     */
    EthnicGroup group(StopSearches searches, int i) {
        return this == PERSON ? searches.ethnicity(i).group() : searches.officerDefinedGroup(i);
    }

    /** {@return how to say it in a report} */
    public String words() {
        return words;
    }
}
