package org.harmspot.stopsearch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.harmspot.internal.Column;
import org.harmspot.stopsearch.DisclosureControl.Published;

/**
 * All counts of a publication and how they add up, so that they can be protected at once: a count that is left out of one table must not
 * follow from another.
 *
 * <p>A group of searches has a cell for each {@link Kind}, and some kinds add up to others. Groups add up to groups kind by kind; single cells
 * stand for counts that have no kinds, such as violent incidents. Of kinds that differ by what is not known (searches and those with a known
 * outcome) rounding hides the difference: such sums are loose. Where counts are not rounded, they are sums like any other.
 */
final class Ledger {
    /** What is counted of a group of searches. */
    enum Kind {
        SEARCHES,
        KNOWN,
        ACTION,
        NO_ACTION,
        ARREST,
        OTHER_ACTION,
        LINK_KNOWN,
        LINKED,
        NOT_LINKED,
        FILM_KNOWN,
        FILMED,
        NOT_FILMED,
        UNKNOWN,
        LINK_UNKNOWN,
        FILM_UNKNOWN
    }

    private static final int KINDS = Kind.values().length;
    private static final Kind[][] WITHIN = {
        {Kind.KNOWN, Kind.ACTION, Kind.NO_ACTION},
        {Kind.ACTION, Kind.ARREST, Kind.OTHER_ACTION},
        {Kind.LINK_KNOWN, Kind.LINKED, Kind.NOT_LINKED},
        {Kind.FILM_KNOWN, Kind.FILMED, Kind.NOT_FILMED}
    };
    private static final Kind[][] WITHIN_UNROUNDED = {
        {Kind.SEARCHES, Kind.KNOWN, Kind.UNKNOWN},
        {Kind.KNOWN, Kind.LINK_KNOWN, Kind.LINK_UNKNOWN},
        {Kind.SEARCHES, Kind.FILM_KNOWN, Kind.FILM_UNKNOWN}
    };

    private final boolean rounds;
    private final Column.Ints cells = new Column.Ints();
    private final List<int[]> sums = new ArrayList<>();
    private final List<int[]> loose = new ArrayList<>();
    private final BitSet unshown = new BitSet();

    Ledger(DisclosureControl control) {
        this.rounds = control.base() > 1;
    }

    /** Says that of a group nothing is shown but these kinds: a reader does not know the others, unless there is nothing in it. */
    int showOnly(int group, Kind... shown) {
        if (count(group) > 0) {
            unshown.set(group, group + KINDS);
            for (Kind kind : shown) {
                unshown.clear(at(group, kind));
            }
        }
        return group;
    }

    /** Adds a count of its own; returns its cell. */
    int cell(int count) {
        cells.add(count);
        return cells.size() - 1;
    }

    /** Adds a group; returns what it is called here. */
    int group(OutcomeCounts c) {
        int group = cells.size();
        for (Kind kind : Kind.values()) {
            cells.add(count(c, kind));
        }
        for (Kind[] sum : WITHIN) {
            sum(sums, group, sum);
        }
        for (Kind[] sum : WITHIN_UNROUNDED) {
            if (rounds
                    && count(at(group, sum[2]))
                            == 0) { // the two are one count: leaving out one of them would be no use
                sum(sums, group, sum[0], sum[1]);
            } else {
                sum(rounds ? loose : sums, group, sum);
            }
        }
        return group;
    }

    private static int count(OutcomeCounts c, Kind kind) {
        return switch (kind) {
            case SEARCHES -> c.searches();
            case KNOWN -> c.known();
            case ACTION -> c.actions();
            case NO_ACTION -> c.known() - c.actions();
            case ARREST -> c.arrests();
            case OTHER_ACTION -> c.actions() - c.arrests();
            case LINK_KNOWN -> c.linkedKnown();
            case LINKED -> c.linked();
            case NOT_LINKED -> c.linkedKnown() - c.linked();
            case FILM_KNOWN -> c.filmedKnown();
            case FILMED -> c.filmed();
            case NOT_FILMED -> c.filmedKnown() - c.filmed();
            case UNKNOWN -> c.unknown();
            case LINK_UNKNOWN -> c.known() - c.linkedKnown();
            case FILM_UNKNOWN -> c.searches() - c.filmedKnown();
        };
    }

    private static void sum(List<int[]> sums, int group, Kind... kinds) {
        int[] sum = new int[kinds.length];
        for (int k = 0; k < sum.length; k++) {
            sum[k] = at(group, kinds[k]);
        }
        sums.add(sum);
    }

    /** The cell of a kind. */
    static int at(int group, Kind kind) {
        return group + kind.ordinal();
    }

    /** Says that groups add up to a group: each kind of it, where kinds are shown. */
    void addUp(int total, Collection<Integer> parts) {
        for (int kind = 0; kind < (rounds ? Kind.UNKNOWN.ordinal() : KINDS); kind++) {
            int[] sum = new int[parts.size() + 1];
            int k = 0;
            sum[k++] = total + kind;
            for (int part : parts) {
                sum[k++] = part + kind;
            }
            sums.add(sum);
        }
    }

    /** Says that cells add up to a cell. */
    void addUpCells(int total, int... parts) {
        int[] sum = new int[parts.length + 1];
        sum[0] = total;
        System.arraycopy(parts, 0, sum, 1, parts.length);
        sums.add(sum);
    }

    /** A group made of two, which it is the sum of. */
    int together(int first, int second) {
        int sum = group(of(first).plus(of(second)));
        addUp(sum, List.of(first, second));
        return sum;
    }

    private OutcomeCounts of(int group) {
        return new OutcomeCounts(
                count(at(group, Kind.SEARCHES)),
                count(at(group, Kind.KNOWN)),
                count(at(group, Kind.ACTION)),
                count(at(group, Kind.ARREST)),
                count(at(group, Kind.LINK_KNOWN)),
                count(at(group, Kind.LINKED)),
                count(at(group, Kind.FILM_KNOWN)),
                count(at(group, Kind.FILMED)));
    }

    /** A count as it is. */
    int count(int cell) {
        return cells.get(cell);
    }

    /** A cell that is the sum of two. */
    int sumOf(int first, int second) {
        int sum = cell(count(first) + count(second));
        addUpCells(sum, first, second);
        return sum;
    }

    /** Says that two groups are all searches: rounding hides how many there are in the smaller one. */
    void addUpLoosely(int total, int first, int second) {
        (rounds ? loose : sums)
                .add(new int[] {at(total, Kind.SEARCHES), at(first, Kind.SEARCHES), at(second, Kind.SEARCHES)});
    }

    /** A cell for a part of another; the remainder has one too, which is not shown. */
    int part(int total, int count) {
        int part = cell(count);
        int rest = cell(count(total) - count);
        if (count(rest) > 0) {
            unshown.set(rest);
        }
        addUpCells(total, part, rest);
        return part;
    }

    /** The counts as they are: for the control, and for tests. */
    int[] counts() {
        int[] counts = new int[cells.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = cells.get(i);
        }
        return counts;
    }

    /** The cells that are shown nowhere. */
    BitSet unshown() {
        return unshown;
    }

    /** For each sum the cell of it, and those of its parts; loose ones among them. */
    List<int[]> sums() {
        List<int[]> all = new ArrayList<>(sums);
        all.addAll(loose);
        return all;
    }

    Published protect(DisclosureControl control) {
        return control.protect(counts(), sums.toArray(int[][]::new), loose.toArray(int[][]::new), unshown);
    }
}
