package dev.flatline.cli.watch;

import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.follow.FollowedRun;
import dev.flatline.cli.follow.FollowedRuns;
import dev.flatline.cli.follow.RunFollower;
import dev.flatline.cli.record.RecordingFile;
import dev.flatline.cli.record.Tape;
import dev.flatline.cli.record.TelemetryTape;
import dev.flatline.cli.report.Conclusion;
import dev.flatline.cli.report.Report;
import dev.flatline.cli.report.ReportFile;
import dev.flatline.cli.training.AgentEnvironment;
import dev.flatline.cli.training.ExitStatus;
import dev.flatline.cli.training.Target;
import dev.flatline.cli.training.Watched;
import dev.flatline.live.LivePage;
import dev.flatline.live.collect.CollectedRuns;
import dev.flatline.live.report.HtmlReport;
import dev.flatline.live.serve.PageAddress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;

/**
 * Watches one command: starts what is needed, runs it, tells how it goes, and has the last word.
 *
 * <p>The command is never held up or failed by the watching: once it has started, whatever goes wrong here is said and
 * the command runs to its end.
 */
public final class Watch {

    /** Exit code where an alert made the command count as failed. */
    public static final int ALERTED = 3;

    /** Runs of this very command carry it, so that on a shared cluster they can be told from others. */
    private static final String TAG = "flatline.watch";

    private static final Duration POLL = Duration.ofMillis(300);

    private final WatchRequest request;
    private final Target target;
    private final Surroundings surroundings;
    private final String id = UUID.randomUUID().toString();
    private final FollowedRuns runs = new FollowedRuns(this::isOurs);
    private final CollectedRuns collected = new CollectedRuns(this::isOurs);
    private final Interruption interruption = new Interruption();

    /** Watches a command. */
    public Watch(WatchRequest request, Surroundings surroundings) {
        this(request, Target.command(request.command()), surroundings);
    }

    /** Watches whatever it is; the command in the request is not looked at. */
    public Watch(WatchRequest request, Target target, Surroundings surroundings) {
        this.target = target;
        this.request = request;
        this.surroundings = surroundings;
    }

    private boolean isOurs(RunRef run) {
        return id.equals(run.tags().get(TAG));
    }

    /**
     * Watches the command to its end.
     *
     * @return the exit code of the command, or {@value #ALERTED}
     * @throws IOException if the local pipeline cannot be started, and the command has not been either; or if the report
     *     cannot be written
     */
    public int run() throws IOException {
        Runnable interrupt = this::interrupt;
        surroundings.endings().add(interrupt);
        try {
            Ended ended = watch();
            sayLastWord(ended);
            writeReport();
            return exitCode(ended.exit());
        } finally {
            interruption.over();
            surroundings.endings().remove(interrupt);
        }
    }

    /** What was seen, in the order in which it began. */
    public List<FollowedRun> runs() {
        return runs.all();
    }

    private void interrupt() {
        say("asked to end: " + target.onEnding());
        interruption.interrupt();
    }

    /**
     * The command has ended.
     *
     * @param exit how
     * @param heardOut whether the processor has seen the end of every run
     */
    private record Ended(ExitStatus exit, boolean heardOut) {}

    private Ended watch() throws IOException {
        try (Pipeline pipeline = pipeline();
                RunFollower follower = new RunFollower(pipeline.brokers(), runs, pipeline::announce);
                LivePage page = page(pipeline);
                Tape tape = tape(pipeline)) {
            if (interruption.hasCome()) {
                return new Ended(ExitStatus.NEVER_STARTED, true);
            }
            say("watching; " + pipeline.description());
            say("see it live at " + page.url());
            tape.begin();
            Watched training = target.begin(agent(pipeline));
            interruption.concerns(training);
            follow(follower, training);
            return new Ended(training.exitStatus(), hearOut(pipeline, follower, training));
        }
    }

    private Pipeline pipeline() throws IOException {
        GivenBrokers brokers = request.brokers();
        if (brokers != null) {
            return ClusterPipeline.connect(brokers, surroundings.console());
        }
        say("starting the local pipeline (Kafka, stream processor, alerting)");
        return LocalPipeline.start(new LocalPipeline.Settings(
                request.metricsPort(), surroundings.console(), surroundings.endings(), request.rules()));
    }

    private LivePage page(Pipeline pipeline) throws IOException {
        return LivePage.open(
                new LivePage.Source(pipeline.brokers().settings(Map.of()), Duration.ZERO),
                PageAddress.loopback(request.pagePort()),
                collected);
    }

    private Tape tape(Pipeline pipeline) throws IOException {
        RecordingFile file = request.recording();
        return file == null
                ? Tape.NONE
                : TelemetryTape.of(pipeline.brokers(), new TelemetryTape.Target(file, this::isOurs, this::say));
    }

    private AgentEnvironment agent(Pipeline pipeline) {
        Map<String, String> tags = new LinkedHashMap<>(request.tags());
        tags.put(TAG, id);
        AgentEnvironment.Brokers brokers =
                new AgentEnvironment.Brokers(pipeline.brokers().bootstrapServers(), request.brokers() == null);
        return new AgentEnvironment(surroundings.agentJar(), brokers, request.name(), tags);
    }

    private void follow(RunFollower follower, Watched training) {
        try {
            StatusTicker ticker = new StatusTicker(request.telling());
            while (training.isRunning() && !runs.areDetached()) {
                follower.poll(POLL);
                ticker.lines(runs.all(), Duration.ofNanos(System.nanoTime())).forEach(this::say);
            }
        } catch (KafkaException e) {
            say("cannot follow the run any more (" + e.getMessage() + "); the command goes on");
            training.awaitEnd();
        }
    }

    private boolean hearOut(Pipeline pipeline, RunFollower follower, Watched training) {
        try {
            Drain drain = new Drain(follower, runs);
            drain.untilEndsAreKnown();
            new EndAnnouncer(pipeline.brokers(), Clock.systemUTC()).announce(runs.all(), training::exitStatusOf);
            return drain.untilOver();
        } catch (KafkaException e) {
            say("cannot follow the run to its end (" + e.getMessage() + ")");
            return false;
        }
    }

    private void sayLastWord(Ended ended) {
        if (runs.isEmpty() && !interruption.hasCome()) {
            surroundings.out().print(target.noTraining());
        }
        runs.all().forEach(run -> surroundings.out().print(Conclusion.of(run)));
        if (!ended.heardOut()) {
            say(whyIncomplete());
        }
    }

    private String whyIncomplete() {
        GivenBrokers brokers = request.brokers();
        if (brokers == null) {
            return "the analysis did not come to the end of the telemetry: what is said above may lack its last part";
        }
        return brokers.areReachable()
                ? "no signals came for the end of the run. Is a stream processor at work on that cluster? Start one with:"
                        + " flatline processor --bootstrap-servers " + brokers.bootstrapServers()
                : "the Kafka brokers at " + brokers.bootstrapServers()
                        + " no longer answer. The command was not held up, but what it did since is not known here.";
    }

    private void writeReport() throws IOException {
        ReportFile file = request.report();
        if (file != null) {
            file.write(
                    file.isHtml()
                            ? HtmlReport.of(collected)
                            : Report.of(runs.all()).toJson());
            say("report written to " + file.path());
        }
    }

    private int exitCode(ExitStatus exit) {
        Severity failOn = request.failOn();
        boolean alerted = failOn != null && runs.all().stream().anyMatch(run -> run.hasHad(failOn));
        return exit.code() == 0 && alerted ? ALERTED : exit.code();
    }

    private void say(String what) {
        surroundings.out().println("flatline: " + what);
    }
}
