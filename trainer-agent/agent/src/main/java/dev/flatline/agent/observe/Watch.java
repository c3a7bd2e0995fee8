package dev.flatline.agent.observe;

import dev.flatline.agent.AgentSettings;
import dev.flatline.agent.Console;
import dev.flatline.agent.publish.Publisher;
import dev.flatline.agent.publish.RunChannel;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * All trainings of one JVM: makes an observer for each model, and the one publisher for all of them.
 *
 * <p>With settings that cannot be right it says so in one line and stays off. Thread-safe.
 */
public final class Watch {

    private final @Nullable AgentSettings settings;
    private final ErrorLimit errors = new ErrorLimit(Console::say);
    private final RunNames names = new RunNames();
    private final ObservedModels models = new ObservedModels();
    private @Nullable Publisher publisher;

    private Watch(@Nullable AgentSettings settings) {
        this.settings = settings;
    }

    /** A watch with the settings of this JVM and the agent's arguments, if there are any. */
    static Watch start(@Nullable String arguments) {
        try {
            return new Watch(AgentSettings.read(arguments));
        } catch (IllegalArgumentException e) {
            Console.say("the training is not watched because of its settings: " + e.getMessage());
            return new Watch(null);
        }
    }

    /** The watch behind listeners that a program adds itself. */
    static Watch ofProcess() {
        return OfProcess.WATCH;
    }

    boolean isOff() {
        return settings == null || errors.isReached();
    }

    @Nullable
    ModelObserver observerOf(Model model) {
        return models.get(model);
    }

    /**
     * Begins to observe a model.
     *
     * @param owner the listener whose calls count
     * @param name the user's name for the run; {@code null} to take it from the settings
     */
    synchronized @Nullable ModelObserver observe(Network network, TrainingListener owner, @Nullable String name) {
        AgentSettings known = settings;
        ModelObserver present = models.get(network.model());
        if (known == null || present != null) {
            return present;
        }
        Publisher to = publisher;
        RunNames.RunName runName = names.next(name == null ? known.runName() : name);
        if (to == null) {
            to = Publisher.start(known.bootstrapServers(), "flatline-agent-" + runName.id(), Console::say);
            publisher = to;
            announce(runName, known);
        }
        endGone(to);
        RunChannel run = to.open(runName.id(), names.attempt());
        List<LayerFacts> facts = network.layers().stream()
                .map(layer -> LayerFacts.of(layer.layer().conf().getLayer()))
                .toList();
        ModelObserver observer = new ModelObserver(
                network, new ModelObserver.Opening(run, errors, owner, known.overheadBudget(), facts));
        run.started(
                description(network, facts, runName).putAllTags(known.tags()).build());
        models.put(network.model(), observer);
        to.endWithProcess(observer);
        return observer;
    }

    private static void announce(RunNames.RunName run, AgentSettings settings) {
        if (!settings.quiet()) {
            Console.say("watching run " + run.name() + ", telemetry to " + settings.bootstrapServers());
        }
    }

    private void endGone(Publisher to) {
        models.removeGone(observer -> {
            observer.run().ended(RunEnded.Status.COMPLETED, "the model was released");
            to.forget(observer);
        });
    }

    private static RunStarted.Builder description(Network network, List<LayerFacts> facts, RunNames.RunName run) {
        return RunStarted.newBuilder()
                .setName(run.name())
                .setHost(TrainingProcess.host())
                .setProcessId(TrainingProcess.id())
                .setCommand(TrainingProcess.command())
                .setFramework(TrainingProcess.framework())
                .setAgentVersion(TrainingProcess.agentVersion())
                .setModel(ModelDescriber.describe(network, facts));
    }

    /** An error on the way to an observer. */
    void failed(Throwable error) {
        errors.add(error);
    }

    /** Made at the first listener, not at the first look at this class. */
    private static final class OfProcess {
        private static final Watch WATCH = start(null);
    }
}
