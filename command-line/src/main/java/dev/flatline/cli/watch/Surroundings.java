package dev.flatline.cli.watch;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.ending.Endings;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The process and the installation in which a command is watched.
 *
 * @param agentJar the agent to load into the command's JVMs
 * @param console where to talk to the user
 * @param endings what to do when this process is told to end
 */
public record Surroundings(Path agentJar, ConsoleSettings console, Endings endings) {

    PrintStream out() {
        return console.out();
    }
}
