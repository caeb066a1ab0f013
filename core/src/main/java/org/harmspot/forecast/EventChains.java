package org.harmspot.forecast;

import java.util.Arrays;
import org.harmspot.internal.Parallel;

/**
 * The events of each place in the order of time, as a self-exciting model walks through them. With an excitement that fades
 * exponentially a sum over all earlier events follows from the one before, so a step costs as much as there are events.
 */
final class EventChains {
    private static final int CHUNK = 256;

    private final int[] start;
    private final double[] day; // since the history began
    private final double days;

    private EventChains(int[] start, double[] day, double days) {
        this.start = start;
        this.day = day;
        this.days = days;
    }

    /** {@code leastGapMinutes}: an event that follows the one before at its place sooner is part of the same incident, and left out. */
    static EventChains of(PlaceHistory history, int leastGapMinutes) {
        int n = history.places();
        int[] start = new int[n + 1];
        boolean[] own = ownIncidents(history, leastGapMinutes);
        for (int i = 0; i < history.size(); i++) {
            start[history.place(i) + 1] += own[i] ? 1 : 0;
        }
        for (int place = 0; place < n; place++) {
            start[place + 1] += start[place];
        }
        int[] next = Arrays.copyOf(start, n);
        double[] day = new double[start[n]];
        for (int i = 0; i < history.size(); i++) {
            if (own[i]) {
                day[next[history.place(i)]++] = (history.minute(i) - history.fromMinute()) / (double) EventColumns.DAY;
            }
        }
        return new EventChains(start, day, history.days());
    }

    /** {@return whether each event is an incident of its own, not another victim of the one before it at its place} */
    static boolean[] ownIncidents(PlaceHistory history, int leastGapMinutes) {
        long[] last = new long[history.places()];
        Arrays.fill(last, Integer.MIN_VALUE - (long) leastGapMinutes);
        boolean[] own = new boolean[history.size()];
        for (int i = 0; i < own.length; i++) {
            int place = history.place(i);
            own[i] = history.minute(i) - last[place] >= leastGapMinutes;
            last[place] = history.minute(i);
        }
        return own;
    }

    int places() {
        return start.length - 1;
    }

    int count(int place) {
        return start[place + 1] - start[place];
    }

    /** {@return how many events there are} */
    int size() {
        return day.length;
    }

    double days() {
        return days;
    }

    /** One step; {@code corrected} for events near the end, or plain as first published. */
    ExcitationStep step(ExcitationParameters from, boolean corrected) {
        int n = places();
        double[] logs = new double[n];
        double[] background = new double[n];
        double[] brought = new double[n];
        double[] waited = new double[n];
        double[] held = new double[n];
        double[] pulled = new double[n];
        Parallel.chunks(n, CHUNK, (low, high) -> {
            for (int place = low; place < high; place++) {
                walk(place, from, logs, background, brought, waited, held, pulled);
            }
        });
        double all = sum(brought);
        double reach = sum(held); // of the events, as far as the history saw it
        double theta = all / (corrected ? reach : day.length);
        double omega = all / (sum(waited) + (corrected ? theta * sum(pulled) : 0));
        double[] mu = new double[n];
        for (int place = 0; place < n; place++) {
            mu[place] = background[place] / days;
        }
        double logLikelihood = sum(logs) - sum(from.mu()) * days - from.theta() * reach;
        boolean none = !(all > 0); // no event followed another: nothing to learn about omega
        return new ExcitationStep(
                logLikelihood, new ExcitationParameters(none ? from.omega() : omega, none ? 0 : theta, mu), background);
    }

    private void walk(
            int place,
            ExcitationParameters from,
            double[] logs,
            double[] background,
            double[] brought,
            double[] waited,
            double[] held,
            double[] pulled) {
        double omega = from.omega();
        double scale = from.theta() * omega;
        double mu = from.mu()[place];
        double excited = 0; // sum of e^(-omega (t - t_i)) over earlier events
        double aged = 0; // the same, each times t - t_i
        for (int k = start[place]; k < start[place + 1]; k++) {
            if (k > start[place]) {
                double gap = day[k] - day[k - 1];
                double fade = Math.exp(-omega * gap);
                aged = fade * (aged + gap * (1 + excited));
                excited = fade * (1 + excited);
            }
            double rate = mu + scale * excited;
            logs[place] += Math.log(rate);
            background[place] += mu / rate;
            brought[place] += scale * excited / rate;
            waited[place] += scale * aged / rate;
            double left = days - day[k];
            double tail = Math.exp(-omega * left);
            held[place] += 1 - tail;
            pulled[place] += left * tail;
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
