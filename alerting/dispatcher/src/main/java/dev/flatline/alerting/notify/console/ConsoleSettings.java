package dev.flatline.alerting.notify.console;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where and how the console channel prints.
 *
 * @param out where to
 * @param colour whether to colour severities
 */
public record ConsoleSettings(PrintStream out, boolean colour) {

    /**
     * Colour only where a person sees it: on a terminal, and not if the environment variable {@code NO_COLOR} is set to
     * anything.
     */
    public static ConsoleSettings of(PrintStream out, boolean terminal, Map<String, String> environment) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new ConsoleSettings(out, terminal && !refused);
    }
}
