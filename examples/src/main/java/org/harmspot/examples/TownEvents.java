package org.harmspot.examples;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens in the invented town: a night-time economy, a few chronic corners, an emerging place, near repeats, a season, and
 * all else where people live.
 */
final class TownEvents {
    /** An incident as it was, before anybody recorded it. */
    record Event(String offence, LocalDateTime from, LocalDateTime to, double x, double y) {}

    /** A search as it was. */
    record Search(
            LocalDateTime time,
            double x,
            double y,
            boolean located,
            String type,
            String gender,
            String age,
            int ethnicity,
            String legislation,
            String object,
            int outcome,
            boolean linked) {}

    private static final int CHRONIC_CORNERS = 7;

    // offence code, how many in a thousand, where, when
    private static final Object[][] OFFENCES = {
        {"105A", 235.0, "mixed", "evening"},
        {"8N", 150.0, "mixed", "night"},
        {"8L", 95.0, "home", "interval"},
        {"8R", 55.0, "home", "interval"},
        {"9A", 90.0, "centre", "night"},
        {"46", 85.0, "centre", "shop"},
        {"58C", 60.0, "home", "interval"},
        {"49", 50.0, "centre", "shop"},
        {"58A", 30.0, "home", "interval"},
        {"45", 30.0, "home", "interval"},
        {"28E", 28.0, "home", "interval"},
        {"34B", 26.0, "corner", "afternoon"},
        {"92D", 22.0, "corner", "evening"},
        {"20A", 20.0, "mixed", "night"},
        {"48", 15.0, "home", "interval"},
        {"10D", 14.0, "corner", "evening"},
        {"104", 13.0, "centre", "night"},
        {"39", 12.0, "centre", "night"},
        {"30C", 10.0, "centre", "interval"},
        {"19C", 9.0, "home", "night"},
        {"44", 9.0, "home", "interval"},
        {"5D", 9.0, "mixed", "night"},
        {"3B", 8.0, "home", "evening"},
        {"8S", 5.0, "centre", "night"},
        {"92A", 4.0, "corner", "evening"},
        {"34A", 3.0, "centre", "shop"},
        {"2", 0.4, "mixed", "night"},
        {"1", 0.25, "mixed", "night"},
    };

    final List<Event> events = new ArrayList<>();
    final List<Search> searches = new ArrayList<>();

    private final SplittableRandom random;
    private final TownPlan plan;
    private final LocalDate start;
    private final int days;
    private final double[] homeCumulative;
    private final List<TownPlan.MapPoint> corners = new ArrayList<>();
    private final double[] cornerWeights = new double[CHRONIC_CORNERS];
    private final TownPlan.MapPoint emerging;

    TownEvents(SplittableRandom random, TownPlan plan, LocalDate start, int days, int incidents, int searchCount) {
        this.random = random;
        this.plan = plan;
        this.start = start;
        this.days = days;
        this.homeCumulative = cumulative(plan.residentsWeight);
        for (int k = 0; k < CHRONIC_CORNERS; k++) {
            corners.add(plan.mapPoints.get(pick(homeCumulative)));
            cornerWeights[k] = 1.0 / (k + 1);
        }
        this.emerging = plan.mapPoints.get(pick(homeCumulative));
        happen(incidents);
        search(searchCount);
    }

    private static double[] cumulative(double[] weights) {
        double[] sums = weights.clone();
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }

    private int pick(double[] cumulative) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    // --- incidents ---------------------------------------------------------------------------------------------------

