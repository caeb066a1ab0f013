package org.harmspot.benchmarks.quality;

import com.graphhopper.jsprit.core.algorithm.VehicleRoutingAlgorithm;
import com.graphhopper.jsprit.core.algorithm.box.Jsprit;
import com.graphhopper.jsprit.core.problem.Location;
import com.graphhopper.jsprit.core.problem.VehicleRoutingProblem;
import com.graphhopper.jsprit.core.problem.job.Job;
import com.graphhopper.jsprit.core.problem.job.Service;
import com.graphhopper.jsprit.core.problem.solution.VehicleRoutingProblemSolution;
import com.graphhopper.jsprit.core.problem.solution.route.VehicleRoute;
import com.graphhopper.jsprit.core.problem.solution.route.activity.TourActivity;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleImpl;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleType;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleTypeImpl;
import com.graphhopper.jsprit.core.util.FastVehicleRoutingTransportCostsMatrix;
import com.graphhopper.jsprit.core.util.Solutions;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.harmspot.patrol.PatrolPlace;

/**
 * The plan that jsprit makes for a {@link PatrolCase}: its own objective is to assign as many jobs as it can, so that here what is not
 * visited costs its value, and the way a thousandth part a minute, as a tie-break; priorities 1 to 10 are by value, in tenths of the places.
 * One thread, since its plans depend on how many there are. Times are in minutes.
 */
final class JspritPlan {
    private static final double TIE = 1e-3;

    private final PatrolCase problem;
    private final List<PatrolPlace> points; // the places, then start and end

    private JspritPlan(PatrolCase problem) {
        this.problem = problem;
        this.points = new ArrayList<>(problem.places());
        points.add(problem.start());
        points.add(problem.end());
    }

    /** {@return what its plan is worth, after a walk through it} */
    static double worth(PatrolCase problem, long seed, int iterations) {
        return new JspritPlan(problem).solve(seed, iterations);
    }

    private double solve(long seed, int iterations) {
        VehicleRoutingProblem routing = routing();
        Map<String, Double> worth = new HashMap<>();
        problem.places().forEach(place -> worth.put(place.id(), place.value()));
        VehicleRoutingAlgorithm algorithm = Jsprit.Builder.newInstance(routing)
                .setProperty(Jsprit.Parameter.ITERATIONS, Integer.toString(iterations))
                .setProperty(Jsprit.Parameter.THREADS, "1")
                .setRandom(new Random(seed))
                .setObjectiveFunction(solution -> cost(solution, worth))
                .buildAlgorithm();
        return walk(Solutions.bestOf(algorithm.searchSolutions()));
    }

    private VehicleRoutingProblem routing() {
        int n = points.size();
        FastVehicleRoutingTransportCostsMatrix.Builder ways =
                FastVehicleRoutingTransportCostsMatrix.Builder.newInstance(n, false);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int minutes = i == j ? 0 : problem.minutes(points.get(i), points.get(j));
                ways.addTransportTimeAndDistance(i, j, minutes, 0);
            }
        }
        VehicleRoutingProblem.Builder builder = VehicleRoutingProblem.Builder.newInstance()
                .setFleetSize(VehicleRoutingProblem.FleetSize.FINITE)
                .setRoutingCost(ways.build());
        VehicleType type = VehicleTypeImpl.Builder.newInstance("unit")
                .setCostPerDistance(0)
                .setCostPerTransportTime(1)
                .build();
        for (int u = 1; u <= problem.units(); u++) {
            builder.addVehicle(VehicleImpl.Builder.newInstance("Unit " + u)
                    .setType(type)
                    .setStartLocation(Location.newInstance(n - 2))
                    .setEndLocation(Location.newInstance(n - 1))
                    .setEarliestStart(0)
                    .setLatestArrival(problem.shift().length().toMinutes())
                    .build());
        }
        services().forEach(builder::addJob);
        return builder.build();
    }

    private List<Service> services() {
        int places = problem.places().size();
        List<PatrolPlace> byValue = new ArrayList<>(problem.places());
        byValue.sort(Comparator.comparingDouble(PatrolPlace::value).reversed());
        Map<String, Integer> priority = new HashMap<>();
        for (int i = 0; i < places; i++) {
            priority.put(byValue.get(i).id(), 1 + 10 * i / places);
        }
        List<Service> services = new ArrayList<>();
        for (int p = 0; p < places; p++) {
            PatrolPlace place = points.get(p);
            services.add(Service.Builder.newInstance(place.id())
                    .setLocation(Location.newInstance(p))
                    .setServiceTime(problem.visitMinutes())
                    .addTimeWindow(opens(place), closes(place) - problem.visitMinutes())
                    .setPriority(priority.get(place.id()))
                    .build());
        }
        return services;
    }

    private long opens(PatrolPlace place) {
        return place.window().map(hours -> minute(hours.from())).orElse(0L);
    }

    private long closes(PatrolPlace place) {
        return place.window()
                .map(hours -> minute(hours.to()))
                .orElse(problem.shift().length().toMinutes());
    }

    private long minute(LocalTime time) {
        return Duration.between(problem.shift().start(), time).toMinutes();
    }

    private static double cost(VehicleRoutingProblemSolution solution, Map<String, Double> worth) {
        double cost = 0;
        for (VehicleRoute route : solution.getRoutes()) {
            cost += TIE * (route.getEnd().getArrTime() - route.getStart().getEndTime());
        }
        for (Job job : solution.getUnassignedJobs()) {
            cost += worth.get(job.getId());
        }
        return cost;
    }

    /** The value of all visits; refuses a plan that breaks a rule. */
    private double walk(VehicleRoutingProblemSolution solution) {
        Set<PatrolPlace> visited = new HashSet<>();
        double worth = 0;
        if (solution.getRoutes().size() > problem.units()) {
            throw new IllegalStateException("more routes than units");
        }
        for (VehicleRoute route : solution.getRoutes()) {
            PatrolPlace at = problem.start();
            long time = 0;
            for (TourActivity stop : route.getActivities()) {
                PatrolPlace place = points.get(stop.getLocation().getIndex());
                time = Math.max(time + problem.minutes(at, place), opens(place)) + problem.visitMinutes();
                if (time > closes(place) || !visited.add(place)) {
                    throw new IllegalStateException("a visit to " + place.id() + " is too late, or the second");
                }
                worth += place.value();
                at = place;
            }
            if (time + problem.minutes(at, problem.end())
                    > problem.shift().length().toMinutes()) {
                throw new IllegalStateException("a route ends after the shift");
            }
        }
        return worth;
    }
}
