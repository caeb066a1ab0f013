package org.harmspot.incident;

import java.util.List;
import java.util.TreeSet;

/**
 * What may be called serious violence: named sets of offences that can be printed, not one hidden filter.
 *
 * <p>The Serious Violence Duty leaves it to each area to decide what is serious, so these sets are defaults to start from.
 *
 * <pre>{@code
 * Incidents violence = incidents.of(SeriousViolence.duty());
 * System.out.println(SeriousViolence.duty());   // prints its codes
 * }</pre>
 *
 * <p><strong>Source:</strong> Police, Crime, Sentencing and Courts Act 2022, section 13; Home Office counting rules.
 */
public final class SeriousViolence {
    private SeriousViolence() {}

    /**
     * Returns the offences of a force's own coded records that the library counts as serious violence: homicide, attempted
     * murder, wounding, endangering life, assault with injury, threats to kill, robbery, and firearms and blades.
     *
     * @return codes of the Home Office counting rules; sexual offences are left out, see {@link #sexualOffences()}
     */
    public static OffenceSet duty() {
        return set(
                "Serious violence (coded)",
                "Without sexual offences and domestic-abuse flags, which the Duty lets each area add.",
                "1",
                "2",
                "3B",
                "4.1",
                "4.2",
                "4.10",
                "5D",
                "5E",
                "8N",
                "8P",
                "8S",
                "10A",
                "10B",
                "10D",
                "34A",
                "34B",
                "81",
                "90");
    }

    /** {@return rape, sexual assault and the other sexual offences with a victim, by code: to add to {@link #duty()}} */
    public static OffenceSet sexualOffences() {
        return set(
                "Sexual offences",
                "",
                "17A",
                "17B",
                "19C",
                "19D",
                "19E",
                "19F",
                "19G",
                "19H",
                "19J",
                "19K",
                "20A",
                "20B",
                "21",
                "22A",
                "22B",
                "23",
                "70",
                "71",
                "72",
                "73",
                "88A",
                "88C",
                "88D",
                "88E");
    }

    /** {@return robbery of persons and of businesses, by code and by category of data.police.uk} */
    public static OffenceSet robbery() {
        return set("Robbery", "", "34A", "34B", "Robbery");
    }

    /**
     * Returns the sets that a force is held to account for in its own coded records, each with a note of what it stands in for.
     *
     * @return serious violence, knife-enabled crime (a proxy), robbery, and violence against women and girls (a proxy)
     */
    public static List<OffenceSet> named() {
        return List.of(duty(), knifeEnabledProxy(), robbery(), womenAndGirlsProxy());
    }

    /**
     * Returns the nearest that published street-level crime has to {@link #named()}: its categories tell neither knives nor victims.
     *
     * @return serious violence (a proxy), violence and sexual offences, robbery, and possession of weapons
     */
    public static List<OffenceSet> namedOfPoliceUk() {
        return List.of(
                policeUkProxy(),
                set(
                        "Violence and sexual offences (category)",
                        "Holds violence against women and girls together with all other violence: the category does not say who the "
                                + "victim was.",
                        "Violence and sexual offences"),
                robbery(),
                set(
                        "Possession of weapons (category)",
                        "The only category that names weapons, and no measure of knife crime: it is mostly found by officers, so it rises "
                                + "with searches.",
                        "Possession of weapons"));
    }

    /** {@return murder, manslaughter, corporate manslaughter and infanticide, by code} */
    public static OffenceSet homicide() {
        return set("Homicide", "", "1", "4.1", "4.2", "4.10");
    }

    /**
     * Returns the offences in which the Home Office counts whether a knife was used: homicide, attempted murder, threats to kill,
     * assault with injury or intent, robbery, rape and sexual assault. A proxy: no code says whether there was a knife; only a force's
     * own flag does.
     *
     * @return codes of the Home Office counting rules
     */
    public static OffenceSet knifeEnabledProxy() {
        return set(
                        "Knife-enabled crime (proxy)",
                        "A proxy: the offences in which knives are counted; no code says whether there was one.",
                        "2",
                        "3B",
                        "5D",
                        "5E",
                        "8N",
                        "8P",
                        "8S",
                        "34A",
                        "34B",
                        "17A",
                        "17B",
                        "20A",
                        "20B")
                .with(homicide())
                .with(set("Rape", "", "19C", "19D", "19E", "19F", "19G", "19H", "19J", "19K"));
    }

    /**
     * Returns the offences by which violence against women and girls is mostly counted: sexual offences, stalking and harassment. A
     * proxy: no code says who the victim was, but for rape and sexual assault, and domestic abuse has no code at all.
     *
     * @return codes of the Home Office counting rules
     */
    public static OffenceSet womenAndGirlsProxy() {
        return set(
                        "Violence against women and girls (proxy)",
                        "A proxy: most codes do not say who the victim was, and domestic abuse has none.",
                        "8L",
                        "8M",
                        "8Q",
                        "8R")
                .with(sexualOffences());
    }

    /**
     * Returns the nearest that published street-level crime has to serious violence. A proxy: most of it is common assault,
     * harassment and malicious communications, and the category cannot be split.
     *
     * @return three categories of data.police.uk
     */
    public static OffenceSet policeUkProxy() {
        return set(
                "Serious violence (data.police.uk proxy)",
                "A proxy: most records in 'Violence and sexual offences' are common assault and harassment, and death by driving is "
                        + "among them too.",
                "Violence and sexual offences",
                "Robbery",
                "Possession of weapons");
    }

    /**
     * Returns the offences that are mostly found by officers' own activity, searches above all. They follow the patrols, so a
     * ranking that counts them sends patrols to where patrols have been.
     *
     * @return possession of weapons and drug offences, as codes and as categories of data.police.uk
     */
    public static OffenceSet officerInitiated() {
        return set(
                "Officer-initiated offences",
                "Mostly found by searches: they follow the patrols.",
                "10A",
                "10B",
                "10C",
                "10D",
                "81",
                "90",
                "92A",
                "92C",
                "92D",
                "92E",
                "Possession of weapons",
                "Drugs");
    }

    private static OffenceSet set(String name, String note, String... offences) {
        return new OffenceSet(name, note, new TreeSet<>(List.of(offences)));
    }
}
