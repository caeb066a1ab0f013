package org.harmspot.patrol;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.harmspot.incident.Period;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;
import org.harmspot.internal.RandomStream;

/**
 * Plans who goes where and when: short visits to the places where most is at stake, travel counted, the same place not twice within
 * two hours.
 *
 * <p>What is made as large as can be is the worth of all visits together, as a {@link DosePlan} gives it: places are chosen for
 * what they are worth and for the time they take. Where exact times are known, a visit outside a place's peak hours is worth half;
 * where the data carry months only no peak is known and none is made up.
 *
 * <p>Up to twelve places that get one visit each are planned by looking at every way; more by two seeded searches that take stretches
 * out of the routes and fill them again. The plan says what no plan could exceed. The search counts rounds and never looks at the
 * clock: the same input gives the same plan on any machine, with any number of threads.
 *
 * <pre>{@code
 * PatrolPlan plan = PatrolPlanner.of(Shift.parse("14:00-22:00"), 4).plan(date, ranked);
 * plan.visitsOf(1);
 * plan.gap();   // how much more could be covered, at most
 * }</pre>
 *
 * <table>
 * <caption>Fixed behaviour</caption>
 * <tr><td>places</td><td>the first 20 by rank, unless changed; {@link #planPlaces} takes all that it is given</td></tr>
 * <tr><td>must-visits</td><td>come before everything else, as many of them as can be</td></tr>
 * <tr><td>travel</td><td>rounded up to whole minutes</td></tr>
 * <tr><td>peak hours</td><td>the whole visit lies within them, or it counts as outside; if a shift holds two parts of them, the longer
 * </td></tr>
 * <tr><td>spacing</td><td>no two units are at the same time at places nearer than asked for; on the way they may meet</td></tr>
 * <tr><td>ties</td><td>less time on the way, then the first search</td></tr>
 * </table>
 *
 * <p><strong>Source:</strong> the team orienteering problem: Chao, Golden and Wasil (1996), European Journal of Operational Research
 * 88(3), 464–474, doi:10.1016/0377-2217(94)00289-4. The search: Schrimpf et al. (2000), Journal of Computational Physics 159(2),
 * 139–171, doi:10.1006/jcph.1999.6413; Christiaens and Vanden Berghe (2020), Transportation Science 54(2), 417–433,
 * doi:10.1287/trsc.2019.0914. <strong>Checked against:</strong> Chao's cases p2.2.k, p2.3.k, p4.2.d and p4.4.n with their best known
 * scores; every plan there is for up to seven places; a walk through each plan, minute by minute.
 */
public final class PatrolPlanner {
    private static final int SEARCHES = 2; // a part of the method: more threads never change it

    private final Shift shift;
    private final List<PatrolUnit> roster;
    private final Choices choices;

    /** What may be said besides shift and units; changed only on a copy that nobody has seen yet. */
    private static final class Choices {
        DosePlan dose = DosePlan.standard();
        int hotspots = 20;
        double spacingMetres = 0;
        long seed = 1;
        int iterations = 20_000;

        Choices copy() {
            Choices copy = new Choices();
            copy.dose = dose;
            copy.hotspots = hotspots;
            copy.spacingMetres = spacingMetres;
            copy.seed = seed;
            copy.iterations = iterations;
            return copy;
        }
    }

    private PatrolPlanner(Shift shift, List<PatrolUnit> roster, Choices choices) {
        this.shift = shift;
        this.roster = roster;
        this.choices = choices;
    }

    /**
     * Returns a planner for so many {@linkplain PatrolUnit#driving driving} units, with {@link DosePlan#standard()}, the first 20
     * hotspots, no spacing, seed 1 and 20,000 rounds.
     *
     * @param shift from when to when
     * @param units how many units there are; {@code >= 1}
     * @return the planner
     */
    public static PatrolPlanner of(Shift shift, int units) {
        Check.atLeast(1, units, "units");
        return of(
                shift,
                IntStream.rangeClosed(1, units)
                        .mapToObj(u -> PatrolUnit.driving("Unit " + u))
                        .toList());
    }

    /**
     * Returns a planner for the given units.
     *
     * @param shift from when to when
     * @param roster the units; at least one
     * @return the planner
     */
    public static PatrolPlanner of(Shift shift, List<PatrolUnit> roster) {
        return new PatrolPlanner(
                Check.notNull(shift, "shift"), List.copyOf(Check.notEmpty(roster, "roster")), new Choices());
    }

    private PatrolPlanner with(Consumer<Choices> change) {
        Choices copy = choices.copy();
        change.accept(copy);
        return new PatrolPlanner(shift, roster, copy);
    }

