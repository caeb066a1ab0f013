package org.harmspot.briefing;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.harmspot.chance.Proportion;
import org.harmspot.stopsearch.Measure;
import org.harmspot.stopsearch.PublishedViolence;

/** Weapon searches beside violence in the same places: where they go, and what they find there. Never what they do to violence. */
final class ViolenceSection {
    /** Where the hotspots were drawn around the violence that is counted. */
    static final String DRAWN_AROUND_IT =
            "The hotspots were drawn around this violence, so its share inside is high by the way they were made.";
    /** Where that may be so. */
    static final String IF_DRAWN_AROUND_IT =
            "If the hotspots were drawn around the same violence, and not around earlier violence, its share inside is high by the way "
                    + "they were made.";

    private ViolenceSection() {}

    static void write(HtmlWriter html, PublishedViolence violence, String drawn) {
        Optional<Proportion> searches = violence.searchesInside();
        Optional<Proportion> incidents = violence.violenceInside();
        if (searches.isEmpty() || incidents.isEmpty()) {
            html.element(
                    "p",
                    "There are too few weapon searches, or too few violent incidents, with a location to be compared.");
            return;
        }
        html.element(
                "p",
                Words.percent(searches.get().rate()) + " of the weapon searches with a location ("
                        + Words.of(searches.get()) + "; 95 % interval "
                        + Words.percents(searches.get().wilson95()) + ") were inside the hotspots, and "
                        + Words.percent(incidents.get().rate()) + " of the violence ("
                        + Words.of(incidents.get()) + ") was."
                        + perIncident(violence));
        html.raw(bars(incidents.get(), searches.get()));
        table(html, violence);
        StringBuilder note = new StringBuilder(drawn);
        note.append(" Both kinds of location are moved to map points and can fall on the wrong side of an outline.");
        if (violence.unlocated().orElse(0) > 0) {
            note.append(" ")
                    .append(Words.count(violence.unlocated()))
                    .append(" weapon searches have no location and count nowhere.");
        }
        violence.section60Inside()
                .ifPresent(p -> note.append(" Section 60 is left out: ")
                        .append(Words.percent(p.rate()))
                        .append(" of its searches with a location (")
                        .append(Words.of(p))
                        .append(") were inside."));
        html.element("p.q", note.toString());
        html.element(
                "p.q",
                "This says where searches were made and what they found. It does not say that searches lower violence, or that more are "
                        + "needed where there are few: studies of that found little or no effect.");
    }

    private static String perIncident(PublishedViolence violence) {
        OptionalDouble inside = violence.inside().searchesPerIncident();
        OptionalDouble outside = violence.outside().searchesPerIncident();
        return inside.isEmpty() || outside.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " For 100 violent incidents there were %.1f weapon searches inside, and %.1f elsewhere.",
                        100 * inside.getAsDouble(),
                        100 * outside.getAsDouble());
    }

    private static void table(HtmlWriter html, PublishedViolence violence) {
        int allViolence = violence.inside().violence().orElse(0)
                + violence.outside().violence().orElse(0);
        int allSearches = violence.inside().searches().searches().orElse(0)
                + violence.outside().searches().searches().orElse(0);
        html.open("table.rates")
                .headings(
                        "Hotspot, by rank",
                        "#Violent incidents",
                        "#Of all violence",
                        "#Weapon searches",
                        "#Of all such searches",
                        "#Searches per 100 incidents",
                        "#Any action",
                        "#Arrest")
                .open("tbody");
        violence.places().forEach(place -> row(html, place, allViolence, allSearches));
        row(html, violence.inside(), allViolence, allSearches);
        row(html, violence.outside(), allViolence, allSearches);
        html.close().close();
    }

    private static void row(HtmlWriter html, PublishedViolence.Place place, int allViolence, int allSearches) {
        boolean isSum = !Character.isDigit(place.name().charAt(0));
        html.open(isSum ? "tr.sum" : "tr").element("td", place.name());
        html.element("td.n", Words.count(place.violence()));
        html.element("td.n", share(place.violence(), allViolence));
        html.element("td.n", Words.count(place.searches().searches()));
        html.element("td.n", share(place.searches().searches(), allSearches));
        OptionalDouble each = place.searchesPerIncident();
        html.element("td.n", each.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f", 100 * each.getAsDouble()));
        StopSearchSection.rate(html, place.searches().rate(Measure.ANY_ACTION));
        StopSearchSection.rate(html, place.searches().rate(Measure.ARREST));
        html.close();
    }

    private static String share(OptionalInt count, int of) {
        return count.isEmpty() || of == 0 ? "–" : Words.percent(Math.min(1, (double) count.getAsInt() / of));
    }

    private static String bars(Proportion violence, Proportion searches) {
        return "<svg class=\"bars\" viewBox=\"0 0 640 44\" role=\"img\" aria-label=\"Shares inside the hotspots\" font-size=\"11\" "
                + "fill=\"#1d2430\">" + bar("violence", violence.rate(), 2, "#9b1c31")
                + bar("weapon searches", searches.rate(), 24, "#2f4b7c") + "</svg>\n";
    }

    private static String bar(String words, double share, int y, String colour) {
        return String.format(
                Locale.ROOT,
                "<text x=\"0\" y=\"%d\">%s</text><rect x=\"110\" y=\"%d\" width=\"480\" height=\"16\" fill=\"#efeee9\"/>"
                        + "<rect x=\"110\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"%s\"/><text x=\"596\" y=\"%d\">%s</text>",
                y + 12,
                words,
                y,
                y,
                480 * share,
                colour,
                y + 12,
                Words.percent(share));
    }
}
