package dev.flatline.agent.observe;

import dev.flatline.agent.AgentSettings;
import dev.flatline.agent.Console;
import dev.flatline.agent.publish.Publisher;
import dev.flatline.agent.publish.RunChannel;
import dev.flatline.agent.settings.Commands;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Telemetry;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;

/**
 * All trainings of one JVM: makes an observer for each model, and the one publisher for all of them.
 *
 * <p>With settings that cannot be right it says so in one line and stays off. Thread-safe.
 */
public final class Watch {

    private final @Nullable AgentSettings settings;
    private final ErrorLimit errors = new ErrorLimit(this::stop);
    private final ObservedModels<Observer> models = new ObservedModels<>();
    private final Runs runs;
    private final Supplier<HostMemory> memory;
    private volatile boolean closed;

    private Watch(
            @Nullable AgentSettings settings, @Nullable Consumer<Telemetry> instead, Supplier<HostMemory> memory) {
        this.settings = settings;
        runs = new Runs(instead, errors::add, this::orders);
        this.memory = memory;
    }

    /** A watch whose messages go to {@code taker}, on the thread that makes them, and to no broker. */
    static Watch into(AgentSettings settings, Consumer<Telemetry> taker) {
        return into(settings, taker, HostMemory::new);
    }

    /** The same, with another way to read arrays. */
    static Watch into(AgentSettings settings, Consumer<Telemetry> taker, Supplier<HostMemory> memory) {
        return new Watch(settings, taker, memory);
    }

    /** A watch with the settings of this JVM and the agent's arguments, if there are any. */
    static Watch start(@Nullable String arguments) {
        try {
            AgentSettings settings = AgentSettings.read(arguments);
            return new Watch(settings.enabled() ? settings : null, null, HostMemory::new);
        } catch (IllegalArgumentException e) {
            Console.say("the training is not watched because of its settings: " + e.getMessage());
            return new Watch(null, null, HostMemory::new);
        }
    }

    /** The watch behind listeners that a program adds itself. */
    static Watch ofProcess() {
        return OfProcess.WATCH;
    }

    boolean isOff() {
        return settings == null || closed || errors.isReached();
    }

    @Nullable
    ModelObserver observerOf(Model model) {
        return models.get(model) instanceof ModelObserver known ? known : null;
    }

    /** The observer of a SameDiff graph, which begins with its first update. */
    @Nullable
    GraphObserver observe(SameDiff graph, TrainingConfig config) {
        return models.get(graph) instanceof GraphObserver known ? known : begin(graph, config);
    }

    private synchronized @Nullable GraphObserver begin(SameDiff graph, TrainingConfig config) {
        AgentSettings known = settings;
        if (known == null || closed) {
            return null;
        }
        runs.endGone(models);
        GraphPlan plan = new GraphPlan(graph);
        RunNames.RunName name = runs.next(known.runName(), "");
        RunStarted description = process(name)
                .setModel(GraphDescriber.describe(graph, plan, config))
                .addAllLimits(GraphDescriber.limits(plan))
                .putAllTags(known.tags())
                .build();
        ObservedRun run = runs.open(graph, name, known);
        run.channel().started(description);
        GraphObserver observer = new GraphObserver(
                plan, run.channel(), new GraphObserver.Opening(errors, known.overheadBudget(), memory.get()));
        models.put(graph, observer);
        run.add(observer);
        return observer;
    }

    /**
     * Begins to observe a model.
     *
     * @param owner the listener whose calls count
     * @param name the user's name for the run; {@code null} to take it from the settings
     */
    synchronized @Nullable ModelObserver observe(Network network, TrainingListener owner, @Nullable String name) {
        AgentSettings known = settings;
        ModelObserver present = observerOf(network.model());
        if (known == null || present != null || closed) {
            return present;
        }
        runs.endGone(models);
        Replica replica = Replica.of(network.model(), Thread.currentThread());
        List<LayerFacts> facts = network.layers().stream()
                .map(layer -> LayerFacts.of(layer.layer().conf().getLayer()))
                .toList();
        HostMemory readable = memory.get();
        ObservedRun run = runs.of(replica.root());
        if (run == null) {
            RunNames.RunName runName = runs.next(name == null ? known.runName() : name, network.part());
            // Before the run is there: one that cannot be described is not to be there the next time.
            RunStarted description = description(network, facts, runName)
                    .addAllLimits(network.limits())
                    .addAllLimits(replica.limits())
                    .addAllLimits(readable.limits())
                    .putAllTags(known.tags())
                    .build();
            run = runs.open(replica.root(), runName, known);
            run.channel().started(description);
        }
        if (!replica.alone()) {
            run.channel().addReplica();
        }
        ModelObserver observer = new ModelObserver(
                network,
                new ModelObserver.Opening(
                        run.channel(), errors, owner, known.overheadBudget(), facts, replica.worker()),
                readable);
        models.put(network.model(), observer);
        run.add(observer);
        return observer;
    }

    /** What others ask of the trainings of this JVM. */
    Orders orders(Commands settings) {
        return new Orders(settings, this::runOf);
    }

    private synchronized @Nullable ObservedRun runOf(String id) {
        return runs.byId(id);
    }

    private static RunStarted.Builder description(Network network, List<LayerFacts> facts, RunNames.RunName run) {
        return process(run).setModel(ModelDescriber.describe(network, facts));
    }

    private static RunStarted.Builder process(RunNames.RunName run) {
        return RunStarted.newBuilder()
                .setName(run.name())
                .setHost(TrainingProcess.host())
                .setProcessId(TrainingProcess.id())
                .setCommand(TrainingProcess.command())
                .setFramework(TrainingProcess.framework())
                .setAgentVersion(TrainingProcess.agentVersion())
                .setJvm(TrainingProcess.jvm());
    }

    /** All there are; waits for one that is just being made. */
    synchronized List<Observer> observers() {
        return models.all();
    }

    /** Ends all runs as detached, sends what is left, and leaves no thread behind. */
    void close(String reason) {
        Publisher open;
        synchronized (this) {
            closed = true;
            open = runs.publisher();
        }
        models.all().forEach(Observer::flush);
        end(reason);
        // Takes seconds, and a model's first update may want the lock.
        if (open != null) {
            open.close();
        }
    }

    /** After too many errors nobody is to wait for the next step of a run. */
    private void stop(String line) {
        Console.say(line);
        end(line);
    }

    private void end(String reason) {
        models.all().forEach(observer -> observer.run().ended(RunEnded.Status.DETACHED, reason));
    }

    /** An error on the way to an observer: counted by the runs there are, or by the first that comes. */
    void failed(Throwable error) {
        List<RunChannel> open =
                models.all().stream().map(Observer::run).distinct().toList();
        open.forEach(RunChannel::failed);
        if (open.isEmpty()) {
            runs.failedBefore();
        }
        errors.add(error);
    }

    /** Made at the first listener, not at the first look at this class. */
    private static final class OfProcess {
        private static final Watch WATCH = start(null);
    }
}
