package org.harmspot.forecast;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.harmspot.internal.Check;

/**
 * Several forecasters together, each weighed by how well it would have served in the past.
 *
 * <pre>{@code
 * Forecaster best = Ensemble.of(PriorHarm.ofDays(5 * 365).withHalfLifeDays(3 * 365), SpaceTimeKernel.of(150, 60), SelfExciting.ofPlaces());
 * }</pre>
 *
 * <p>The expected counts, and harms, of the members are added up with weights {@code >= 0}. The weights maximise the Poisson log score of
 * <strong>past windows only</strong>: by default 60 windows as long as the one to forecast, starting every 5 days (or one length apart
 * if that is longer) before the end of the history. Each member is fitted to what was known before the first of them, stands at the start
 * of each, and knows nothing later. The weights come from expectation-maximisation, the score has one maximum, and they need not sum to
 * 1: members that all expect too little are lifted. The spread of counts about the mix, beyond chance, is measured on the same windows.
 *
 * <p><strong>Assumes</strong> that what served last year serves tomorrow. With members that are much alike, single weights mean little;
 * their sum does not.
 *
 * <p><strong>Source:</strong> Gneiting and Raftery (2007), <em>Strictly proper scoring rules, prediction, and estimation</em>, Journal of
 * the American Statistical Association 102(477), 359–378, doi:10.1198/016214506000001437, for the score; Dempster, Laird and Rubin (1977),
 * Journal of the Royal Statistical Society B 39(1), 1–38, doi:10.1111/j.2517-6161.1977.tb01600.x, for the weights.
 * <strong>Checked against:</strong> a search over a fine lattice of weights, and histories whose best mix is known.
 */
public final class Ensemble implements Forecaster {
    private static final int WINDOWS = 60;
    private static final int EVERY_DAYS = 5; // 5 and 7 share no factor: every weekday has its turn
    private static final int FEWEST_EVENTS = 100;

    private final List<Forecaster> members;
    private final int windows;
    private final int everyDays;

    private Ensemble(List<Forecaster> members, int windows, int everyDays) {
        this.members = members;
        this.windows = windows;
        this.everyDays = everyDays;
    }

    /**
     * Returns an ensemble.
     *
     * @param members two or more forecasters
     * @return the ensemble
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static Ensemble of(Forecaster... members) {
        Check.atLeast(2, members.length, "members");
        return new Ensemble(List.of(members), WINDOWS, EVERY_DAYS);
    }

    /**
     * Returns an ensemble whose weights come from other past windows.
     *
     * @param windows how many; {@code >= 10}; by default 60
     * @param everyDays how many days from the start of one to that of the next; {@code >= 1}; by default 5
     * @return a copy
     */
    public Ensemble withPastWindows(int windows, int everyDays) {
        return new Ensemble(members, Check.atLeast(10, windows, "windows"), Check.atLeast(1, everyDays, "everyDays"));
    }

    /**
     * Finds the weights for windows of a length.
     *
     * @param known what is known; no later window is used
     * @param window the window to forecast; only its length matters
     * @return the weights, ready to forecast windows of about that length
     * @throws IllegalArgumentException if too little is known for the past windows or for a member
     */
    public EnsembleFit fit(PlaceHistory known, Window window) {
        PastWindows past = PastWindows.of(known, window, windows, everyDays);
        List<Forecaster> then = new ArrayList<>();
        List<Forecaster> now = new ArrayList<>();
        PlaceHistory before = known.before(past.first());
        for (Forecaster member : members) {
            then.add(member.fitted(before));
            now.add(member.fitted(known));
        }
        MixtureWeights mixture = past.mixture(then);
        if (mixture.events() < FEWEST_EVENTS) {
            throw new TooLittleHistoryException(name() + " needs >= " + FEWEST_EVENTS + " events in " + windows
                    + " past windows, but " + known.until() + " knows " + mixture.events()
                    + "; take more past windows: withPastWindows");
        }
        return new EnsembleFit(this, now, mixture, words(window));
    }

    private String words(Window window) {
        return String.format(
                Locale.ROOT,
                "weights by the Poisson log score of %d past windows of %d hours, every %d days",
                windows,
                Math.round(window.days() * 24),
                everyDays);
    }

    @Override
    public Forecast forecast(PlaceHistory known, Window window) {
        return fit(known, window).forecast(known, window);
    }

    /** {@return this ensemble with weights for windows of a day, and its members fitted} */
    @Override
    public Forecaster fitted(PlaceHistory known) {
        LocalDateTime until = known.until();
        return fit(known, new Window(until, until.plusDays(1)));
    }

    List<Forecaster> members() {
        return members;
    }

    @Override
    public String name() {
        return "ensemble";
    }

    @Override
    public String method() {
        return "ensemble of " + members.stream().map(Forecaster::method).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return "Ensemble" + Arrays.toString(members.toArray());
    }
}
