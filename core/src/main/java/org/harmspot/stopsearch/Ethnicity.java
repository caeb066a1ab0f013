package org.harmspot.stopsearch;

/**
 * How people described their own ethnicity: the 18 groups of the Census of 2011 and "not stated", in both vocabularies that
 * data.police.uk has had.
 *
 * <p>Texts are read whole. Codes are not: {@code O1} was Chinese when the coded texts were published and is Arab today.
 */
public enum Ethnicity {
    /** English, Welsh, Scottish, Northern Irish or British. */
    WHITE_BRITISH(EthnicGroup.WHITE),
    /** Irish. */
    WHITE_IRISH(EthnicGroup.WHITE),
    /** Gypsy or Irish Traveller. */
    GYPSY_OR_TRAVELLER(EthnicGroup.WHITE),
    /** Any other White background. */
    WHITE_OTHER(EthnicGroup.WHITE),
    /** White and Black Caribbean. */
    MIXED_WHITE_AND_CARIBBEAN(EthnicGroup.MIXED),
    /** White and Black African. */
    MIXED_WHITE_AND_AFRICAN(EthnicGroup.MIXED),
    /** White and Asian. */
    MIXED_WHITE_AND_ASIAN(EthnicGroup.MIXED),
    /** Any other mixed background. */
    MIXED_OTHER(EthnicGroup.MIXED),
    /** Indian. */
    INDIAN(EthnicGroup.ASIAN),
    /** Pakistani. */
    PAKISTANI(EthnicGroup.ASIAN),
    /** Bangladeshi. */
    BANGLADESHI(EthnicGroup.ASIAN),
    /** Chinese: "Asian" since the Census of 2011, "Chinese or other" in the coded texts before. */
    CHINESE(EthnicGroup.ASIAN),
    /** Any other Asian background. */
    ASIAN_OTHER(EthnicGroup.ASIAN),
    /** African. */
    BLACK_AFRICAN(EthnicGroup.BLACK),
    /** Caribbean. */
    BLACK_CARIBBEAN(EthnicGroup.BLACK),
    /** Any other Black background. */
    BLACK_OTHER(EthnicGroup.BLACK),
    /** Arab. */
    ARAB(EthnicGroup.OTHER),
    /** Any other ethnic group. */
    OTHER(EthnicGroup.OTHER),
    /** Asked, and not said. */
    NOT_STATED(EthnicGroup.NOT_STATED),
    /** The record is blank. */
    UNKNOWN(EthnicGroup.UNKNOWN),
    /** The record says something that this library has no word for. */
    UNMAPPED(EthnicGroup.UNMAPPED);

    private static final String MIXED = "mixed/multiple ethnic groups - ";
    private static final String ASIAN = "asian/asian british - ";
    private static final String BLACK = "black/african/caribbean/black british - ";
    private static final String REST = "other ethnic group - ";
    private static final Vocabulary<Ethnicity> TEXTS = new Vocabulary<>(UNKNOWN, UNMAPPED)
            // 2011 groups, from about 2017 on
            .of(WHITE_BRITISH, "white - english/welsh/scottish/northern irish/british")
            .of(WHITE_IRISH, "white - irish")
            .of(GYPSY_OR_TRAVELLER, "white - gypsy or irish traveller")
            .of(WHITE_OTHER, "white - any other white background")
            .of(MIXED_WHITE_AND_CARIBBEAN, MIXED + "white and black caribbean")
            .of(MIXED_WHITE_AND_AFRICAN, MIXED + "white and black african")
            .of(MIXED_WHITE_AND_ASIAN, MIXED + "white and asian")
            .of(MIXED_OTHER, MIXED + "any other mixed/multiple ethnic background")
            .of(INDIAN, ASIAN + "indian")
            .of(PAKISTANI, ASIAN + "pakistani")
            .of(BANGLADESHI, ASIAN + "bangladeshi")
            .of(CHINESE, ASIAN + "chinese")
            .of(ASIAN_OTHER, ASIAN + "any other asian background")
            .of(BLACK_AFRICAN, BLACK + "african")
            .of(BLACK_CARIBBEAN, BLACK + "caribbean")
            .of(BLACK_OTHER, BLACK + "any other black/african/caribbean background")
            .of(ARAB, REST + "arab")
            .of(OTHER, REST + "any other ethnic group")
            .of(NOT_STATED, REST + "not stated", "not stated")
            // 2001 groups with their codes, before
            .of(WHITE_BRITISH, "white - white british (w1)")
            .of(WHITE_IRISH, "white - white irish (w2)")
            .of(WHITE_OTHER, "white - any other white ethnic background (w9)")
            .of(MIXED_WHITE_AND_CARIBBEAN, "mixed - white and black caribbean (m1)")
            .of(MIXED_WHITE_AND_AFRICAN, "mixed - white and black african (m2)")
            .of(MIXED_WHITE_AND_ASIAN, "mixed - white and asian (m3)")
            .of(MIXED_OTHER, "mixed - any other mixed ethnic background (m9)")
            .of(INDIAN, "asian or asian british - indian (a1)")
            .of(PAKISTANI, "asian or asian british - pakistani (a2)")
            .of(BANGLADESHI, "asian or asian british - bangladeshi (a3)")
            .of(ASIAN_OTHER, "asian or asian british - any other asian ethnic background (a9)")
            .of(BLACK_CARIBBEAN, "black or black british - caribbean (b1)")
            .of(BLACK_AFRICAN, "black or black british - african (b2)")
            .of(BLACK_OTHER, "black or black british - any other black ethnic background (b9)")
            .of(CHINESE, "chinese or other ethnic group - chinese (o1)")
            .of(OTHER, "chinese or other ethnic group - any other ethnic group (o9)")
            .of(NOT_STATED, "not stated (ns)");

    private final EthnicGroup group;

    Ethnicity(EthnicGroup group) {
        this.group = group;
    }

    /**
     * Returns what a text of the published data stands for.
     *
     * @param text as published, in either vocabulary
     * @return the value
     */
    public static Ethnicity of(String text) {
        return TEXTS.of(text);
    }

    /** {@return which of the five groups it belongs to, or in which way there is none} */
    public EthnicGroup group() {
        return group;
    }
}
