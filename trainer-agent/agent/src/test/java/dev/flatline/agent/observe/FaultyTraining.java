package dev.flatline.agent.observe;

import dev.flatline.agent.AgentSettings;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Real trainings, watched by hooks or by a listener of the program's own, while faults happen inside the agent. */
final class FaultyTraining {

    private static final ThreadLocal<@Nullable HookedCore> HOOKED = new ThreadLocal<>();

    private final Faults faults;
    private final List<Telemetry> messages = new ArrayList<>();
    private final Watch watch;

    FaultyTraining(Faults faults) {
        this.faults = faults;
        watch = Watch.into(AgentSettings.read(null), this::take, faults::memory);
    }

    /** The parameters of a network after so many updates; whatever comes out of a hook or callback comes out here. */
    float[] withHooks(int updates) {
        HookedCore core = new HookedCore(watch);
        HOOKED.set(core);
        try {
            return trained(network(AskedNetwork::new), updates, model -> {
                // As after an evaluation; none before the first update concerns the agent.
                core.evaluated(new @Nullable Object[] {model, 1.0, Nets.rows(8)});
                core.optimizing(model);
            });
        } finally {
            HOOKED.remove();
        }
    }

    /** The same, by the listener alone. */
    float[] withListener(int updates) {
        MultiLayerNetwork net = network(AskedNetwork::new);
        net.addListeners(new AddedListener(watch, "faulty") {});
        return trained(net, updates, model -> {});
    }

    /** The same, without the agent. */
    static float[] unwatched(int updates) {
        return trained(network(MultiLayerNetwork::new), updates, model -> {});
    }

    private static float[] trained(MultiLayerNetwork net, int updates, Consumer<Object> hook) {
        DataSet data = Nets.rows(8);
        for (int i = 0; i < updates; i++) {
            hook.accept(net);
            net.fit(data);
        }
        return net.params().toFloatVector();
    }

    private static <N extends MultiLayerNetwork> N network(Function<MultiLayerConfiguration, N> made) {
        N net = made.apply(
                Nets.withLoss(new HookedLoss(), Activation.SOFTMAX, 4).getLayerWiseConfigurations());
        net.init();
        return net;
    }

    /** The first weights of a graph after so many updates. */
    float[] ofGraph(int updates) {
        SameDiff graph = GraphTest.classifier();
        graph.setListeners(new GraphHook(new HookedGraphs(watch, new Leaving(watch))));
        return trained(graph, updates);
    }

    /** The same, without the agent. */
    static float[] ofUnwatchedGraph(int updates) {
        return trained(GraphTest.classifier(), updates);
    }

    private static float[] trained(SameDiff graph, int updates) {
        DataSet data = Nets.rows(16);
        for (int i = 0; i < updates; i++) {
            graph.fit(data);
        }
        return graph.getVariable("w0").getArr().ravel().toFloatVector();
    }

    private void take(Telemetry message) {
        // The end of a run is told from the very place of the last fault.
        if (!message.hasRunEnded()) {
            faults.passBy();
        }
        messages.add(message);
    }

    List<Step> steps() {
        return messages.stream()
                .filter(Telemetry::hasStep)
                .map(Telemetry::getStep)
                .toList();
    }

    List<RunEnded> ends() {
        return messages.stream()
                .filter(Telemetry::hasRunEnded)
                .map(Telemetry::getRunEnded)
                .toList();
    }

    /** A network that the agent asks for its listeners and its size. */
    @SuppressWarnings("overrides")
    private final class AskedNetwork extends MultiLayerNetwork {

        AskedNetwork(MultiLayerConfiguration configuration) {
            super(configuration);
        }

        @Override
        public Collection<TrainingListener> getListeners() {
            faults.passBy();
            return super.getListeners();
        }

        @Override
        public int getIterationCount() {
            faults.passBy();
            return super.getIterationCount();
        }

        @Override
        public long numParams() {
            faults.passBy();
            return super.numParams();
        }
    }

    /** A loss function with the hook's call in it, as the transformer writes it into ND4J's. */
    static final class HookedLoss extends LossMCXENT {

        @Override
        public double computeScore(
                INDArray labels, INDArray logits, IActivation activation, @Nullable INDArray mask, boolean average) {
            HookedCore core = HOOKED.get();
            if (core != null) {
                core.scoring(new @Nullable Object[] {this, labels, logits, activation, mask});
            }
            return super.computeScore(labels, logits, activation, mask, average);
        }
    }
}
