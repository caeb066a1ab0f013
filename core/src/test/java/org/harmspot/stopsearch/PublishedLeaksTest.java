package org.harmspot.stopsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NoFeasibleSolutionException;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.linear.UnboundedSolutionException;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.harmspot.Seeds;
import org.harmspot.briefing.StopSearchReport;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.HotspotFinder;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.patrol.HarmRanking;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.stopsearch.DisclosureControl.Published;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Tries to work out of a publication what was left out of it. */
class PublishedLeaksTest {
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final String[] POWERS = {
        "Misuse of Drugs Act 1971 (section 23)",
        "Police and Criminal Evidence Act 1984 (section 1)",
        "Criminal Justice and Public Order Act 1994 (section 60)",
        "Firearms Act 1968 (section 47)",
        ""
    };
    private static final String[] OBJECTS = {"Controlled drugs", "Offensive weapons", "Stolen goods", ""};
    private static final String[] OUTCOMES = {
        "A no further action disposal", "A no further action disposal", "Arrest", "Community resolution", ""
    };
    private static final String[] GROUPS = {
        "White - Irish", "Black/African/Caribbean/Black British - African", "Asian/Asian British - Indian", ""
    };
    private static final String[] OFFICERS = {"White", "Black", ""};
    private static final double[] PLACES = {500_000, 501_000, 503_000, Double.NaN, 509_000};
    private static final Incidents VIOLENCE = violence();
    private static final List<RankedHotspot> RANKED = HarmRanking.on(LocalDate.of(2024, 7, 1))
            .rank(HotspotFinder.of(Dbscan.of(50, 3)).find(VIOLENCE));
    private static final Denominator PEOPLE = new Denominator(
            "residents", Map.of(EthnicGroup.WHITE, 9_000.0, EthnicGroup.BLACK, 900.0, EthnicGroup.ASIAN, 700.0));

    @TempDir
    Path folder;

    private static Incidents violence() {
        List<Incident> rows = new ArrayList<>();
        rows.addAll(Collections.nCopies(13, Incident.in("Robbery", YearMonth.of(2024, 5), 500_000, 200_000)));
        rows.addAll(Collections.nCopies(3, Incident.in("Robbery", YearMonth.of(2024, 5), 501_000, 200_000)));
        rows.addAll(Collections.nCopies(2, Incident.in("Robbery", YearMonth.of(2024, 5), 505_000, 200_000)));
        return HarmIndex.onsByPoliceUkCategory().weigh(Incidents.of(GRID, rows));
    }

