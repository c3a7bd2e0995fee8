package dev.flatline.cli.training;

import dev.flatline.cli.WrongUseException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watched command. It has our terminal: what it reads and writes does not pass through us. */
public final class TrainingProcess implements Watched {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingProcess.class);

    private final Process process;
    private volatile boolean stopped;

    private TrainingProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts the command.
     *
     * @throws WrongUseException if there is no such command
     */
    public static TrainingProcess start(List<String> command, AgentEnvironment agent) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        agent.addTo(builder.environment());
        try {
            return new TrainingProcess(builder.start());
        } catch (IOException e) {
            throw new WrongUseException("Cannot start '" + command.get(0) + "': " + e.getMessage()
                    + ". Give the command after -- just as you would type it without flatline.");
        }
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has something done once it has ended, on a thread of its own. */
    void onEnd(Runnable action) {
        CompletableFuture<Void> unused = process.onExit().thenRun(action);
    }

    @Override
    public ExitStatus exitStatus() {
        return new ExitStatus(process.exitValue(), stopped);
    }

    /**
     * Asks the command and every process it started to end, and after the grace period makes them.
     *
     * <p>Those that live on after the command itself are found because they are noted before it is asked.
     */
    @Override
    public void stop(Duration grace) {
        stopped = process.isAlive();
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        if (!haveEndedWithin(grace, all)) {
            LOG.warn("The command did not end within {} s of being asked to; it is killed", grace.toSeconds());
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static boolean haveEndedWithin(Duration grace, List<ProcessHandle> processes) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(grace.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
