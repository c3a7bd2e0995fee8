package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.ending.Endings;
import picocli.CommandLine;

/** Opens the command line to tests in other packages. */
public final class FlatlineForTest {

    private FlatlineForTest() {}

    public static CommandLine commandLine(ConsoleSettings console) {
        return Flatline.commandLine(console, new Endings());
    }
}
