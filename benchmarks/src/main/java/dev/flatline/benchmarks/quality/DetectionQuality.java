package dev.flatline.benchmarks.quality;

import dev.flatline.benchmarks.quality.corpus.CorpusSuite;
import dev.flatline.benchmarks.quality.judge.Judge;
import dev.flatline.benchmarks.quality.judge.Judgement;
import dev.flatline.benchmarks.quality.judge.JudgementsCsv;
import dev.flatline.benchmarks.quality.judge.QualityReport;
import dev.flatline.benchmarks.quality.judge.Replay;
import dev.flatline.benchmarks.quality.own.OwnSuite;
import dev.flatline.benchmarks.quality.training.Recorder;
import dev.flatline.benchmarks.quality.training.Recording;
import dev.flatline.benchmarks.quality.training.RunLabel;
import dev.flatline.benchmarks.quality.training.TrainingCase;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures how well Flatline detects: records trainings of known outcome, and judges what was recorded. Run it as
 * {@code ./benchmarks/detection-quality}.
 */
@Command(
        name = "detection-quality",
        mixinStandardHelpOptions = true,
        description = "Records trainings of known outcome, and judges them by Flatline and by the rules of others.",
        synopsisSubcommandLabel = "COMMAND")
public final class DetectionQuality {

    @Option(
            names = "--recordings",
            paramLabel = "DIR",
            scope = CommandLine.ScopeType.INHERIT,
            description = "where recordings are kept (default: ${DEFAULT-VALUE})")
    private Path recordings = Path.of("benchmarks", "target", "quality");

    @Option(
            names = "--cases",
            paramLabel = "REGEX",
            scope = CommandLine.ScopeType.INHERIT,
            description = "only cases whose id contains this")
    private Pattern cases = Pattern.compile("");

    private DetectionQuality() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DetectionQuality()).execute(arguments));
    }

    @Command(description = "Record the cases of a corpus that lies outside of this repository, then judge them.")
    int corpus(
            @Parameters(paramLabel = "DIR", description = "holds cases.yaml and data/") Path directory,
            @CommandLine.Mixin Recordable options)
            throws IOException {
        record("corpus", CorpusSuite.read(directory), options);
        return judge("corpus", 1, null);
    }

    @Command(description = "Record the cases of this repository, then judge them.")
    int own(@CommandLine.Mixin Recordable options) throws IOException {
        record("own", OwnSuite.cases(), options);
        return judge("own", 1, null);
    }

    @Command(description = "Judge what has been recorded.")
    int judge(
            @Option(names = "--suite", paramLabel = "NAME", description = "corpus or own; both without") @Nullable
                    String suite,
            @Option(
                            names = "--layers-every",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "as if the agent had left out layers and inputs at all but one of N updates")
                    int layersEvery,
            @Option(names = "--csv", paramLabel = "FILE", description = "write a line for each run as well") @Nullable
                    Path csv)
            throws IOException {
        List<Judgement> runs = new ArrayList<>();
        try (TemporaryDirectory state = TemporaryDirectory.create(Endings.ofThisProcess());
                Replay replay = new Replay(state.path())) {
            Judge judge = new Judge(replay, layersEvery);
            for (String each : suite == null ? List.of("corpus", "own") : List.of(suite)) {
                for (Recording recording : Recording.all(recordings.resolve(each))) {
                    if (cases.matcher(recording.label().id()).find()) {
                        Judgement run = judge.judge(recording);
                        System.out.println(QualityReport.line(run));
                        runs.add(run);
                    }
                }
            }
        }
        new QualityReport(runs, System.out).print();
        if (csv != null) {
            Files.writeString(csv, JudgementsCsv.of(runs));
        }
        return 0;
    }

    private void record(String suite, List<TrainingCase> all, Recordable options) {
        Recorder recorder = new Recorder(recordings.resolve(suite), options.cap);
        for (int seed : options.seeds) {
            for (TrainingCase one : all) {
                if (cases.matcher(one.id()).find() && !recorder.has(one, seed)) {
                    record(recorder, one, seed);
                }
            }
        }
    }

    /** One training that cannot be run must not keep the others from it. */
    private static void record(Recorder recorder, TrainingCase one, int seed) {
        try {
            RunLabel label = recorder.record(one, seed);
            System.err.printf(
                    "recorded %-34s %s %.3f in %.1f s%n",
                    label.name(), label.outcome().metric(), label.outcome().value(), label.seconds());
        } catch (IOException | RuntimeException e) {
            System.err.println("cannot record " + one.id() + " with seed " + seed + ": " + e);
            e.printStackTrace(System.err);
        }
    }

    /** How to record. */
    static final class Recordable {

        @Option(names = "--seeds", split = ",", defaultValue = "1", description = "such as 1,2,3 (default: 1)")
        private List<Integer> seeds = List.of(1);

        @Option(
                names = "--cap",
                paramLabel = "N",
                defaultValue = "3000",
                description = "break trainings off after so many mini-batches (default: ${DEFAULT-VALUE})")
        private long cap;
    }
}
