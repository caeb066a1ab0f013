package org.harmspot.briefing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.PlanOverride;

/**
 * What a run knows for the Algorithmic Transparency Recording Standard (version 3) and for ALGO-CARE (Oswald, Grace, Urwin and Barnes
 * 2018), as Markdown. What only the force knows is left open, and says so.
 */
final class TransparencyRecord {
    private static final String OPEN = "*To be completed by the force:* ";

    private final Briefing.Contents c;
    private final PatrolPlan plan;
    private final StringBuilder text = new StringBuilder();

    private TransparencyRecord(Briefing.Contents c) {
        this.c = c;
        this.plan = c.plan;
    }

    static String of(Briefing.Contents c) {
        TransparencyRecord record = new TransparencyRecord(c);
        record.heading(
                "# Transparency record of patrol plan " + record.plan.record().id());
        record.paragraph(
                "Drafted by the run itself from what it knows. It is not a record until the open fields are filled and someone "
                        + "answers for it.");
        record.standard();
        record.algoCare();
        return record.text.toString();
    }

    private void heading(String words) {
        text.append(text.isEmpty() ? "" : "\n").append(words).append("\n");
    }

    private void paragraph(String words) {
        text.append('\n').append(words).append('\n');
    }

    private void fields(Map<String, String> fields) {
        text.append("\n| field | entry |\n| --- | --- |\n");
        fields.forEach((field, entry) -> text.append("| ")
                .append(field)
                .append(" | ")
                .append(entry.replace("|", "\\|").replace("\n", " "))
                .append(" |\n"));
    }

    private void standard() {
        heading("## Algorithmic Transparency Recording Standard");
        heading("### Tier 1");
        Map<String, String> one = new LinkedHashMap<>();
        one.put("Name", "Hotspot ranking and patrol plan (Harmspot), " + c.title);
        one.put(
                "Description",
                "Finds places where reported serious violence does most harm, ranks them, and proposes which unit visits which place when. "
                        + "It ranks places, never people, and decides nothing.");
        one.put("Contact", OPEN + "address for questions and challenge.");
        fields(one);
        heading("### Tier 2");
        ownerAndProcess();
        dataAndRisks();
    }

    private void ownerAndProcess() {
        Map<String, String> two = new LinkedHashMap<>();
        two.put("1.1 Organisation, team, senior responsible owner", OPEN + "names of roles.");
        two.put("1.2 Supplier", "Open source (Apache License 2.0), run by the force. " + OPEN + "who maintains it.");
        two.put(
                "2.1 Detailed description",
                c.hotspots.method() + ". "
                        + c.rankingMethod.map(m -> "Ranks: " + m + ". ").orElse("") + "Patrols: " + plan.method()
                        + ".");
        two.put("2.2 Rationale and alternatives", OPEN + "why this, what was done before, what else was looked at.");
        two.put(
                "3.1 Place in the process",
                "A briefing for " + plan.date() + ", " + plan.shift() + ": " + plan.units() + " units, "
                        + plan.visits().size()
                        + " visits to " + plan.minutesByPlace().size() + " places; "
                        + plan.unassigned().size()
                        + " places without a visit, each with the reason.");
        two.put("3.2 Human decision and review", overrides());
        two.put(
                "3.3 Training, appeal and review",
                OPEN + "what officers are taught, and how a place can be challenged.");
        fields(two);
    }

    private String overrides() {
        StringBuilder words =
                new StringBuilder("Supervisors may change any visit; each change is kept with role, reason and cost. ");
        if (plan.overrides().isEmpty()) {
            words.append("None was made to this plan.");
        }
        for (PlanOverride.Effect effect : plan.overrides()) {
            words.append(effect.change())
                    .append(String.format(
                            Locale.ROOT, " (cost %.1f of %.1f). ", effect.cost(), plan.worth() + effect.cost()));
        }
        return words.toString().strip();
    }

    private void dataAndRisks() {
        Map<String, String> two = new LinkedHashMap<>();
        two.put(
                "4.1 Model and version",
                "Harmspot " + plan.record().version() + "; seed "
                        + plan.record().seed() + ", " + plan.record().iterations()
                        + " rounds; SHA-256 of the input " + plan.record().inputHash() + ", of the plan "
                        + plan.record().planHash() + ". The same input gives the same plan.");
        two.put(
                "4.2 Data",
                c.offences.map(set -> set.name() + ": ").orElse("")
                        + c.hotspots.incidents().size() + " reported incidents, "
                        + c.hotspots.incidents().window().map(Words::span).orElse("none")
                        + c.harmIndex
                                .map(index -> ", weighed by " + index.name())
                                .orElse("")
                        + ". No data about people. No searches, arrests or other officer-initiated records.");
        two.put(
                "4.3 Performance",
                String.format(Locale.ROOT, "The plan covers %.1f of at most %.1f. ", plan.worth(), plan.bound()) + OPEN
                        + "hit rates from a hindcast, and the delivered dose.");
        two.put("5.1 Known limits", String.join(" ", plan.record().limits()) + " " + String.join(" ", Caveats.of(c)));
        two.put(
                "5.2 Mitigations",
                "Officer-initiated records are refused by the ranking. A share of visits can be left to chance (`PatrolDraw`), and drift be "
                        + "watched (`PatrolDrift`).");
        two.put("5.3 Impact assessments", OPEN + "data protection; equality (Equality Act 2010, section 149).");
        fields(two);
    }

    private void algoCare() {
        heading("## ALGO-CARE");
        Map<String, String> care = new LinkedHashMap<>();
        care.put(
                "Advisory",
                "Yes: every sheet says that officers decide. Overrides: "
                        + plan.overrides().size() + ".");
        care.put("Lawful", OPEN + "purpose, necessity and proportionality. The data are of places, not of people.");
        care.put(
                "Granularity",
                c.hotspots.size() + " places; "
                        + (c.hotspots.caveats().isEmpty() ? "" : String.join(" ", c.hotspots.caveats())));
        care.put("Ownership", "Source and weights are open. " + OPEN + "who holds the data and this record.");
        care.put(
                "Challengeable",
                "Each rank has its reason in words; plan, input and method are in `run.json`. " + OPEN
                        + "who is asked.");
        care.put(
                "Accuracy",
                String.join(
                        " ",
                        List.of(
                                "The search is proved against a bound, not against the future.",
                                OPEN + "hindcast and trial.")));
        care.put("Responsible", OPEN + "who looks at exposure by area and at drift, and how often.");
        care.put("Explainable", "Methods in words and numbers on every page; the same input gives the same output.");
        fields(care);
    }
}
