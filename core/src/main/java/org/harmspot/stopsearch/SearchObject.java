package org.harmspot.stopsearch;

/** What a search was made for. */
public enum SearchObject {
    /** Controlled drugs. */
    DRUGS("drugs"),
    /** Psychoactive substances. */
    PSYCHOACTIVE_SUBSTANCES("psychoactive substances"),
    /** Offensive weapons. */
    OFFENSIVE_WEAPONS("offensive weapons"),
    /** Anything to threaten or harm anyone: what London writes for most searches under section 60. */
    ANYTHING_TO_HARM("anything to threaten or harm anyone"),
    /** Firearms. */
    FIREARMS("firearms"),
    /** Crossbows. */
    CROSSBOWS("crossbows"),
    /** Stolen goods. */
    STOLEN_GOODS("stolen goods"),
    /** An article for use in theft. */
    ARTICLE_FOR_THEFT("article for theft"),
    /** Articles for use in criminal damage. */
    ARTICLE_FOR_DAMAGE("article for criminal damage"),
    /** Fireworks. */
    FIREWORKS("fireworks"),
    /** Evidence of offences under the Act that the search was made under. */
    EVIDENCE_UNDER_THE_ACT("evidence of offences under the Act"),
    /** Game, hunted or protected animals. */
    WILDLIFE("wildlife, hunting and poaching"),
    /** Goods on which duty has not been paid. */
    UNTAXED_GOODS("goods without duty paid"),
    /** The record says that it does not say. */
    UNAVAILABLE("detail unavailable"),
    /** The record does not say. */
    UNKNOWN("not recorded"),
    /** The record says something that this library has no word for. */
    UNMAPPED("not understood");

    private static final Vocabulary<SearchObject> TEXTS = new Vocabulary<>(UNKNOWN, UNMAPPED)
            .of(DRUGS, "controlled drugs")
            .of(PSYCHOACTIVE_SUBSTANCES, "psychoactive substances")
            .of(OFFENSIVE_WEAPONS, "offensive weapons")
            .of(ANYTHING_TO_HARM, "anything to threaten or harm anyone")
            .of(FIREARMS, "firearms")
            .of(CROSSBOWS, "crossbows")
            .of(STOLEN_GOODS, "stolen goods")
            .of(ARTICLE_FOR_THEFT, "article for use in theft")
            .of(ARTICLE_FOR_DAMAGE, "articles for use in criminal damage")
            .of(FIREWORKS, "fireworks")
            .of(EVIDENCE_UNDER_THE_ACT, "evidence of offences under the act")
            .of(WILDLIFE, "game or poaching equipment", "evidence of wildlife offences", "seals or hunting equipment")
            .of(WILDLIFE, "evidence of hunting any wild mammal with a dog")
            .of(UNTAXED_GOODS, "goods on which duty has not been paid etc.")
            .of(UNAVAILABLE, "detailed object of search unavailable");

    private final String words;

    SearchObject(String words) {
        this.words = words;
    }

    /**
     * Returns what a text of the published data stands for.
     *
     * @param text as published
     * @return the object
     */
    public static SearchObject of(String text) {
        return TEXTS.of(text);
    }

    /** {@return whether it is a weapon: offensive weapons, anything to threaten or harm anyone, firearms, crossbows} */
    public boolean isWeapon() {
        return switch (this) {
            case OFFENSIVE_WEAPONS, ANYTHING_TO_HARM, FIREARMS, CROSSBOWS -> true;
            default -> false;
        };
    }

    /** {@return how to say it in a report} */
    public String words() {
        return words;
    }
}
