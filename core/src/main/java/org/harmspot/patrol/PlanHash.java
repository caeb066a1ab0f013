package org.harmspot.patrol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Fingerprints of what a plan was made from, and of the plan. */
final class PlanHash {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm", Locale.ROOT);

    String input(
            LocalDate date,
            Shift shift,
            List<PatrolUnit> roster,
            List<Dose> doses,
            long seed,
            int iterations,
            String method,
            RoutingProblem problem) {
        StringBuilder text = new StringBuilder();
        line(text, date, shift, seed, iterations, method);
        for (Dose dose : doses) {
            PatrolPlace p = dose.place();
            line(text, p.id(), p.name(), p.x(), p.y(), p.value(), p.low(), p.peak(), p.window(), p.mustVisit());
            line(text, p.suppressed(), p.priority(), p.priorityReason(), dose.visitMinutes(), dose.worth());
        }
        for (int u = 0; u < roster.size(); u++) {
            PatrolUnit unit = roster.get(u);
            line(
                    text,
                    unit.name(),
                    unit.start(),
                    unit.end(),
                    unit.rest(),
                    unit.travel().method());
            numbers(text, problem.fromStart[u]);
            numbers(text, problem.toEnd[u]);
            if (u == 0 || problem.travel[u] != problem.travel[u - 1]) {
                numbers(text, problem.travel[u]);
            }
        }
        return sha256(text);
    }

    /** The plan with its id and the hash of who goes where and when. */
    PatrolPlan signed(PatrolPlan plan) {
        StringBuilder text = new StringBuilder();
        for (Visit visit : plan.visits()) {
            line(text, visit.unit(), visit.order(), visit.place().id(), visit.arrive(), visit.leave());
        }
        plan.overrides().forEach(effect -> line(text, effect.change()));
        String hash = sha256(text);
        PlanRecord r = plan.record();
        String id = DAY.format(plan.date()) + "-" + TIME.format(plan.shift().start()) + "-" + hash.substring(0, 8);
        PlanRecord signed = new PlanRecord(
                id, r.version(), r.seed(), r.iterations(), r.inputHash(), hash, r.dataWindow(), r.method(), r.limits());
        return new PatrolPlan(
                plan.date(),
                plan.shift(),
                plan.roster(),
                plan.visits(),
                plan.unassigned(),
                plan.doses(),
                plan.worth(),
                plan.bound(),
                plan.overrides(),
                signed);
    }

    private static void line(StringBuilder text, Object... values) {
        for (Object value : values) {
            text.append(value).append('\t');
        }
        text.append('\n');
    }

    private static void numbers(StringBuilder text, int[] values) {
        for (int value : values) {
            text.append(value).append('\t');
        }
        text.append('\n');
    }

    private static String sha256(StringBuilder text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
