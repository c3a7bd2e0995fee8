package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.watch.Surroundings;
import dev.flatline.cli.watch.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flatline demo}: {@code run} on one of the examples. */
@Command(
        name = "demo",
        description = "Trains a network that goes wrong, on real data, and shows how Flatline notices.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  flatline demo",
            "  flatline demo --cured",
            "  flatline demo sigmoid-cnn --report demo.json"
        })
final class DemoCommand implements Callable<Integer> {

    private final ConsoleSettings console;
    private final Endings endings;

    @Mixin
    private WatchOptions options = new WatchOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "which example: sigmoid-cnn (the default)")
    private String name = Demos.SIGMOID_CNN.label();

    @Option(names = "--cured", description = "train the same network with the fault cured")
    private boolean cured;

    DemoCommand(ConsoleSettings console, Endings endings) {
        this.console = console;
        this.endings = endings;
    }

    @Override
    public Integer call() throws IOException {
        Demos demo = Demos.named(name);
        String runName = demo.label() + (cured ? "-cured" : "");
        Surroundings surroundings = new Surroundings(Installation.agentJar(), console, endings);
        return new Watch(options.request(runName, command(demo)), surroundings).run();
    }

    private List<String> command(Demos demo) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                new ArrayList<>(List.of(java.toString(), "-cp", Installation.examplesClassPath(), demo.mainClass()));
        if (cured) {
            command.add("--cured");
        }
        return command;
    }
}
