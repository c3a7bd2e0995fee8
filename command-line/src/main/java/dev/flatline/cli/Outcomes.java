package dev.flatline.cli;

import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns failures into one clear message and an exit code. */
final class Outcomes {

    private static final int FAILED = 1;

    private final PrintStream err;

    Outcomes(PrintStream err) {
        this.err = err;
    }

    int wrongArguments(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        err.println("flatline: " + e.getMessage());
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return Flatline.WRONG_USE;
    }

    int failure(Exception e, CommandLine command, @Nullable ParseResult parsed) {
        if (e instanceof WrongUseException) {
            err.println("flatline: " + e.getMessage());
            return Flatline.WRONG_USE;
        }
        if (e instanceof IOException) {
            err.println("flatline: " + e.getMessage());
            return FAILED;
        }
        return ownError(e);
    }

    int ownError(Throwable e) {
        err.println("flatline: an error of Flatline's own; please report it:");
        e.printStackTrace(err);
        return FAILED;
    }
}
