package org.harmspot.hotspot;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.harmspot.incident.Incidents;

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

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "Hotspots[%d, with %d of %d incidents]", size(), incidentsInside(), incidents.size());
    }
}
