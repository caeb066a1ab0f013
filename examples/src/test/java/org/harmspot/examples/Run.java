package org.harmspot.examples;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** What a job of the examples ended with and said. */
record Run(int status, String out, String err) {
    static Run of(CommandLine job, Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = job.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new Run(status, out.toString(), err.toString());
    }
}
