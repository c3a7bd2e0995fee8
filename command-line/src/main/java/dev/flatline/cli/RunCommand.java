package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.watch.Surroundings;
import dev.flatline.cli.watch.Watch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code flatline run … -- <command>}. */
@Command(
        name = "run",
        description = "Runs a command and watches every DL4J training in it.",
        mixinStandardHelpOptions = true,
        customSynopsis = "flatline run [OPTIONS] -- COMMAND [ARGUMENTS]",
        footer = {
            "",
            "The command runs as it would without Flatline: same terminal, same exit code. Every JVM that it",
            "starts loads the agent through JAVA_TOOL_OPTIONS. Ctrl-C ends both.",
            "",
            "Examples:",
            "  flatline run -- java -cp app.jar com.example.Train",
            "  flatline run --name digits --report digits.json --fail-on critical -- mvn -q exec:java",
            "  flatline run --rules rules.yaml --record digits.pb.gz -- java -cp app.jar com.example.Train",
            "",
            "Exit code: the command's own; 2 for wrong use or brokers that do not answer (the command is not",
            "started then); 3 where --fail-on applies."
        })
final class RunCommand implements Callable<Integer> {

    private final ConsoleSettings console;
    private final Endings endings;

    @Mixin
    private WatchOptions options = new WatchOptions();

    @Parameters(hidden = true)
    private List<String> command = new ArrayList<>();

    RunCommand(ConsoleSettings console, Endings endings) {
        this.console = console;
        this.endings = endings;
    }

    @Override
    public Integer call() throws IOException {
        if (command.isEmpty()) {
            throw new WrongUseException("Which command shall be watched? Give it after --, as in:"
                    + " flatline run -- java -cp app.jar com.example.Train");
        }
        Surroundings surroundings = new Surroundings(Installation.agentJar(), console, endings);
        return new Watch(options.request("", command), surroundings).run();
    }
}
