package org.harmspot.incident;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.harmspot.internal.Check;

/**
 * A set of offences with a name, so that a report can print what it counted.
 *
 * <p>Offences are codes of the Home Office counting rules ({@code "8N"}, {@code "4.1"}) or categories of data.police.uk
 * ({@code "Robbery"}), spelt as in the data; upper and lower case are the same.
 *
 * @param name what to call it, e.g. {@code "Serious violence (Duty, coded)"}
 * @param note what it leaves out or stands in for, in one sentence; may be empty
 * @param offences its members
 */
public record OffenceSet(String name, String note, NavigableSet<String> offences) {
    /**
     * Copies the members.
     *
     * @param name what to call it
     * @param note what it stands in for
     * @param offences its members; at least one
     */
    public OffenceSet {
        Check.notBlank(name, "name");
        Check.notNull(note, "note");
        Check.notEmpty(offences, "offences");
        NavigableSet<String> copy = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        copy.addAll(offences);
        offences = Collections.unmodifiableNavigableSet(copy);
    }

    /**
     * Returns a set of the user's own.
     *
     * @param name what to call it
     * @param offences codes or categories
     * @return the set
     */
    public static OffenceSet of(String name, String... offences) {
        return new OffenceSet(name, "", new TreeSet<>(List.of(offences)));
    }

    /**
     * Says whether an offence belongs to the set.
     *
     * @param offence a code or category
     * @return whether it does
     */
    public boolean contains(String offence) {
        return offences.contains(offence);
    }

    /**
     * Returns this set with the members of another.
     *
     * @param other the other set
     * @return both together, under the name of this one
     */
    public OffenceSet with(OffenceSet other) {
        NavigableSet<String> both = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        both.addAll(offences);
        both.addAll(other.offences);
        List<String> notes =
                new ArrayList<>(List.of(note, "With " + other.name.toLowerCase(Locale.ROOT) + ".", other.note));
        notes.removeIf(String::isEmpty);
        return new OffenceSet(name, String.join(" ", notes), both);
    }

    @Override
    public String toString() {
        return name + " {" + String.join(", ", offences) + "}" + (note.isEmpty() ? "" : ": " + note);
    }
}
