package org.harmspot.stopsearch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.harmspot.chance.Proportion;

/**
 * What may be shown to others of searches for weapons beside violence in the same places: see {@link SearchesAndViolence}. Where the
 * hotspots were drawn around the same violence, most of it lies inside by the way they were made.
 *
 * @param places the first hotspots one by one, and the others together
 * @param inside all hotspots together
 * @param outside everywhere else
 * @param section60Inside of the searches under section 60 with a location, those inside; empty if that may not be said
 * @param unlocated weapon searches without a location; empty if that may not be said
 */
public record PublishedViolence(
        List<Place> places, Place inside, Place outside, Optional<Proportion> section60Inside, OptionalInt unlocated) {
    /**
     * What may be shown of one hotspot, or of several.
     *
     * @param name its rank and name
     * @param violence violent incidents; empty if that may not be said
     * @param searches searches for weapons, not under section 60, and what they led to
     */
    public record Place(String name, OptionalInt violence, PublishedRow searches) {
        /** {@return weapon searches for each violent incident; empty if either may not be said, or there was no violence} */
        public OptionalDouble searchesPerIncident() {
            return violence.orElse(0) == 0 || searches.searches().isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) searches.searches().getAsInt() / violence.getAsInt());
        }
    }

    /**
     * Copies the list.
     *
     * @param places the hotspots
     * @param inside all hotspots together
     * @param outside everywhere else
     * @param section60Inside share of the searches under section 60
     * @param unlocated weapon searches without a location
     */
    public PublishedViolence {
        places = List.copyOf(places);
    }

    /** {@return of the weapon searches with a location, those inside; empty if that may not be said} */
    public Optional<Proportion> searchesInside() {
        return share(inside.searches().searches(), outside.searches().searches());
    }

    /** {@return of the violent incidents with a location, those inside; empty if that may not be said} */
    public Optional<Proportion> violenceInside() {
        return share(inside.violence(), outside.violence());
    }

    static Optional<Proportion> share(OptionalInt inside, OptionalInt outside) {
        int of = inside.orElse(0) + outside.orElse(0);
        return inside.isEmpty() || outside.isEmpty() || of == 0
                ? Optional.empty()
                : Optional.of(new Proportion(inside.getAsInt(), of));
    }
}
