package org.harmspot.stopsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.harmspot.Seeds;
import org.harmspot.stopsearch.DisclosureControl.Published;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureControlTest {
    /** A table of random counts, with its row, column and grand totals behind the cells, and the sums that tie them. */
    private record Table(int[] counts, int[][] sums) {
        static Table random(SplittableRandom random) {
            int rows = 2 + random.nextInt(4);
            int columns = 2 + random.nextInt(3);
            int total = rows * columns + rows + columns;
            int[] counts = new int[total + 1];
            List<int[]> sums = new ArrayList<>();
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    int count = random.nextInt(3) == 0 ? random.nextInt(5) : random.nextInt(40);
                    counts[r * columns + c] = count;
                    counts[rows * columns + r] += count;
                    counts[rows * columns + rows + c] += count;
                    counts[total] += count;
                }
            }
            for (int r = 0; r < rows; r++) {
                int[] sum = new int[columns + 1];
                sum[0] = rows * columns + r;
                for (int c = 0; c < columns; c++) {
                    sum[c + 1] = r * columns + c;
                }
                sums.add(sum);
            }
            for (int c = 0; c < columns; c++) {
                int[] sum = new int[rows + 1];
                sum[0] = rows * columns + rows + c;
                for (int r = 0; r < rows; r++) {
                    sum[r + 1] = r * columns + c;
                }
                sums.add(sum);
            }
            int[] byRow = new int[rows + 1];
            byRow[0] = total;
            for (int r = 0; r < rows; r++) {
                byRow[r + 1] = rows * columns + r;
            }
            int[] byColumn = new int[columns + 1];
            byColumn[0] = total;
            for (int c = 0; c < columns; c++) {
                byColumn[c + 1] = rows * columns + rows + c;
            }
            sums.add(byRow);
            sums.add(byColumn);
            return new Table(counts, sums.toArray(int[][]::new));
        }
    }

    /** The least or most that a count can be, for one who knows all that is published and how it was made. */
    private static double bound(Table table, Published published, int base, int wanted, GoalType goal) {
        int n = table.counts().length;
        List<LinearConstraint> known = new ArrayList<>();
        for (int[] sum : table.sums()) {
            double[] row = new double[n];
            row[sum[0]] = -1;
            for (int k = 1; k < sum.length; k++) {
                row[sum[k]] += 1;
            }
            known.add(new LinearConstraint(row, Relationship.EQ, 0));
        }
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            if (published.get(i).isPresent()) {
                int count = published.get(i).getAsInt();
                known.add(new LinearConstraint(unit, Relationship.GEQ, count == 0 ? 0 : count - base / 2));
                known.add(new LinearConstraint(unit, Relationship.LEQ, count == 0 ? 0 : count + (base - 1) / 2));
            } else {
                known.add(new LinearConstraint(unit, Relationship.GEQ, 1)); // nothing that is 0 is ever left out
            }
        }
        double[] objective = new double[n];
        objective[wanted] = 1;
        return new SimplexSolver(1e-7, 10)
                .optimize(
                        new MaxIter(10_000),
                        new LinearObjectiveFunction(objective, 0),
                        new LinearConstraintSet(known),
                        goal,
                        new NonNegativeConstraint(true))
                .getValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5}) // rounding hides much; without it, leaving out must do it alone
    void anAttackerWhoSolvesAllSumsFindsNoSmallCount(int base) {
        DisclosureControl control = DisclosureControl.standard().withBase(base);
        int[] attacked = {0};
        Seeds.forAll(60, random -> {
            Table table = Table.random(random);
            Published published = control.protect(table.counts(), table.sums());
            for (int i = 0; i < table.counts().length; i++) {
                int count = table.counts()[i];
                if (count > 0 && count < 5) {
                    assertTrue(published.get(i).isEmpty());
                    double least = bound(table, published, base, i, GoalType.MINIMIZE);
                    double most = bound(table, published, base, i, GoalType.MAXIMIZE);
                    assertTrue(least <= count + 1e-6 && most >= count - 1e-6, "the attacker must know the rules");
                    assertTrue(
                            most - least > 0.999,
                            "count " + i + " of " + Arrays.toString(table.counts()) + " is " + least + " … " + most
                                    + " by " + published);
                    attacked[0]++;
                }
            }
        });
        assertTrue(attacked[0] > 100, "attacked " + attacked[0]);
    }

    @Test
    void leavingOutSmallCountsAloneWouldNotDo() {
        // 3 + 20 = 23: with 3 left out alone, it is 23 - 20
        int[][] sums = {{2, 0, 1}};
        Published published = DisclosureControl.standard().withBase(1).protect(new int[] {3, 20, 23}, sums);
        assertEquals("[–, –, 23]", published.toString());
        assertEquals(2, published.leftOut());
        // 1 and 1 of 2 + 30: each would be half of what is missing
        Published two =
                DisclosureControl.standard().withBase(1).protect(new int[] {1, 1, 30, 32}, new int[][] {{3, 0, 1, 2}});
        assertEquals("[–, –, –, 32]", two.toString());
    }

    @Test
    void roundingIsThatOfTheMinistryOfDefence() {
        // x != 0 and |x| < 5: "~"; else to the nearest 5
        int[] counts = {0, 1, 4, 5, 7, 8, 12, 13, 102};
        assertEquals(
                "[0, –, –, 5, 5, 10, 10, 15, 100]",
                DisclosureControl.standard().protect(counts, new int[0][]).toString());
        assertEquals(
                "[0, –, –, –, –, –, 10, 10, 100]",
                DisclosureControl.standard()
                        .withSmallest(10)
                        .withBase(10)
                        .protect(counts, new int[0][])
                        .toString());
    }

    @Test
    void aSumThatIsNotOneIsRefused() {
        assertEquals(
                "count 2 must be the sum of its parts, but is 24 and they are 23",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> DisclosureControl.standard()
                                        .protect(new int[] {3, 20, 24}, new int[][] {{2, 0, 1}}))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> DisclosureControl.standard().withSmallest(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> DisclosureControl.standard().protect(new int[] {-1}, new int[0][]));
    }
}