    /**
     * Returns a planner with another dose.
     *
     * @param dose how much each place may have; {@link DosePlan#standard()} unless changed
     * @return the changed planner
     */
    public PatrolPlanner with(DosePlan dose) {
        Check.notNull(dose, "dose");
        return with(c -> c.dose = dose);
    }

    /**
     * Returns a planner with shorter or longer visits.
     *
     * @param minutes how long each visit is; {@code 1 … 240}; 15 unless changed
     * @return the changed planner
     */
    public PatrolPlanner withVisitMinutes(int minutes) {
        return with(choices.dose.withVisitMinutes(minutes));
    }

    /**
     * Returns a planner for fewer or more hotspots.
     *
     * @param number how many, from the top of the ranking; {@code >= 1}; 20 unless changed
     * @return the changed planner
     */
    public PatrolPlanner withHotspots(int number) {
        Check.atLeast(1, number, "hotspots");
        return with(c -> c.hotspots = number);
    }

    /**
     * Returns a planner that keeps units apart.
     *
     * @param metres how near two places may be for two units to be there at the same time; {@code >= 0}; 0 unless changed
     * @return the changed planner
     */
    public PatrolPlanner withSpacingMetres(double metres) {
        Check.notNegative(metres, "spacingMetres");
        return with(c -> c.spacingMetres = metres);
    }

    /**
     * Returns a planner that searches by another seed.
     *
     * @param seed any number; 1 unless changed
     * @return the changed planner
     */
    public PatrolPlanner withSeed(long seed) {
        return with(c -> c.seed = seed);
    }

    /**
     * Returns a planner that searches for longer, or less long.
     *
     * @param rounds how many in both searches together; {@code >= 0}, with 0 the greedy plan; 20,000 unless changed
     * @return the changed planner
     */
    public PatrolPlanner withIterations(int rounds) {
        Check.atLeast(0, rounds, "iterations");
        return with(c -> c.iterations = rounds);
    }

    /**
     * Plans one shift for ranked hotspots: the first of them, as {@link PatrolPlace#of(RankedHotspot)} makes places of them.
     *
     * @param date the day on which it starts
     * @param ranked hotspots, best rank first
     * @return the plan; the same input gives the same plan
     */
    public PatrolPlan plan(LocalDate date, List<RankedHotspot> ranked) {
        return plan(date, ranked, UnaryOperator.identity());
    }

