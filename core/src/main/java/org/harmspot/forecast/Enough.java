package org.harmspot.forecast;

/** Refuses to forecast from too little, saying how much is needed. */
final class Enough {
    private Enough() {}

    static void of(PlaceHistory known, int days, int events, String who) {
        if (known.days() < days || known.size() < events) {
            throw new TooLittleHistoryException(who + " needs >= " + days + " days of history with >= " + events
                    + " events, but " + known.until() + " knows " + known.size() + " events in "
                    + Math.round(known.days() * 10) / 10.0 + " days; wait, or take in more offences or earlier years");
        }
    }
}
