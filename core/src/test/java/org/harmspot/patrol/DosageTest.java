package org.harmspot.patrol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SplittableRandom;
import org.harmspot.Seeds;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Points;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class DosageTest {
    private static final LocalDate DATE = LocalDate.of(2026, 10, 2);
    private static final LocalDateTime EIGHT = DATE.atTime(20, 0);
    private static final List<PatrolPlace> PLACES =
            List.of(PatrolPlace.of("A", "Market", 0, 0, 100), PatrolPlace.of("B", "Station", 2_000, 0, 80));

    /** Fixes of one unit: pairs of seconds after eight and metres east. */
    private static Fixes fixes(int... secondAndEast) {
        int n = secondAndEast.length / 2;
        long[] second = new long[n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            second[i] = Fixes.second(EIGHT) + secondAndEast[2 * i];
            x[i] = secondAndEast[2 * i + 1];
        }
        return Fixes.of(List.of("Car 1"), new int[n], second, Points.of(x, new double[n]));
    }

    private static List<String> visits(Dosage dosage, Fixes fixes) {
        return dosage.measure(fixes).visits().stream()
                .map(v -> v.place() + " " + v.arrive().toLocalTime() + " "
                        + v.leave().toLocalTime() + (v.certain() ? "" : " perhaps"))
                .toList();
    }

    @Test
    void aStayIsFromTheFirstFixInsideToTheLast() {
        Dosage dosage = Dosage.around(PLACES, 150);
        assertEquals(
                List.of("A 20:01 20:11"), visits(dosage, fixes(0, 900, 60, 100, 240, 0, 420, 20, 660, -120, 720, 900)));
        assertEquals(List.of(), visits(dosage, fixes())); // and of nothing comes nothing
        assertEquals(0, Dosage.around(PLACES, 150).measure(fixes()).driveThroughs());
    }

    @Test
    void driveThroughsAreLeftOutAndDoubtIsSaid() {
        Dosage dosage = Dosage.around(PLACES, 150);
        // inside for 2 minutes, outside half a minute before and after: cannot have been five
        Delivered through = dosage.measure(fixes(0, 900, 30, 0, 150, 0, 180, 900));
        assertEquals(0, through.visits().size());
        assertEquals(1, through.driveThroughs());
        // the same with fixes two minutes apart: may have been almost six
        assertEquals(List.of("A 20:02 20:04 perhaps"), visits(dosage, fixes(0, 900, 120, 0, 240, 0, 360, 900)));
        assertEquals(
                OptionalInt.of(120),
                dosage.measure(fixes(0, 900, 120, 0, 240, 0, 360, 900))
                        .refresh()
                        .get(0)
                        .seconds());
        assertEquals(List.of("A 20:00 20:05"), visits(dosage, fixes(0, 0, 300, 0))); // five is enough
    }

    @Test
    void gapsAreClosedButNotSilencesNorOtherPlaces() {
        Dosage dosage = Dosage.around(PLACES, 150);
        int[] away = {0, 0, 300, 0, 360, 500, 479, 0, 780, 0};
        assertEquals(List.of("A 20:00 20:13"), visits(dosage, fixes(away))); // from the last inside to the next: 179 s
        away[6] = 480; // 180 s
        assertEquals(List.of("A 20:00 20:05", "A 20:08 20:13"), visits(dosage, fixes(away)));
        assertEquals(List.of("A 20:00 20:13"), visits(dosage.withGapMinutes(4), fixes(away)));
        assertEquals(
                List.of("A 20:00 20:05", "A 20:07 20:12"), // a minute at the other place parts the two
                visits(dosage, fixes(0, 0, 300, 0, 360, 2_000, 420, 0, 720, 0)));
        assertEquals(
                List.of("A 20:00 20:05", "A 20:15:01 20:20:01"), // nobody knows where it was for ten minutes
                visits(dosage, fixes(0, 0, 300, 0, 901, 0, 1_201, 0)));
        assertEquals(List.of("A 20:00 20:20"), visits(dosage, fixes(0, 0, 300, 0, 900, 0, 1_200, 0)));
    }

    /** The rules again, over a unit's fixes one after the other, with every stay in a list and merged in passes. */
    private static List<String> twin(int[] second, int[] place, int minimum, int gap, int silence) {
        List<int[]> stays = new ArrayList<>(); // place, first, last
        for (int k = 0; k < second.length; k++) {
            if (place[k] >= 0) {
                stays.add(new int[] {place[k], k, k});
            }
        }
        for (boolean merged = true; merged; ) {
            merged = false;
            for (int s = 1; s < stays.size() && !merged; s++) {
                int[] a = stays.get(s - 1);
                int[] b = stays.get(s);
                boolean heard = true;
                for (int k = a[2] + 1; k <= b[1]; k++) {
                    heard &= second[k] - second[k - 1] <= silence * 60;
                }
                boolean next = b[1] == a[2] + 1;
                if (a[0] == b[0] && heard && (next || second[b[1]] - second[a[2]] < gap * 60)) {
                    a[2] = b[2];
                    stays.remove(s);
                    merged = true;
                }
            }
        }
        List<String> visits = new ArrayList<>();
        for (int[] stay : stays) {
            int length = second[stay[2]] - second[stay[1]];
            int before = stay[1] == 0 ? 0 : Math.min(silence * 60, second[stay[1]] - second[stay[1] - 1]);
            int after =
                    stay[2] == second.length - 1 ? 0 : Math.min(silence * 60, second[stay[2] + 1] - second[stay[2]]);
            if (length + before + after >= minimum * 60) {
                visits.add((stay[0] == 0 ? "A " : "B ")
                        + EIGHT.plusSeconds(second[stay[1]]).toLocalTime() + " "
                        + EIGHT.plusSeconds(second[stay[2]]).toLocalTime()
                        + (length >= minimum * 60 ? "" : " perhaps"));
            }
        }
        return visits;
    }

    @Test
    void theTwinMakesOutTheSameVisits() {
        Seeds.forAll(300, random -> {
            int n = random.nextInt(60);
            int[] rows = new int[2 * n];
            int[] second = new int[n];
            int[] place = new int[n];
            int time = 0;
            int at = -1;
            for (int k = 0; k < n; k++) {
                time += 1 + random.nextInt(random.nextInt(8) == 0 ? 900 : 100);
                at = random.nextInt(4) == 0 ? random.nextInt(3) - 1 : at;
                second[k] = time;
                place[k] = at;
                rows[2 * k] = time;
                rows[2 * k + 1] = at < 0 ? 900 : 2_000 * at;
            }
            Dosage dosage = Dosage.around(PLACES, 150)
                    .withMinimumMinutes(3)
                    .withGapMinutes(2)
                    .withSilenceMinutes(8);
            assertEquals(twin(second, place, 3, 2, 8), visits(dosage, fixes(rows)));
        });
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        int n = 500;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        SplittableRandom random = new SplittableRandom(4);
        int[] unit = random.ints(n, 0, 3).toArray();
        double[] x = random.doubles(n, -300, 300).toArray();
        Delivered inOrder = Dosage.around(PLACES, 150).measure(rows(order, unit, x));
        Collections.shuffle(order, new Random(1));
        assertEquals(
                inOrder.visits(),
                Dosage.around(PLACES, 150).measure(rows(order, unit, x)).visits());
        assertTrue(inOrder.visits().size() > 3);
    }

    private static Fixes rows(List<Integer> order, int[] unit, double[] x) {
        int n = order.size();
        long[] second = new long[n];
        int[] units = new int[n];
        double[] east = new double[n];
        for (int k = 0; k < n; k++) {
            second[k] = Fixes.second(EIGHT) + 20L * order.get(k);
            units[k] = unit[order.get(k)];
            east[k] = x[order.get(k)];
        }
        return Fixes.of(List.of("1", "2", "3"), units, second, Points.of(east, new double[n]));
    }

    @Test
    void fewerFixesNeverMakeMoreOfIt() { // what is certain from fewer fixes was so long in truth
        Seeds.forAll(40, random -> {
            int minutes = 2 + random.nextInt(25);
            int every = 10 + random.nextInt(290);
            int phase = random.nextInt(every);
            List<Integer> rows = new ArrayList<>();
            for (int t = phase; t < 7_200; t += every) {
                rows.add(t);
                rows.add(t >= 3_000 && t <= 3_000 + 60 * minutes ? 0 : 900);
            }
            Delivered delivered = Dosage.around(PLACES, 150)
                    .measure(fixes(rows.stream().mapToInt(Integer::intValue).toArray()));
            double certain = delivered.visits().stream()
                    .filter(DeliveredVisit::certain)
                    .mapToDouble(DeliveredVisit::minutes)
                    .sum();
            assertTrue(certain <= minutes && (certain == 0 || certain > minutes - 2 * every / 60.0 - 1e-9));
            assertTrue(minutes < 5 || delivered.visits().size() == 1, "a visit was lost");
        });
    }

    private static PatrolPlan plan() {
        return PatrolPlanner.of(Shift.parse("20:00-20:50"), 1)
                .with(DosePlan.standard().withVisits(1))
                .planPlaces(DATE, PLACES, Optional.empty());
    }

    private static DeliveredVisit visit(String place, String unit, LocalDateTime arrive, int minutes, boolean certain) {
        return new DeliveredVisit(place, unit, arrive, arrive.plusMinutes(minutes), certain);
    }

    @Test
    void whatWasDeliveredStandsBesideWhatWasPlanned() {
        PatrolPlan plan = plan();
        Visit first = plan.visits().get(0);
        String other = first.place().id().equals("A") ? "B" : "A";
        Delivered delivered = Delivered.ofLog(List.of(
                visit(first.place().id(), "1", first.arrive(), 9, true),
                visit(other, "1", EIGHT.plusMinutes(35), 6, false),
                visit("C", "2", EIGHT.plusMinutes(5), 7, true),
                visit("C", "2", EIGHT.minusDays(1), 7, true)));
        List<Delivered.PlaceDose> doses = delivered.against(plan);
        assertEquals(
                List.of("A", "B", "C"),
                doses.stream().map(Delivered.PlaceDose::place).toList());
        Delivered.PlaceDose dose = doses.get(first.place().id().equals("A") ? 0 : 1);
        assertEquals(0.6, dose.share(), 1e-12);
        assertEquals(1, dose.inTime());
        Delivered.PlaceDose doubtful = doses.get(other.equals("A") ? 0 : 1);
        assertEquals(0, doubtful.minutes());
        assertEquals(1, doubtful.uncertainVisits());
        assertEquals(7, doses.get(2).minutes());
        assertEquals(1, doses.get(2).share()); // nobody planned it
        assertEquals(
                14, delivered.minutesByWeek().get(LocalDate.of(2026, 9, 28)).get("C"));
        assertEquals("Delivered[visits=3 for certain, 1 perhaps, drive-throughs=0, minutes=23]", delivered.toString());
    }

    @Test
    void aSupervisorHearsWhatIsWrong() {
        PatrolPlan plan = plan();
        Delivered delivered = Delivered.ofLog(List.of(
                visit("A", "Car 1", EIGHT.plusMinutes(1), 14, true),
                visit("A", "Car 2", EIGHT.plusMinutes(10), 10, true),
                visit("B", "Car 3", EIGHT.plusMinutes(10), 5, false),
                visit("C", "Car 3", EIGHT.minusDays(4), 20, true)));
        List<PatrolPlace> listed = new ArrayList<>(PLACES);
        listed.add(PatrolPlace.of("C", "Park", 9_000, 0, 10));
        assertEquals(
                List.of(
                        "B: 0 of 15 planned min delivered, and 1 visits that the fixes cannot tell",
                        "B: no visit on record",
                        "C: not visited for 4 days, since 2026-09-28",
                        "A: 24 min in 7 days, of at most 20",
                        "A: Car 1 and Car 2 at the same time on 2026-10-02T20:10"),
                DoseAlarms.standard().withWeeklyCap(20).raise(plan, delivered, listed, DATE).stream()
                        .map(DoseAlarms.Alarm::toString)
                        .toList());
        List<DoseAlarms.Alarm> near = DoseAlarms.standard()
                .withMostDays(5)
                .withLeastShare(0)
                .withBunchingMetres(2_500)
                .raise(
                        plan,
                        Delivered.ofLog(List.of(
                                visit("A", "Car 1", EIGHT, 9, true),
                                visit("B", "Car 2", EIGHT.plusMinutes(5), 9, true))),
                        PLACES,
                        DATE);
        assertEquals("[A: Car 1 and Car 2 at the same time on 2026-10-02T20:05, the other at B]", near.toString());
    }

    @Test
    void minutesStandBesideThoseWhoLiveThere() {
        GeometryFactory shapes = new GeometryFactory();
        Areas wards = Areas.of(List.of(
                new Area("W1", "West", OptionalInt.of(4_000), shapes.toGeometry(new Envelope(-900, 900, -900, 900))),
                new Area("W2", "East", OptionalInt.empty(), shapes.toGeometry(new Envelope(900, 2_900, -900, 900)))));
        Delivered delivered = Delivered.ofLog(List.of(
                visit("A", "Car 1", EIGHT, 12, true),
                visit("A", "Car 1", EIGHT, 8, true),
                visit("B", "Car 2", EIGHT, 5, true)));
        List<Delivered.Exposure> exposure = delivered.exposure(wards, PLACES);
        assertEquals(20, exposure.get(0).minutes());
        assertEquals(5, exposure.get(0).minutesPerThousand().getAsDouble(), 1e-12);
        assertEquals(1, exposure.get(1).visits());
        assertTrue(exposure.get(1).minutesPerThousand().isEmpty());
        assertEquals(
                "places must hold every visited place, but 'B' is missing. Visited were [A, B]",
                assertThrows(IllegalArgumentException.class, () -> delivered.exposure(wards, PLACES.subList(0, 1)))
                        .getMessage());
    }

    @Test
    void outlinesAreWidenedByTheBuffer() {
        Areas ground = Areas.of(List.of(new Area(
                "A", "Market", OptionalInt.empty(), new GeometryFactory().toGeometry(new Envelope(0, 100, -50, 50)))));
        Fixes fixes = fixes(0, 115, 300, 118, 600, 50);
        assertEquals(List.of(), visits(Dosage.inside(ground, 10).withMinimumMinutes(10), fixes));
        assertEquals(List.of("A 20:00 20:10"), visits(Dosage.inside(ground, 20).withMinimumMinutes(10), fixes));
    }

    @Test
    void refusesFixesOfNobody() {
        assertEquals(
                "unit[1] must be in 0 … 0, but was 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Fixes.of(
                                        List.of("Car 1"),
                                        new int[] {0, 1},
                                        new long[2],
                                        Points.of(new double[2], new double[2])))
                        .getMessage());
    }
}
