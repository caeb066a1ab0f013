package org.harmspot.forecast;

/**
 * Says that a forecaster needs more history than is known, and how much: no fault of the caller's, just a method that must wait. A
 * {@link org.harmspot.evaluate.Hindcast} leaves such a method out and says so.
 */
public final class TooLittleHistoryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is missing.
     *
     * @param message who needs how much, what is known, and the way out
     */
    public TooLittleHistoryException(String message) {
        super(message);
    }
}
