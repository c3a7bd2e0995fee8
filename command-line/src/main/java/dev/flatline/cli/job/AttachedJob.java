package dev.flatline.cli.job;

import dev.flatline.cli.WrongUseException;
import dev.flatline.cli.report.Conclusion;
import dev.flatline.cli.training.AgentEnvironment;
import dev.flatline.cli.training.ExitStatus;
import dev.flatline.cli.training.Target;
import dev.flatline.cli.training.Watched;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that the agent is attached to; it is left to itself when we end.
 *
 * <p>The agent may be taken out from elsewhere before any training was seen, of which no message tells. So now and then
 * the job is looked at: at its threads, or, where no agent's is seen, by asking it, which its trainings do not notice.
 */
public final class AttachedJob implements Watched {

    private static final Logger LOG = LoggerFactory.getLogger(AttachedJob.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final RunningJvm jvm;
    private final Path agentJar;
    private final ProcessHandle process;
    private volatile boolean left;
    private long looked = System.nanoTime();

    private AttachedJob(RunningJvm jvm, Path agentJar) {
        this.jvm = jvm;
        this.agentJar = agentJar;
        process = ProcessHandle.of(jvm.pid())
                .orElseThrow(() -> new WrongUseException("Process " + jvm.pid() + " has just ended."));
    }

    /** A JVM, to be attached to when everything is ready for its telemetry. */
    public static Target target(RunningJvm jvm) {
        return new Target() {
            @Override
            public Watched begin(AgentEnvironment agent) {
                AttachedJob job = new AttachedJob(jvm, agent.agentJar());
                jvm.ask(agent.agentJar(), agent.arguments());
                return job;
            }

            @Override
            public String onEnding() {
                return "detaching; process " + jvm.pid() + " goes on without Flatline";
            }

            @Override
            public String noTraining() {
                return Conclusion.noTrainingIn(jvm.pid());
            }
        };
    }

    @Override
    public boolean isRunning() {
        if (!left && System.nanoTime() - looked > LOOK_EVERY.toNanos()) {
            looked = System.nanoTime();
            left = process.isAlive() && !jvm.isWatched();
        }
        return !left && process.isAlive();
    }

    @Override
    public void awaitEnd() {
        process.onExit().join();
    }

    @Override
    public ExitStatus exitStatus() {
        return left ? ExitStatus.LEFT : ExitStatus.UNKNOWN;
    }

    @Override
    public void stop(Duration grace) {
        if (process.isAlive()) {
            try {
                jvm.ask(agentJar, "detach,reason=flatline attach was ended");
            } catch (WrongUseException e) {
                LOG.warn("Detaching: {}", e.getMessage());
            }
            left = true;
        }
    }
}
