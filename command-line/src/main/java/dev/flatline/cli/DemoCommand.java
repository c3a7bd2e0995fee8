package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.demo.Comparison;
import dev.flatline.cli.demo.DemoOutcome;
import dev.flatline.cli.demo.Demos;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import dev.flatline.cli.follow.FollowedRun;
import dev.flatline.cli.training.CommandsInTurn;
import dev.flatline.cli.training.CommandsInTurn.Turn;
import dev.flatline.cli.watch.Surroundings;
import dev.flatline.cli.watch.Watch;
import dev.flatline.cli.watch.WatchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flatline demo}: {@code run} on one of the examples, first with its fault, then without. */
@Command(
        name = "demo",
        description = {
            "Trains a network that goes wrong, and shows how Flatline notices and what it recommends; then trains"
                    + " it as recommended, and compares."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  flatline demo",
            "  flatline demo --list",
            "  flatline demo sigmoid-cnn --cured",
            "  flatline demo sigmoid-cnn --report demo.json"
        })
final class DemoCommand implements Callable<Integer> {

    private static final String FAULTY = "faulty";
    private static final String CURED = "cured";

    private final ConsoleSettings console;
    private final Endings endings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WatchOptions options = new WatchOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "which one: see --list (default: sigmoid-cnn)")
    private String name = Demos.SIGMOID_CNN.label();

    @ArgGroup
    private @Nullable Only only;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "make so many updates instead of as many as the demo likes; at least 1")
    private @Nullable Integer iterations;

    /** What to do of the whole; at most one. */
    private static final class Only {

        @Option(names = "--faulty", description = "train only the one with the fault")
        private boolean faulty;

        @Option(names = "--cured", description = "train only the cured one")
        private boolean cured;

        @Option(names = "--list", description = "only say which demos there are")
        private boolean list;
    }

    DemoCommand(ConsoleSettings console, Endings endings) {
        this.console = console;
        this.endings = endings;
    }

    @Override
    public Integer call() throws IOException {
        if (only != null && only.list) {
            spec.commandLine().getOut().print(Demos.list());
            spec.commandLine().getOut().flush();
            return 0;
        }
        Demos demo = Demos.named(name);
        if (iterations != null && iterations < 1) {
            throw new WrongUseException("--iterations must be at least 1");
        }
        WatchRequest request = options.request(demo.label(), List.of(demo.mainClass()));
        try (TemporaryDirectory outcomes = TemporaryDirectory.create(endings)) {
            return watch(demo, request, outcomes.path());
        }
    }

    private int watch(Demos demo, WatchRequest request, Path outcomes) throws IOException {
        List<Turn> turns = new ArrayList<>();
        for (String variant : variants()) {
            String run = request.name() + (variant.equals(CURED) ? "-cured" : "");
            turns.add(new Turn(variant, run, command(demo, variant, outcomes)));
        }
        Surroundings surroundings = new Surroundings(Installation.agentJar(), console, endings);
        Watch watch = new Watch(request, CommandsInTurn.of(turns, this::say), surroundings);
        int code = watch.run();
        compare(demo, watch.runs(), outcomes);
        return code;
    }

    private List<String> variants() {
        List<String> variants = new ArrayList<>();
        if (only == null || only.faulty) {
            variants.add(FAULTY);
        }
        if (only == null || only.cured) {
            variants.add(CURED);
        }
        return variants;
    }

    private List<String> command(Demos demo, String variant, Path outcomes) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                new ArrayList<>(List.of(java.toString(), "-cp", Installation.examplesClassPath(), demo.mainClass()));
        command.addAll(List.of("--outcome", outcomes.resolve(variant).toString()));
        if (variant.equals(CURED)) {
            command.add("--cured");
        }
        if (iterations != null) {
            command.addAll(List.of("--iterations", Integer.toString(iterations)));
        }
        return command;
    }

    private void compare(Demos demo, List<FollowedRun> runs, Path outcomes) throws IOException {
        Optional<Comparison.Side> faulty = side(FAULTY, runs, outcomes);
        Optional<Comparison.Side> cured = side(CURED, runs, outcomes);
        if (faulty.isPresent() && cured.isPresent()) {
            console.out().print(new Comparison(demo, faulty.get(), cured.get()));
        } else if (faulty.isPresent() || cured.isPresent()) {
            say("both, one after the other, and compared: flatline demo " + demo.label());
        }
    }

    /** Of several networks in one program the last is the one that counts. */
    private static Optional<Comparison.Side> side(String variant, List<FollowedRun> runs, Path outcomes)
            throws IOException {
        Optional<DemoOutcome> outcome = DemoOutcome.read(outcomes.resolve(variant));
        return runs.stream()
                .filter(run -> variant.equals(run.run().tags().get(CommandsInTurn.TAG)))
                .reduce((first, second) -> second)
                .flatMap(run -> outcome.map(known -> new Comparison.Side(run, known)));
    }

    private void say(String what) {
        console.out().println("flatline: " + what);
    }
}