    private void happen(int incidents) {
        double[] shares = new double[OFFENCES.length];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = (Double) OFFENCES[k][1];
        }
        double[] byOffence = cumulative(shares);
        double[] byCorner = cumulative(cornerWeights);
        while (events.size() < incidents) {
            Object[] offence = OFFENCES[pick(byOffence)];
            LocalDate day = day();
            double[] at = place((String) offence[2], day, byCorner);
            Event event = when((String) offence[0], (String) offence[3], day, at[0], at[1]);
            events.add(event);
            boolean repeats = offence[2].equals("corner") || offence[0].equals("8N") || offence[0].equals("5D");
            if (repeats && random.nextDouble() < 0.14 && events.size() < incidents) {
                repeat(event);
            }
        }
        events.sort(Comparator.comparing(Event::to)
                .thenComparing(Event::from)
                .thenComparing(Event::offence)
                .thenComparingDouble(Event::x)
                .thenComparingDouble(Event::y));
    }

    /** More in summer and at weekends. */
    private LocalDate day() {
        while (true) {
            LocalDate day = start.plusDays(random.nextInt(days));
            double season = 1 + 0.18 * StrictMath.cos(2 * StrictMath.PI * (day.getDayOfYear() - 196) / 365.25);
            boolean weekend = day.getDayOfWeek() == DayOfWeek.FRIDAY || day.getDayOfWeek() == DayOfWeek.SATURDAY;
            if (random.nextDouble() * 1.6 < season * (weekend ? 1.3 : 1.0)) {
                return day;
            }
        }
    }

    private double[] place(String where, LocalDate day, double[] byCorner) {
        double chance = random.nextDouble();
        long daysLeft = java.time.temporal.ChronoUnit.DAYS.between(day, start.plusDays(days));
        if (daysLeft < 120 && !where.equals("home") && chance < 0.10 * (1 - daysLeft / 120.0)) {
            return around(emerging, 60); // grows from nothing in the last four months
        }
        boolean corner = where.equals("corner") ? chance < 0.75 : where.equals("mixed") && chance < 0.16;
        boolean centre = where.equals("centre") ? chance < 0.70 : where.equals("mixed") && chance < 0.42;
        if (corner) {
            return around(corners.get(pick(byCorner)), 45);
        }
        if (centre) {
            boolean club = random.nextDouble() < 0.45;
            return around(
                    plan.landmarks.get(club ? random.nextInt(2) : random.nextInt(plan.landmarks.size())),
                    club ? 50 : 140);
        }
        return around(plan.mapPoints.get(pick(homeCumulative)), 55);
    }

    private double[] around(TownPlan.MapPoint point, double spread) {
        return new double[] {
            clamp(Math.rint(point.x() + normal() * spread), TownPlan.WEST + 130, TownPlan.WEST + TownPlan.WIDTH - 130),
            clamp(
                    Math.rint(point.y() + normal() * spread),
                    TownPlan.SOUTH + 130,
                    TownPlan.SOUTH + TownPlan.HEIGHT - 130)
        };
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    /** From two even numbers, by Box and Muller; the same on every machine. */
    private double normal() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    private Event when(String offence, String pattern, LocalDate day, double x, double y) {
        LocalDateTime time =
                switch (pattern) {
                    case "night" -> weekendNight(day).atTime(21, 0).plusMinutes(Math.round(Math.abs(normal()) * 150));
                    case "evening" -> day.atTime(17, 0).plusMinutes(Math.round(normal() * 170));
                    case "afternoon" -> day.atTime(15, 15).plusMinutes(Math.round(Math.abs(normal()) * 190));
                    case "shop" -> day.atTime(13, 30).plusMinutes(Math.round(normal() * 160));
                    default -> day.atTime(LocalTime.of(random.nextInt(24), random.nextInt(60)));
                };
        if (random.nextDouble() < 0.2) {
            time = time.withMinute(0); // people remember full hours
        }
        boolean interval = pattern.equals("interval") && random.nextDouble() < 0.7;
        LocalDateTime to = interval ? time.plusMinutes(30 + random.nextInt(14 * 60)) : time;
        LocalDateTime last = start.plusDays(days).atStartOfDay().minusMinutes(1);
        return new Event(offence, time.isAfter(last) ? last : time, to.isAfter(last) ? last : to, x, y);
    }

    private LocalDate weekendNight(LocalDate day) {
        if (random.nextDouble() < 0.55) {
            LocalDate friday = day.with(java.time.temporal.TemporalAdjusters.previousOrSame(DayOfWeek.FRIDAY));
            LocalDate night = friday.plusDays(random.nextInt(2));
            return night.isBefore(start) ? day : night;
        }
        return day;
    }

    private void repeat(Event first) {
        double angle = random.nextDouble() * 2 * StrictMath.PI;
        double far = 20 + random.nextDouble() * 160;
        LocalDateTime time = first.from.plusMinutes(12 * 60 + random.nextInt(13 * 24 * 60));
        if (time.isBefore(start.plusDays(days).atStartOfDay())) {
            events.add(new Event(
                    first.offence,
                    time,
                    time,
                    Math.rint(first.x + far * StrictMath.cos(angle)),
                    Math.rint(first.y + far * StrictMath.sin(angle))));
        }
    }

    // --- searches ----------------------------------------------------------------------------------------------------

    private void search(int many) {
        double[] byCorner = cumulative(cornerWeights);
        for (int k = 0; k < many; k++) {
            LocalDate day = day();
            double[] at = place(random.nextDouble() < 0.55 ? "corner" : "mixed", day, byCorner);
            LocalDateTime time = day.atTime(19, 0).plusMinutes(Math.round(normal() * 230));
            LocalDateTime first = start.atStartOfDay();
            LocalDateTime last = start.plusDays(days).atStartOfDay().minusMinutes(1);
            time = time.isBefore(first) ? first : time.isAfter(last) ? last : time;
            double kind = random.nextDouble();
            String type = kind < 0.72 ? "Person search" : kind < 0.97 ? "Person and Vehicle search" : "Vehicle search";
            boolean drugs = random.nextDouble() < 0.62;
            boolean section60 = !drugs && random.nextDouble() < 0.05;
            String legislation = drugs
                    ? "Misuse of Drugs Act 1971 (section 23)"
                    : section60
                            ? "Criminal Justice and Public Order Act 1994 (section 60)"
                            : "Police and Criminal Evidence Act 1984 (section 1)";
            String object = drugs
                    ? "Controlled drugs"
                    : section60
                            ? "Anything to threaten or harm anyone"
                            : List.of("Offensive weapons", "Stolen goods", "Article for use in theft")
                                    .get(random.nextInt(3));
            double luck = random.nextDouble();
            int outcome = luck < 0.71
                    ? 0
                    : luck < 0.84 ? 1 : luck < 0.93 ? 2 : luck < 0.96 ? 3 : luck < 0.98 ? 4 : luck < 0.99 ? 5 : 6;
            boolean vehicle = type.equals("Vehicle search");
            searches.add(new Search(
                    time,
                    at[0],
                    at[1],
                    random.nextDouble() > 0.12,
                    type,
                    vehicle || random.nextDouble() < 0.02 ? "" : random.nextDouble() < 0.9 ? "Male" : "Female",
                    vehicle || random.nextDouble() < 0.1
                            ? ""
                            : List.of("10-17", "18-24", "25-34", "over 34").get(random.nextInt(4)),
                    vehicle ? -1 : random.nextInt(10),
                    legislation,
                    object,
                    outcome,
                    random.nextDouble() < 0.72));
        }
        searches.sort(Comparator.comparing(Search::time)
                .thenComparingDouble(Search::x)
                .thenComparingDouble(Search::y));
    }
}
