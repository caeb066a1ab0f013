package org.harmspot.io;

/** A file that cannot be used, with the place in it and the rule that it breaks. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;

    /**
     * Makes an exception for a place in a file.
     *
     * @param file the file as the user knows it
     * @param line the line, from 1; 0 if it is the file as a whole
     * @param problem what is wrong, in words
     */
    public DataException(String file, long line, String problem) {
        this(file, line, problem, null);
    }

    /**
     * Makes an exception for a place in a file.
     *
     * @param file the file as the user knows it
     * @param line the line, from 1; 0 if it is the file as a whole
     * @param problem what is wrong, in words
     * @param cause what went wrong below; may be {@code null}
     */
    public DataException(String file, long line, String problem, Throwable cause) {
        super(file + (line > 0 ? ", line " + line : "") + ": " + problem, cause);
        this.file = file;
        this.line = line;
    }

    /** {@return the file as the user knows it} */
    public String file() {
        return file;
    }

    /** {@return the line, from 1; 0 if it is the file as a whole} */
    public long line() {
        return line;
    }
}
