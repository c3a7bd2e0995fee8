package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.ActivationSample;
import dev.flatline.agent.summarize.ProbeSummarizer;
import dev.flatline.events.v1.ProbeStep;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Asks the network now and then what it answers to random inputs: the user's question, word for word.
 *
 * <p>It asks after update {@value #FIRST}, and again whenever the training has worked {@value #SPACING} times as long as
 * the last asking took, so that asking costs 0.2 % of the training's time. Where it cannot ask, it stops for good.
 */
final class Prober {

    private static final int FIRST = 10;
    private static final int SPACING = 500;

    private final HostMemory memory;
    private final List<LayerFacts> facts;
    private final Consumer<ShadowNetwork> keeper;
    private final boolean indices;

    private @Nullable ProbeInputs inputs;
    private WeakReference<@Nullable ShadowNetwork> shadow = new WeakReference<>(null);
    private boolean off;
    private long worked;
    private long lastCost;

    /**
     * A prober of one model.
     *
     * @param keeper holds the second network as long as there is the model, which the prober may outlive
     */
    Prober(HostMemory memory, List<LayerFacts> facts, Consumer<ShadowNetwork> keeper) {
        this.keeper = keeper;
        this.memory = memory;
        this.facts = facts;
        indices = facts.stream()
                .anyMatch(layer ->
                        layer.core() instanceof EmbeddingLayer || layer.core() instanceof EmbeddingSequenceLayer);
    }

    /** Whether the update that is the {@code updates}th of this network is to be followed by a probe. */
    boolean isDue(long updates) {
        return !off && updates >= FIRST && worked >= SPACING * lastCost;
    }

    /** The training has worked for so long, in nanoseconds, without the agent. */
    void trained(long nanos) {
        worked += nanos;
    }

    /** Never asks. */
    void stop() {
        off = true;
    }

    /** Makes the random inputs, while the network's own are there. An error ends all asking. */
    void takeInputs(Network network) {
        if (inputs == null && !off) {
            off = true;
            inputs = ProbeInputs.like(network.inputs().values(), memory, indices);
            off = inputs == null;
        }
    }

    /** Asks. An error ends all asking. */
    List<ProbeStep> ask(Network network) {
        ProbeInputs kept = inputs;
        if (kept == null) {
            return List.of();
        }
        ShadowNetwork asked = shadowOf(network);
        off = true;
        long begun = System.nanoTime();
        List<ProbeStep> steps = new ArrayList<>();
        for (ProbeStep.Inputs kind : kept.kinds()) {
            read(asked.answer(kept.copy(kind)), network.outputs())
                    .forEach(step -> steps.add(step.setInputs(kind).build()));
        }
        lastCost = System.nanoTime() - begun;
        worked = 0;
        off = false;
        return steps;
    }

    private ShadowNetwork shadowOf(Network network) {
        ShadowNetwork kept = shadow.get();
        if (kept == null || !kept.shares(network.model().params())) {
            off = true;
            kept = ShadowNetwork.of(network);
            shadow = new WeakReference<>(kept);
        }
        keeper.accept(kept);
        return kept;
    }

    /** By output layer; those whose answers cannot be read are missing. */
    private List<ProbeStep.Builder> read(INDArray[] answers, List<Network.NamedLayer> layers) {
        List<ProbeStep.Builder> steps = new ArrayList<>();
        for (int i = 0; i < Math.min(layers.size(), answers.length); i++) {
            HostArray answer = memory.array(answers[i]);
            if (answer != null && answer.rank() >= 2) {
                int layer = layers.get(i).index();
                boolean channelsLast = facts.get(layer).channelsLast() && answer.rank() > 2;
                int units = (int) answer.shape()[channelsLast ? answer.rank() - 1 : 1];
                ActivationSample sample = answer.sample(SamplePlan.ofActivation(answer, channelsLast, 0));
                steps.add(ProbeSummarizer.summarize(sample, units).setLayer(layer));
            }
        }
        return steps;
    }
}
