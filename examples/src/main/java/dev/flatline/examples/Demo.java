package dev.flatline.examples;

import java.io.IOException;
import java.io.PrintStream;

/** A training that goes wrong, or does not: what the programs here have in common around their DL4J. */
@FunctionalInterface
interface Demo {

    /** Exit code where data or memory was lacking. */
    int FAILED = 1;

    /** Exit code for arguments that are not understood. */
    int WRONG_USE = 2;

    /**
     * Trains, and tests on data that the network has not seen.
     *
     * @throws IOException if the data is missing or damaged, saying which and what to do
     */
    Outcome train(Options options, PrintStream out) throws IOException;

    /** The {@code main} of such a program. */
    static void main(Demo demo, String... arguments) {
        int code = run(demo, System.out, System.err, arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    /**
     * Trains as the arguments say and prints the outcome.
     *
     * @return the exit code; if it is not 0, what is wrong has been said
     */
    static int run(Demo demo, PrintStream out, PrintStream err, String... arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(Options.USAGE);
            return WRONG_USE;
        }
        return run(demo, options, out, err);
    }

    private static int run(Demo demo, Options options, PrintStream out, PrintStream err) {
        try {
            Outcome outcome = demo.train(options, out);
            out.println(outcome);
            outcome.writeTo(options.outcome());
            return 0;
        } catch (IOException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (OutOfMemoryError e) {
            err.println("Not enough memory to train (" + e.getMessage()
                    + "). Give the JVM more, as in: JAVA_TOOL_OPTIONS=-Xmx1g");
            return FAILED;
        }
    }
}
