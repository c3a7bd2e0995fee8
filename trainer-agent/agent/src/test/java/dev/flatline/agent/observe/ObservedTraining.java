package dev.flatline.agent.observe;

import dev.flatline.agent.publish.RunChannel;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;

/** A real training with a listener of the agent on it; keeps what would go to the broker. */
final class ObservedTraining extends ModelListener {

    private static final double NO_LIMIT = 1e9;

    final List<Telemetry> messages = new ArrayList<>();
    final List<String> console = new ArrayList<>();
    final ModelObserver observer;
    private final Network network;

    private ObservedTraining(Network network, @Nullable RunChannel run, double budget) {
        this.network = network;
        List<LayerFacts> facts = network.layers().stream()
                .map(layer -> LayerFacts.of(layer.layer().conf().getLayer()))
                .toList();
        observer = new ModelObserver(
                network,
                new ModelObserver.Opening(
                        run == null ? RunChannel.into("run", 1, messages::add) : run,
                        new ErrorLimit(console::add),
                        this,
                        budget,
                        facts,
                        0));
    }

    static ObservedTraining of(Model model) {
        return of(model, null);
    }

    /** One whose steps go to {@code run}, and are not kept here. */
    static ObservedTraining of(Model model, @Nullable RunChannel run) {
        ObservedTraining training = notListening(model, run);
        training.network.listen(training);
        return training;
    }

    /** One that may take this share of the training's time. */
    static ObservedTraining within(double budget, Model model) {
        ObservedTraining training = new ObservedTraining(networkOf(model), null, budget);
        training.network.listen(training);
        return training;
    }

    /** The same as the first, for somebody else to call. */
    static ObservedTraining notListening(Model model, @Nullable RunChannel run) {
        return new ObservedTraining(networkOf(model), run, NO_LIMIT);
    }

    private static Network networkOf(Model model) {
        Network network = Network.of(model);
        if (network == null) {
            throw new IllegalArgumentException("no network: " + model);
        }
        return network;
    }

    List<Step> steps() {
        return messages.stream()
                .filter(Telemetry::hasStep)
                .map(Telemetry::getStep)
                .toList();
    }

    Step lastStep() {
        List<Step> steps = steps();
        return steps.get(steps.size() - 1);
    }

    LayerStep layer(String name) {
        int index = network.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow()
                .index();
        return lastStep().getLayersList().stream()
                .filter(layer -> layer.getLayer() == index)
                .findFirst()
                .orElseThrow();
    }

    ParameterStep parameter(String layer, String name) {
        return layer(layer).getParametersList().stream()
                .filter(parameter -> parameter.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    ModelObserver observerOf(Model model) {
        return observer.observes(model) ? observer : null;
    }

    @Override
    void failed(Throwable error) {
        throw new AssertionError(error);
    }
}
