package org.harmspot.evaluate;

/** How counts vary about what a regression expects. */
public enum CountModel {
    /** As chance alone would have it: the variance is the mean. */
    POISSON("Poisson"),
    /** More than that: the variance is the mean + mean² / theta, and theta is estimated. */
    NEGATIVE_BINOMIAL("negative binomial");

    private final String words;

    CountModel(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
