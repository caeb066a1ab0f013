package org.harmspot.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import org.harmspot.incident.Coverage.Status;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final YearMonth JANUARY = YearMonth.of(2023, 1);

    /** Months from January on; a negative number is a month that was not sent. */
    private static Map<YearMonth, Long> from(YearMonth first, long... rows) {
        Map<YearMonth, Long> months = new TreeMap<>();
        for (int m = 0; m < rows.length; m++) {
            if (rows[m] >= 0) {
                months.put(first.plusMonths(m), rows[m]);
            }
        }
        return months;
    }

    @Test
    void aMonthThatNobodySentIsMissingAndNotZero() {
        Coverage coverage = Coverage.of(Map.of("demo", from(JANUARY, 100, 100, -1, 100, 0)));
        assertEquals(Status.MISSING, coverage.of("demo", YearMonth.of(2023, 3)).status());
        assertEquals(Status.PARTIAL, coverage.of("demo", YearMonth.of(2023, 5)).status());
        assertEquals(
                "[demo 2023-03 missing, demo 2023-05 partial (0 rows)]",
                coverage.gaps().toString());
        assertEquals(Status.MISSING, coverage.of("demo", YearMonth.of(2022, 12)).status());
        assertEquals(Status.MISSING, coverage.of("demo", YearMonth.of(2023, 6)).status());
    }

    @Test
    void aFifthOfTheTrailingMedianIsEnoughAndLessIsNot() {
        assertEquals(
                0,
                Coverage.of(Map.of("demo", from(JANUARY, 90, 100, 110, 20)))
                        .gaps()
                        .size());
        assertEquals(
                1,
                Coverage.of(Map.of("demo", from(JANUARY, 90, 100, 110, 19)))
                        .gaps()
                        .size());
        assertEquals(
                0,
                Coverage.of(Map.of("demo", from(JANUARY, 100, 100, 1))).gaps().size()); // two say nothing
    }

    @Test
    void onlySubmittedMonthsOfTheLastTwelveAreTheMeasure() {
        long[] rows = new long[27];
        java.util.Arrays.fill(rows, 0, 14, 1000);
        java.util.Arrays.fill(rows, 14, 26, 210); // the force records less from now on
        rows[5] = 10; // partial, and no part of any median
        rows[26] = 50;
        Coverage coverage = Coverage.of(Map.of("demo", from(JANUARY, rows)));
        assertEquals("[demo 2023-06 partial (10 rows)]", coverage.gaps().toString()); // 50 of 210 is more than a fifth
    }

    @Test
    void theFirstMonthsAreMeasuredByThoseAfterThem() {
        Coverage coverage = Coverage.of(Map.of("demo", from(JANUARY, 39, 8000, 9000, 8500, 1600)));
        assertEquals(
                "[demo 2023-01 partial (39 rows), demo 2023-05 partial (1,600 rows)]",
                coverage.gaps().toString()); // a fifth of the median of 8000, 9000 and 8500; the first is no part of it
        assertEquals(
                0,
                Coverage.of(Map.of("demo", from(JANUARY, 39, 8000, 9000)))
                        .gaps()
                        .size()); // two after say nothing
    }

    @Test
    void allForcesAreHeldToTheSameMonths() {
        Coverage coverage =
                Coverage.of(Map.of("north", from(JANUARY, 5, 5, 5), "south", from(YearMonth.of(2022, 12), 5, 5, 5)));
        assertEquals(
                "[north 2022-12 missing, south 2023-03 missing]",
                coverage.gaps().toString());
        assertTrue(coverage.isComplete(new Period(LocalDate.of(2023, 1, 31), LocalDate.of(2023, 2, 2))));
        assertFalse(coverage.isComplete(new Period(LocalDate.of(2023, 1, 31), LocalDate.of(2023, 3, 2))));
        assertFalse(Coverage.of(Map.of()).isComplete(Period.month(JANUARY)));
        assertEquals(
                "force must be one of [north, south], but was 'east'",
                assertThrows(IllegalArgumentException.class, () -> coverage.of("east", JANUARY))
                        .getMessage());
    }

    @Test
    void itPrintsAsACalendar() {
        assertEquals(
                """
                Coverage[2022-12 to 2023-05, 1 force, 2 months missing or partial]
                               J F M A M J J A S O N D
                demo      2022                       x
                demo      2023 x x - x p""",
                Coverage.of(Map.of("demo", from(YearMonth.of(2022, 12), 100, 100, 100, -1, 100, 3)))
                        .toString());
        assertEquals("Coverage[no months]", Coverage.of(Map.of()).toString());
    }
}
