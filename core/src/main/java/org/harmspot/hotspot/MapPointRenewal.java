package org.harmspot.hotspot;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harmspot.geo.Places;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.LocalMinutes;

/**
 * Notices when a publisher drew new map points: a month of which far fewer points than usual had an incident in the month before.
 *
 * <p>Far fewer: less than a fifth of the median share, where the usual share would make at least ten points. data.police.uk did so in
 * July 2022 in Bedfordshire, where 79 of 2,461 points were those of June.
 */
final class MapPointRenewal {
    private static final double LEAST_SHARE = 0.2;
    private static final int FEWEST_SHARES = 3;
    private static final int FEWEST_KEPT = 10;
    private static final int MONTHS_OF_YEAR = 12;

    /** How many map points of a month had an incident then, and in the month before, too. */
    private record Kept(int month, int points, int kept) {
        double share() {
            return (double) kept / points;
        }
    }

    private MapPointRenewal() {}

    /** What to say of incidents that were moved to map points; nothing if these stayed the same, or the months are too few to tell. */
    static Optional<String> caveat(Incidents incidents, Places places) {
        List<Kept> months = months(incidents, places);
        if (months.size() < FEWEST_SHARES) {
            return Optional.empty();
        }
        double[] shares = months.stream().mapToDouble(Kept::share).sorted().toArray();
        double usual = shares[shares.length / 2];
        return months.stream()
                .filter(month -> month.points * usual >= FEWEST_KEPT && month.share() < LEAST_SHARE * usual)
                .findFirst()
                .map(month -> String.format(
                        Locale.ROOT,
                        "Map points were renewed in %s %d: of the %,d with incidents in that month %.0f %% had any the month before, usually "
                                + "%.0f %%. Map points from before and after are not the same places; compare cells or hotspots.",
                        Month.of(month.month % MONTHS_OF_YEAR + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                        month.month / MONTHS_OF_YEAR,
                        month.points,
                        100 * month.share(),
                        100 * usual));
    }

    /** Months that follow one with incidents, in order. */
    private static List<Kept> months(Incidents incidents, Places places) {
        long[] seen = new long[incidents.size()]; // month, then place
        for (int i = 0; i < seen.length; i++) {
            LocalDate day = LocalMinutes.toDate(incidents.fromMinute(i));
            seen[i] = day.getLong(ChronoField.PROLEPTIC_MONTH) << Integer.SIZE | places.placeOf(i);
        }
        Arrays.sort(seen);
        List<Kept> months = new ArrayList<>();
        int[] last = new int[places.size()]; // month in which a place last had an incident
        int before = 0; // the month before the one in hand, if it has incidents
        for (int from = 0; from < seen.length; ) {
            int month = (int) (seen[from] >> Integer.SIZE);
            int points = 0;
            int kept = 0;
            int i = from;
            for (; i < seen.length && (int) (seen[i] >> Integer.SIZE) == month; i++) {
                int place = (int) seen[i];
                if (i == from || seen[i] != seen[i - 1]) {
                    points++;
                    kept += last[place] == month - 1 ? 1 : 0;
                }
                last[place] = month;
            }
            if (before == month - 1) {
                months.add(new Kept(month, points, kept));
            }
            before = month;
            from = i;
        }
        return months;
    }
}
