package org.harmspot.stopsearch;

import java.util.Locale;

/** The law that a search was made under. */
public enum Power {
    /** Police and Criminal Evidence Act 1984, section 1: stolen goods, weapons, articles for theft or damage. */
    PACE_SECTION_1("PACE s1: stolen or prohibited articles"),
    /** Police and Criminal Evidence Act 1984, section 6: statutory undertakers' constables. */
    PACE_SECTION_6("PACE s6"),
    /** Misuse of Drugs Act 1971, section 23. */
    DRUGS("Misuse of Drugs Act s23"),
    /** Psychoactive Substances Act 2016, sections 36 and 37. */
    PSYCHOACTIVE_SUBSTANCES("Psychoactive Substances Act"),
    /** Firearms Act 1968, section 47. */
    FIREARMS("Firearms Act s47"),
    /** Criminal Justice and Public Order Act 1994, section 60: without suspicion, in a place and for a time that were authorised. */
    SECTION_60("section 60, no suspicion needed"),
    /** Criminal Justice Act 1988, section 139B: weapons at schools. */
    WEAPONS_AT_SCHOOL("Criminal Justice Act s139B"),
    /** Crossbows Act 1987, section 4. */
    CROSSBOWS("Crossbows Act"),
    /** Hunting, poaching, deer, badgers, seals and wild birds. */
    WILDLIFE("wildlife Acts"),
    /** Customs and Excise Management Act 1979, section 163. */
    CUSTOMS("Customs and Excise Act"),
    /** Terrorism Acts. */
    TERRORISM("Terrorism Acts"),
    /** Aviation, environment, public stores and sporting events. */
    OTHER("other Acts"),
    /** The record does not say. */
    UNKNOWN("not recorded"),
    /** The record says something that this library has no word for. */
    UNMAPPED("not understood");

    private static final Vocabulary<Power> TEXTS = new Vocabulary<>(UNKNOWN, UNMAPPED)
            .of(PACE_SECTION_1, "police and criminal evidence act 1984 (section 1)")
            .of(PACE_SECTION_6, "police and criminal evidence act 1984 (section 6)")
            .of(DRUGS, "misuse of drugs act 1971 (section 23)")
            .of(PSYCHOACTIVE_SUBSTANCES, "psychoactive substances act 2016 (s36(2))")
            .of(PSYCHOACTIVE_SUBSTANCES, "psychoactive substances act 2016 (s37(2))")
            .of(FIREARMS, "firearms act 1968 (section 47)")
            .of(SECTION_60, "criminal justice and public order act 1994 (section 60)")
            .of(WEAPONS_AT_SCHOOL, "criminal justice act 1988 (section 139b)")
            .of(CROSSBOWS, "crossbows act 1987 (section 4)")
            .of(WILDLIFE, "hunting act 2004 (section 8)", "poaching prevention act 1862 (section 2)")
            .of(WILDLIFE, "protection of badgers act 1992 (section 11)", "deer act 1991 (section 12)")
            .of(WILDLIFE, "wildlife and countryside act 1981 (section 19)")
            .of(WILDLIFE, "conservation of seals act 1970 (section 4)")
            .of(CUSTOMS, "customs and excise management act 1979 (section 163)")
            .of(OTHER, "aviation security act 1982 (section 27(1))", "public stores act 1875 (section 6)")
            .of(OTHER, "environmental protection act 1990 (section 34b )")
            .of(OTHER, "sporting events (control of alcohol etc.) act 1985 (section 7)");

    private final String words;

    Power(String words) {
        this.words = words;
    }

    /**
     * Returns what a text of the published data stands for.
     *
     * @param text as published
     * @return the power
     */
    public static Power of(String text) {
        Power power = TEXTS.of(text);
        boolean terrorism =
                power == UNMAPPED && text.strip().toLowerCase(Locale.ROOT).startsWith("terrorism act");
        return terrorism ? TERRORISM : power;
    }

    /** {@return how to say it in a report} */
    public String words() {
        return words;
    }
}
