package dev.flatline.grafana;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The checkers that come with Prometheus and Alertmanager, as commands. */
final class Checker {

    private Checker() {}

    /** Prometheus' own: {@link #run}. */
    static void promtool(String... arguments) throws IOException, InterruptedException {
        run("promtool", "prometheus", arguments);
    }

    /** Alertmanager's own: {@link #run}. */
    static void amtool(String... arguments) throws IOException, InterruptedException {
        run("amtool", "prometheus-alertmanager", arguments);
    }

    /**
     * Runs a checker in the module's folder. Where it is not installed the test is skipped, but fails in CI.
     *
     * @throws AssertionError if it finds something wrong, with all that it printed
     */
    private static void run(String checker, String debian, String[] arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(checker));
        command.addAll(List.of(arguments));
        Process process = start(command, debian);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " says:\n" + printed);
        }
    }

    private static Process start(List<String> command, String debian) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            String missing = "Cannot run " + command.get(0)
                    + ", which checks what people are told. It comes with Debian's package \"" + debian + "\".";
            assumeTrue(System.getenv("CI") != null, missing);
            throw new AssertionError(missing, e);
        }
    }
}