    /**
     * Plans one shift for ranked hotspots, with the wishes that were agreed on for some of them: must-visits, places to leave alone,
     * hours, priorities.
     *
     * @param date the day on which it starts
     * @param ranked hotspots, best rank first
     * @param wishes returns a place as it is, or changed; a must-visit is planned for whatever its rank
     * @return the plan; the same input gives the same plan
     */
    public PatrolPlan plan(LocalDate date, List<RankedHotspot> ranked, UnaryOperator<PatrolPlace> wishes) {
        List<PatrolPlace> first = new ArrayList<>();
        List<PatrolPlan.Unassigned> later = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            PatrolPlace place = wishes.apply(PatrolPlace.of(ranked.get(i)));
            if (i < choices.hotspots || place.mustVisit()) {
                first.add(place);
            } else {
                later.add(new PatrolPlan.Unassigned(place, "not among the first " + choices.hotspots + " by rank"));
            }
        }
        return plan(date, first, later, dataWindow(ranked));
    }

    /**
     * Plans one shift for places.
     *
     * @param date the day on which it starts
     * @param places all places that may be visited; their ids must differ
     * @param dataWindow from when to when the data are that their values rest on, for the record
     * @return the plan; the same input gives the same plan
     */
    public PatrolPlan planPlaces(LocalDate date, List<PatrolPlace> places, Optional<Period> dataWindow) {
        return plan(date, places, List.of(), dataWindow);
    }

    private static Optional<Period> dataWindow(List<RankedHotspot> ranked) {
        List<Period> windows = ranked.stream()
                .flatMap(r -> r.hotspot().incidents().window().stream())
                .toList();
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Period(
                windows.stream().map(Period::from).min(LocalDate::compareTo).get(),
                windows.stream().map(Period::to).max(LocalDate::compareTo).get()));
    }

    private PatrolPlan plan(
            LocalDate date, List<PatrolPlace> places, List<PatrolPlan.Unassigned> later, Optional<Period> dataWindow) {
        LocalDateTime start = shift.startOn(date);
        LocalDateTime end = shift.endOn(date);
        List<Dose> doses = choices.dose.plan(date, places);
        PlanningCase planning =
                new PlanningCase(start, end, roster, doses, choices.dose.gapMinutes(), choices.spacingMetres);
        RoutingProblem problem = planning.problem();
        boolean exact = ExactRoutes.canSolve(problem);
        List<Visit> visits = planning.visits(exact ? planning.early(ExactRoutes.solve(problem)) : search(problem));
        double worth =
                doses.stream().mapToDouble(d -> d.worthOf(visits, start, end)).sum();
        double bound = exact ? worth : Math.max(worth, planning.toWorth(RoutingBound.of(problem)));
        List<PatrolPlan.Unassigned> unassigned = unassigned(planning, doses, visits);
        unassigned.addAll(later);
        PlanHash hash = new PlanHash();
        PlanRecord record = new PlanRecord(
                "",
                version(),
                choices.seed,
                exact ? 0 : choices.iterations,
                hash.input(date, shift, roster, doses, choices.seed, choices.iterations, method(), problem),
                "",
                dataWindow,
                method(),
                limits(exact, worth, bound, doses, unassigned));
        return hash.signed(
                new PatrolPlan(date, shift, roster, visits, unassigned, doses, worth, bound, List.of(), record));
    }

    private PlanningCase.Found search(RoutingProblem problem) {
        RuinAndRecreate[] searches = new RuinAndRecreate[SEARCHES];
        Parallel.chunks(SEARCHES, 1, (from, to) -> {
            for (int s = from; s < to; s++) {
                searches[s] = new RuinAndRecreate(problem, RandomStream.of(choices.seed, s));
                searches[s].run(problem.nodes() == 0 ? 0 : choices.iterations / SEARCHES);
            }
        });
        RuinAndRecreate best = searches[0];
        for (RuinAndRecreate other : searches) {
            boolean better = other.bestValue() > best.bestValue()
                    || other.bestValue() == best.bestValue() && other.bestTravelled() < best.bestTravelled();
            best = better ? other : best;
        }
        int[][] nodes = new int[problem.units][];
        int[][] begins = new int[problem.units][];
        for (int u = 0; u < problem.units; u++) {
            nodes[u] = best.bestRoute(u);
            begins[u] = best.bestBegins(u);
        }
        return new PlanningCase.Found(nodes, begins);
    }

    private static List<PatrolPlan.Unassigned> unassigned(PlanningCase planning, List<Dose> doses, List<Visit> visits) {
        Set<PatrolPlace> visited = new LinkedHashSet<>();
        visits.forEach(visit -> visited.add(visit.place()));
        List<PatrolPlan.Unassigned> unassigned = new ArrayList<>();
        for (Dose dose : doses) {
            if (!visited.contains(dose.place())) {
                unassigned.add(new PatrolPlan.Unassigned(
                        dose.place(), dose.visits() == 0 ? dose.reason() : planning.whyNot(dose.place())));
            }
        }
        return unassigned;
    }

    private static String version() {
        String version = PatrolPlanner.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }

    private List<String> limits(
            boolean exact, double worth, double bound, List<Dose> doses, List<PatrolPlan.Unassigned> unassigned) {
        List<String> limits = new ArrayList<>();
        if (exact) {
            limits.add("No plan for these values, times and rules is worth more: all were looked at.");
        } else if (bound - worth <= 1e-9 * bound) {
            limits.add(
                    "No plan is worth more: every visit that the doses allow is made. The units have time to spare.");
        } else {
            limits.add(String.format(
                    Locale.ROOT,
                    "The best plan found in %,d rounds. No plan can be worth more than %.1f %% more; that bound is loose.",
                    choices.iterations,
                    100 * (bound / worth - 1)));
        }
        limits.add("Travel times are reckoned, not measured, and know no traffic.");
        if (doses.stream().noneMatch(dose -> dose.place().peak().isPresent())) {
            limits.add(
                    "No peak hours are known, and none are made up: a visit counts the same at any time of the shift.");
        }
        for (PatrolPlan.Unassigned place : unassigned) {
            if (place.place().mustVisit()) {
                limits.add(place.place().name() + " (" + place.place().id() + ") " + place.reason() + ".");
            }
        }
        limits.add(
                "A value says how much harm was reported. How much of it a visit prevents is not known to the plan.");
        return limits;
    }

    /** {@return how the plan is made, in words and numbers} */
    public String method() {
        Set<String> ways = new LinkedHashSet<>();
        roster.forEach(unit -> ways.add(unit.travel().method()));
        String spacing = choices.spacingMetres > 0
                ? String.format(Locale.ROOT, ", units %.0f m apart", choices.spacingMetres)
                : "";
        return String.format(
                Locale.ROOT,
                "most worth by ruin and recreate, %d rounds in %d searches, seed %d, or by looking at all where few; %s; first %d hotspots "
                        + "by rank; %s%s",
                choices.iterations,
                SEARCHES,
                choices.seed,
                choices.dose.method(),
                choices.hotspots,
                String.join("; ", ways),
                spacing);
    }

    @Override
    public String toString() {
        return "PatrolPlanner[" + shift + ", units=" + roster.size() + ", " + method() + "]";
    }
}