    private static Areas areas() {
        List<Area> areas = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            areas.add(new Area(
                    "A" + k,
                    "Area " + k,
                    OptionalInt.of(3_000),
                    new GeometryFactory()
                            .toGeometry(new Envelope(499_500 + k * 1_000, 500_500 + k * 1_000, 199_000, 201_000))));
        }
        return Areas.of(areas);
    }

    private static int few(SplittableRandom random, int n) {
        return Math.min(random.nextInt(n), random.nextInt(n));
    }

    /** One search, as a row of choices. */
    private static int[] search(SplittableRandom random) {
        return new int[] {
            few(random, PLACES.length),
            few(random, POWERS.length),
            few(random, OBJECTS.length),
            few(random, OUTCOMES.length),
            few(random, GROUPS.length),
            few(random, OFFICERS.length),
            random.nextInt(10), // what is blank or odd
            4 + few(random, 3)
        };
    }

    private static StopSearches searches(List<int[]> rows) {
        StopSearchesBuilder builder = StopSearchesBuilder.inMetres();
        int k = 0;
        for (int[] row : rows) {
            double x = PLACES[row[0]];
            String outcome = OUTCOMES[row[3]];
            builder.time(LocalDateTime.of(2024, row[7], 1 + k++ % 28, row[6] == 0 ? 0 : 12, 0))
                    .at(x, Double.isNaN(x) ? Double.NaN : 200_000)
                    .say(SearchField.FORCE, "demo")
                    .say(SearchField.TYPE, row[6] == 1 ? "Vehicle search" : "Person search")
                    .say(SearchField.LEGISLATION, POWERS[row[1]])
                    .say(SearchField.OBJECT, OBJECTS[row[2]])
                    .say(SearchField.OUTCOME, outcome)
                    .say(SearchField.LINKED, outcome.startsWith("A ") ? "" : row[6] > 4 ? "True" : "False")
                    .say(SearchField.SELF_DEFINED_ETHNICITY, GROUPS[row[4]])
                    .say(SearchField.OFFICER_DEFINED_ETHNICITY, OFFICERS[row[5]])
                    .say(SearchField.AGE_RANGE, row[6] == 2 ? "" : "18-24")
                    .say(SearchField.BODY_WORN_VIDEO, row[6] == 3 ? "" : row[6] < 8 ? "True" : "False")
                    .add();
        }
        return builder.build(GRID);
    }

    private static PublishedOutcomes published(List<int[]> rows, DisclosureControl control) {
        StopSearches searches = searches(rows);
        StopSearchOutcomes.Result result = StopSearchOutcomes.of(areas()).measure(searches);
        return result.published(control, SearchesAndViolence.in(RANKED).measure(searches, VIOLENCE));
    }

    // --- the attacker ------------------------------------------------------------------------------------------------

    /** All that one can know who reads everything that is published and knows how it was made. */
    private record Knowledge(int[] counts, double[] least, double[] most, List<int[]> sums) {
        static Knowledge of(PublishedOutcomes outcomes) {
            int[] counts = outcomes.ledger().counts();
            Published published = outcomes.published();
            int base = outcomes.control().base();
            double[] least = new double[counts.length];
            double[] most = new double[counts.length];
            for (int i = 0; i < counts.length; i++) {
                OptionalInt shown = published.get(i);
                boolean nothing = shown.isPresent() && shown.getAsInt() == 0 && counts[i] == 0;
                least[i] = shown.isEmpty()
                        ? outcomes.ledger().unshown().get(i) ? 0 : 1
                        : nothing ? 0 : Math.max(outcomes.control().smallest(), shown.getAsInt() - base / 2);
                most[i] = shown.isEmpty() ? Double.POSITIVE_INFINITY : nothing ? 0 : shown.getAsInt() + (base - 1) / 2;
            }
            return new Knowledge(counts, least, most, outcomes.ledger().sums());
        }

        double bound(int wanted, GoalType goal) {
            int[] column = new int[counts.length];
            int columns = 0;
            for (int i = 0; i < counts.length; i++) {
                column[i] = most[i] == least[i] ? -1 : columns++;
            }
            List<LinearConstraint> known = new ArrayList<>();
            Set<String> seen = new HashSet<>(); // the solver stumbles over what is said twice
            for (int[] sum : sums) {
                double[] row = new double[columns];
                double right = 0;
                for (int k = 0; k < sum.length; k++) {
                    double sign = k == 0 ? -1 : 1;
                    right -= sign * least[sum[k]]; // each is so much above the least it can be
                    if (column[sum[k]] >= 0) {
                        row[column[sum[k]]] += sign;
                    }
                }
                if (Arrays.stream(row).anyMatch(v -> v != 0) && seen.add(Arrays.toString(row))) {
                    known.add(new LinearConstraint(row, Relationship.EQ, right));
                }
            }
            for (int i = 0; i < counts.length; i++) {
                if (column[i] >= 0 && Double.isFinite(most[i])) {
                    double[] row = new double[columns];
                    row[column[i]] = 1;
                    known.add(new LinearConstraint(row, Relationship.LEQ, most[i] - least[i]));
                }
            }
            double[] objective = new double[columns];
            objective[column[wanted]] = 1;
            try {
                return least[wanted]
                        + new SimplexSolver(1e-7, 10)
                                .optimize(
                                        new MaxIter(100_000),
                                        new LinearObjectiveFunction(objective, 0),
                                        new LinearConstraintSet(known),
                                        goal,
                                        new NonNegativeConstraint(true))
                                .getValue();
            } catch (UnboundedSolutionException e) {
                return Double.POSITIVE_INFINITY;
            } catch (NoFeasibleSolutionException e) {
                throw new AssertionError("the attacker must know the rules", e);
            }
        }
    }

    private static PublishedOutcomes random(SplittableRandom random, int atLeast, int base) {
        List<int[]> rows = new ArrayList<>();
        int n = atLeast + random.nextInt(atLeast);
        for (int k = 0; k < n; k++) {
            rows.add(search(random));
        }
        return published(rows, DisclosureControl.standard().withBase(base));
    }

    @Test
    void oneWhoSolvesAllTablesTogetherFindsNoSmallCount() {
        int[] attacked = {0};
        Seeds.forAll(5, random -> {
            PublishedOutcomes outcomes = random(random, 50, 5);
            Knowledge known = Knowledge.of(outcomes);
            for (int i = 0; i < known.counts().length; i++) {
                int count = known.counts()[i];
                assertTrue(known.least()[i] <= count && count <= known.most()[i], "cell " + i + " " + count);
            }
            List<Integer> small = new ArrayList<>();
            for (int i = 0; i < known.counts().length; i++) {
                if (known.counts()[i] > 0 && known.counts()[i] < 5) {
                    assertTrue(outcomes.published().get(i).isEmpty(), "count " + i + " is published");
                    small.add(i);
                }
            }
            for (int k = 0; k < 5 && !small.isEmpty(); k++) {
                int i = small.remove(random.nextInt(small.size()));
                double least = known.bound(i, GoalType.MINIMIZE);
                double most = known.bound(i, GoalType.MAXIMIZE);
                int count = known.counts()[i];
                assertTrue(
                        least <= count + 1e-6 && most >= count - 1e-6,
                        "the attacker must know the rules, but has " + least + " … " + most + " for " + count);
                assertTrue(most - least > 0.999, "count " + i + " of " + outcomes + " is " + least + " … " + most);
                attacked[0]++;
            }
        });
        assertTrue(attacked[0] > 10, "attacked " + attacked[0]);
    }

    /** Without rounding every count is known or not, and the sums are equations: none of them, nor all together, may give a small count. */
    @Test
    void countsThatAreNotRoundedFollowFromNoEquations() {
        int[] attacked = {0};
        Seeds.forAll(4, random -> {
            PublishedOutcomes outcomes = random(random, 15, 1);
            int[] counts = outcomes.ledger().counts();
            Map<Integer, Integer> column = new HashMap<>();
            for (int i = 0; i < counts.length; i++) {
                if (outcomes.published().get(i).isEmpty()) {
                    column.put(i, column.size());
                }
            }
            Map<Integer, long[]> basis = new HashMap<>();
            for (int[] sum : outcomes.ledger().sums()) {
                long[] row = new long[column.size()];
                for (int k = 0; k < sum.length; k++) {
                    if (column.containsKey(sum[k])) {
                        row[column.get(sum[k])] += k == 0 ? -1 : 1;
                    }
                }
                int pivot = reduce(row, basis);
                if (pivot >= 0) {
                    basis.put(pivot, row);
                }
            }
            for (int i : column.keySet()) {
                if (counts[i] > 0 && counts[i] < 5) {
                    long[] alone = new long[column.size()];
                    alone[column.get(i)] = 1;
                    assertTrue(reduce(alone, basis) >= 0, "count " + i + " of " + outcomes + " follows");
                    attacked[0]++;
                }
            }
        });
        assertTrue(attacked[0] > 100, "attacked " + attacked[0]);
    }

    /** Takes out of a row what others say, in whole numbers modulo a prime; returns its first column, scaled to 1, or -1 if nothing is left. */
    private static int reduce(long[] row, Map<Integer, long[]> basis) {
        long prime = Integer.MAX_VALUE;
        for (int c = 0; c < row.length; c++) {
            row[c] = Math.floorMod(row[c], prime);
            long[] other = basis.get(c);
            if (row[c] != 0 && other != null) {
                long times = row[c];
                for (int d = c; d < row.length; d++) {
                    row[d] = Math.floorMod(row[d] - times * other[d], prime);
                }
            } else if (row[c] != 0) {
                long scale = BigInteger.valueOf(row[c])
                        .modInverse(BigInteger.valueOf(prime))
                        .longValue();
                for (int d = c; d < row.length; d++) {
                    row[d] = Math.floorMod(row[d] * scale, prime);
                }
                return c;
            }
        }
        return -1;
    }

    // --- what else is printed ----------------------------------------------------------------------------------------

    /** Shares, intervals, funnels, hotspots and warnings too: if no published count changes, not one letter does. */
    @Test
    void nothingIsPrintedThatDoesNotFollowFromPublishedCounts() throws Exception {
        DisclosureControl control = DisclosureControl.standard().withBase(80);
        SplittableRandom random = new SplittableRandom(11);
        List<int[]> rows = new ArrayList<>();
        for (int k = 0; k < 3_000; k++) {
            rows.add(search(random));
        }
        PublishedOutcomes before = published(rows, control);
        String[] printed = print(rows, control);
        int same = 0;
        for (int tries = 0; tries < 100 && same < 4; tries++) {
            List<int[]> other = new ArrayList<>(rows);
            for (int change = 0; change < 1; change++) {
                other.set(1 + random.nextInt(rows.size() - 1), search(random));
            }
            PublishedOutcomes after = published(other, control);
            if (after.published().toString().equals(before.published().toString())
                    && !Arrays.equals(after.ledger().counts(), before.ledger().counts())) {
                String[] now = print(other, control);
                assertEquals(printed[0], now[0]);
                assertEquals(printed[1], now[1]);
                same++;
            }
        }
        assertTrue(same >= 3, "compared " + same);
    }

    private String[] print(List<int[]> rows, DisclosureControl control) throws Exception {
        StopSearchReport.of(StopSearchOutcomes.of(areas()).measure(searches(rows)))
                .with(control)
                .withViolence(RANKED, VIOLENCE)
                .withGroups(List.of(PEOPLE))
                .write(folder);
        return new String[] {
            Files.readString(folder.resolve("stop-search.html")), Files.readString(folder.resolve("stop-search.csv"))
        };
    }
}
