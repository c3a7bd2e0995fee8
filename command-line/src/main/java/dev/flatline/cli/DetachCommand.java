package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.job.RunningJvm;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code flatline detach}: takes the agent out of a job. */
@Command(
        name = "detach",
        description = "Takes Flatline's agent out of a JVM, which goes on training.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  flatline detach 4711"})
final class DetachCommand implements Callable<Integer> {

    private final ConsoleSettings console;

    @Parameters(paramLabel = "PID", description = "the process, as flatline jobs shows it")
    private long pid;

    DetachCommand(ConsoleSettings console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunningJvm jvm = RunningJvm.find(pid);
        jvm.requireWatched();
        jvm.ask(Installation.agentJar(), "detach,reason=flatline detach");
        console.out().println("flatline: detached from process " + pid + ", which goes on");
        return 0;
    }
}
