package dev.flatline.cli.training;

import dev.flatline.alert.RunRef;
import dev.flatline.cli.WrongUseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands one after the other, watched as one: each begins when the one before has ended with exit code 0. Their runs
 * carry the tag {@value #TAG}, which says whose they are.
 */
public final class CommandsInTurn implements Watched {

    /** Its value is the variant of a {@link Turn}. */
    public static final String TAG = "variant";

    private final Deque<Turn> waiting;
    private final AgentEnvironment agent;
    private final Consumer<String> say;
    private final Map<String, TrainingProcess> begun = new LinkedHashMap<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private @Nullable TrainingProcess last;
    private boolean stopped;

    /**
     * One of the commands.
     *
     * @param variant value of the tag of its runs; no two have the same
     * @param name of its runs
     * @param command with its arguments
     */
    public record Turn(String variant, String name, List<String> command) {}

    private CommandsInTurn(List<Turn> turns, AgentEnvironment agent, Consumer<String> say) {
        this.waiting = new ArrayDeque<>(turns);
        this.agent = agent;
        this.say = say;
    }

    /**
     * Commands that are still to be watched.
     *
     * @param say told of each that begins
     */
    public static Target of(List<Turn> turns, Consumer<String> say) {
        return new Target() {
            @Override
            public Watched begin(AgentEnvironment agent) {
                CommandsInTurn commands = new CommandsInTurn(turns, agent, say);
                commands.beginNext();
                return commands;
            }

            @Override
            public String onEnding() {
                return "stopping the training";
            }

            @Override
            public String noTraining() {
                return "\n== It ended before it trained: see above ==\n";
            }
        };
    }

    private synchronized void beginNext() {
        Turn turn = waiting.remove();
        say.accept("training " + turn.name);
        TrainingProcess process = TrainingProcess.start(turn.command, agent.of(turn.name, TAG, turn.variant));
        begun.put(turn.variant, process);
        last = process;
        process.onEnd(this::goOn);
    }

    private synchronized void goOn() {
        try {
            if (stopped || waiting.isEmpty() || exitStatus().code() != 0) {
                over.complete(null);
            } else {
                beginNext();
            }
        } catch (WrongUseException e) {
            say.accept(e.getMessage());
            over.complete(null);
        }
    }

    @Override
    public boolean isRunning() {
        return !over.isDone();
    }

    @Override
    public void awaitEnd() {
        over.join();
    }

    @Override
    public synchronized ExitStatus exitStatus() {
        return Objects.requireNonNull(last).exitStatus();
    }

    @Override
    public synchronized ExitStatus exitStatusOf(RunRef run) {
        TrainingProcess process = begun.get(run.tags().getOrDefault(TAG, ""));
        return process == null ? exitStatus() : process.exitStatus();
    }

    /** Ends the one at work; the others are not begun. */
    @Override
    public void stop(Duration grace) {
        TrainingProcess process;
        synchronized (this) {
            stopped = true;
            process = Objects.requireNonNull(last);
        }
        process.stop(grace);
    }
}
