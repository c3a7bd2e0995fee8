package dev.flatline.agent.observe;

import dev.flatline.agent.AgentSettings;
import dev.flatline.agent.Console;
import dev.flatline.agent.publish.Publisher;
import dev.flatline.agent.publish.RunChannel;
import dev.flatline.agent.settings.Commands;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The runs of one JVM, and the one publisher for all of them. Who has it sees to it that one thread at a time is here. */
final class Runs {

    private final @Nullable Consumer<Telemetry> instead;
    private final Consumer<Throwable> errors;
    private final Function<Commands, Orders> orders;
    private final RunNames names = new RunNames();
    private final List<ObservedRun> runs = new ArrayList<>();
    private final AtomicLong errorsOfNoRun = new AtomicLong();
    private @Nullable Publisher publisher;

    /**
     * No runs yet.
     *
     * @param instead takes messages in place of a broker; {@code null} for a broker
     * @param errors is told of the agent's own away from the training thread
     * @param orders who takes commands
     */
    Runs(@Nullable Consumer<Telemetry> instead, Consumer<Throwable> errors, Function<Commands, Orders> orders) {
        this.instead = instead;
        this.errors = errors;
        this.orders = orders;
    }

    /** See {@link RunNames#next(String, String)}. */
    RunNames.RunName next(@Nullable String given, String part) {
        return names.next(given, part);
    }

    /** The run of a model, or of the original of one. */
    @Nullable
    ObservedRun of(Object root) {
        return runs.stream().filter(run -> run.isOf(root)).findFirst().orElse(null);
    }

    @Nullable
    ObservedRun byId(String id) {
        return runs.stream()
                .filter(run -> run.channel().runId().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Begins one; the first starts the publisher. */
    ObservedRun open(Object root, RunNames.RunName name, AgentSettings settings) {
        if (instead != null) {
            return opened(root, RunChannel.into(name.id(), names.attempt(), instead));
        }
        Publisher to = publisher;
        if (to == null) {
            to = Publisher.start(settings.destination("flatline-agent-" + name.id()), Console::say);
            publisher = to;
            if (settings.commands().anyAllowed()) {
                to.obey(orders.apply(settings.commands())::take);
            }
            announce(name, settings);
        }
        ObservedRun run = opened(root, to.open(name.id(), names.attempt()));
        to.endWithProcess(run);
        return run;
    }

    private ObservedRun opened(Object root, RunChannel channel) {
        ObservedRun run = new ObservedRun(root, channel.telling(errors));
        for (long earlier = errorsOfNoRun.getAndSet(0); earlier > 0; earlier--) {
            channel.failed();
        }
        runs.add(run);
        return run;
    }

    private static void announce(RunNames.RunName run, AgentSettings settings) {
        if (!settings.quiet()) {
            Console.say("watching run " + run.name() + ", telemetry to " + settings.bootstrapServers());
        }
    }

    /** Ends the runs of models that are gone: a run with the last of its replicas. */
    void endGone(ObservedModels<Observer> models) {
        models.removeGone(observer -> runs.removeIf(run -> run.lost(observer) && ended(run)));
    }

    private boolean ended(ObservedRun run) {
        run.channel().ended(RunEnded.Status.COMPLETED, "the model was released");
        if (publisher != null) {
            publisher.forget(run);
        }
        return true;
    }

    /** Counts an error for the first run that comes. On any thread. */
    void failedBefore() {
        errorsOfNoRun.incrementAndGet();
    }

    /** {@code null} before the first run. */
    @Nullable
    Publisher publisher() {
        return publisher;
    }
}
