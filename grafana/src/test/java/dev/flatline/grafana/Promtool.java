package dev.flatline.grafana;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own checker, as the command {@code promtool}. */
final class Promtool {

    private Promtool() {}

    /**
     * Runs promtool in the module's folder. Where it is not installed the test is skipped, but fails in CI.
     *
     * @throws AssertionError if it finds something wrong, with all that it printed
     */
    static void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = start(command);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " says:\n" + printed);
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            String missing = "Cannot run promtool, which checks the rules of Prometheus. It comes with Prometheus:"
                    + " \"apt-get install prometheus\" or \"brew install prometheus\".";
            assumeTrue(System.getenv("CI") != null, missing);
            throw new AssertionError(missing, e);
        }
    }
}
