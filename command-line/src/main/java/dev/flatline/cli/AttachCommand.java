package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.job.AttachedJob;
import dev.flatline.cli.job.RunningJvm;
import dev.flatline.cli.watch.Surroundings;
import dev.flatline.cli.watch.Watch;
import dev.flatline.cli.watch.WatchRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code flatline attach}: what {@code run} does for a command, for a job that runs already. */
@Command(
        name = "attach",
        description = "Watches the DL4J trainings of a JVM that is running already.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Nothing changes for the job: it trains the same, and goes on when Flatline ends. Ctrl-C, or flatline",
            "detach from elsewhere, takes the agent out again.",
            "",
            "Examples:",
            "  flatline jobs",
            "  flatline attach 4711",
            "  flatline attach 4711 --name digits --report digits.json",
            "",
            "Exit code: 0; 2 if the process cannot be attached to; 3 where --fail-on applies."
        })
final class AttachCommand implements Callable<Integer> {

    private final ConsoleSettings console;
    private final Endings endings;

    @Mixin
    private WatchOptions options = new WatchOptions();

    @Parameters(paramLabel = "PID", description = "the process, as flatline jobs shows it")
    private long pid;

    AttachCommand(ConsoleSettings console, Endings endings) {
        this.console = console;
        this.endings = endings;
    }

    @Override
    public Integer call() throws IOException {
        WatchRequest request = options.request("", List.of());
        if (request.name().contains(",")) {
            throw new WrongUseException("--name must be without commas when a job is attached to");
        }
        Surroundings surroundings = new Surroundings(Installation.agentJar(), console, endings);
        RunningJvm jvm = RunningJvm.find(pid);
        jvm.requireWatchable();
        return new Watch(request, AttachedJob.target(jvm), surroundings).run();
    }
}
