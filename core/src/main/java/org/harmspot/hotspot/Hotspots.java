package org.harmspot.hotspot;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.harmspot.incident.Incidents;
import org.harmspot.internal.Check;

/**
 * The hotspots found among incidents, and what is needed to read them rightly: of what, by which method, with which caveats.
 */
public final class Hotspots implements Iterable<Hotspot> {
    private final Incidents incidents;
    private final List<Hotspot> hotspots;
    private final String method;
    private final List<String> caveats;

    Hotspots(Incidents incidents, List<Hotspot> hotspots, String method, List<String> caveats) {
        this.incidents = incidents;
        this.hotspots = List.copyOf(hotspots);
        this.method = method;
        this.caveats = List.copyOf(caveats);
    }

    /** {@return the incidents that were looked through, those outside any hotspot among them} */
    public Incidents incidents() {
        return incidents;
    }

    /** {@return how many hotspots there are} */
    public int size() {
        return hotspots.size();
    }

    /**
     * Returns one of the hotspots.
     *
     * @param i its index, {@code 0 … size() - 1}
     * @return the hotspot
     */
    public Hotspot get(int i) {
        return hotspots.get(i);
    }

    /** {@return the hotspots, those with the most incidents first} */
    public List<Hotspot> list() {
        return hotspots;
    }

    @Override
    public Iterator<Hotspot> iterator() {
        return hotspots.iterator();
    }

    /** {@return how they were found, in words and numbers} */
    public String method() {
        return method;
    }

    /** {@return what a reader should know before acting on them; may be empty} */
    public List<String> caveats() {
        return caveats;
    }

    /** {@return how many of the incidents lie in a hotspot} */
    public int incidentsInside() {
        int inside = 0;
        for (Hotspot hotspot : hotspots) {
            inside += hotspot.count();
        }
        return inside;
    }

    /**
     * Returns how much of all incidents a hotspot holds.
     *
     * @param hotspot one of these
     * @return its share of the incidents that were looked through, 0 … 1
     */
    public double shareOfIncidents(Hotspot hotspot) {
        return (double) hotspot.count() / incidents.size();
    }

    /**
     * Returns how much of all harm a hotspot holds.
     *
     * @param hotspot one of these
     * @return its share of the harm of the incidents that were looked through, 0 … 1; 0 if they have none
     * @throws IllegalStateException if the incidents were not weighed
     */
    public double shareOfHarm(Hotspot hotspot) {
        double all = incidents.totalHarmDays();
        return all > 0 ? hotspot.harmDays() / all : 0;
    }

    /**
     * Returns how much of the force's ground a hotspot takes.
     *
     * @param hotspot one of these
     * @param squareKilometres the ground of the force, e.g. {@code areas.union().getArea() / 1e6}; {@code > 0}
     * @return its share, 0 … 1
     */
    public double shareOfGround(Hotspot hotspot, double squareKilometres) {
        return hotspot.squareKilometres() / Check.positive(squareKilometres, "squareKilometres");
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "Hotspots[%d, with %d of %d incidents]", size(), incidentsInside(), incidents.size());
    }
}
