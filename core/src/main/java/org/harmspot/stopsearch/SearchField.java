package org.harmspot.stopsearch;

import java.util.function.Function;

/** The texts that a record of stop and search has, by the name of their column in files of data.police.uk. */
public enum SearchField {
    /** Person, vehicle, or both. */
    TYPE("Type", SearchType::of),
    /** Gender. */
    GENDER("Gender", null),
    /** Age range. */
    AGE_RANGE("Age range", null),
    /** How the person described their ethnicity. */
    SELF_DEFINED_ETHNICITY("Self-defined ethnicity", Ethnicity::of),
    /** How the officer described it. */
    OFFICER_DEFINED_ETHNICITY("Officer-defined ethnicity", EthnicGroup::of),
    /** The power that was used. */
    LEGISLATION("Legislation", Power::of),
    /** What was searched for. */
    OBJECT("Object of search", SearchObject::of),
    /** What the search led to. */
    OUTCOME("Outcome", Outcome::of),
    /** Whether that was linked to the object. */
    LINKED("Outcome linked to object of search", YesNo::of),
    /** Whether a body-worn camera recorded it: only in a force's own files, never in published ones. */
    BODY_WORN_VIDEO("Body-worn video", YesNo::of),
    /** Which force; of published files, from their name. */
    FORCE("Force", null);

    private final String column;
    private final Function<String, Enum<?>> meaning;

    SearchField(String column, Function<String, Enum<?>> meaning) {
        this.column = column;
        this.meaning = meaning;
    }

    /** {@return the name of the column} */
    public String column() {
        return column;
    }

    /** What a text of this field stands for; null for fields whose texts stand for themselves. */
    Enum<?> meaning(String text) {
        return meaning == null ? null : meaning.apply(text);
    }
}
