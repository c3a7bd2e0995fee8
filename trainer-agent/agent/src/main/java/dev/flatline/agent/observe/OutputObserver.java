package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.ConstantAnswer;
import dev.flatline.agent.summarize.LossFormula;
import dev.flatline.agent.summarize.OutputActivation;
import dev.flatline.agent.summarize.OutputReading;
import dev.flatline.agent.summarize.OutputRows;
import dev.flatline.events.v1.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What the output layers of a network answer, and what they should.
 *
 * <p>Logits and labels come from the hook in the loss function, which costs nothing but the reading. Where no hook
 * called — without {@code -javaagent}, or with a loss function of the user's own — the output layer alone is computed
 * again, in inference mode and outside of the training's workspaces, which changes nothing in the training.
 */
final class OutputObserver {

    private static final int MOST_KEPT = 64 * 1024;

    private final HostMemory memory;
    private final List<LayerFacts> facts;
    private final DenseLogits denseLogits;
    private final List<OutputReading> taken = new ArrayList<>();
    private final List<Integer> takenLayers = new ArrayList<>();
    private final Map<Integer, Yardstick> yardsticks = new HashMap<>();
    private @Nullable INDArray lastLogits;

    OutputObserver(HostMemory memory, List<LayerFacts> facts) {
        this.memory = memory;
        this.facts = facts;
        denseLogits = new DenseLogits(memory);
    }

    void reset() {
        taken.clear();
        takenLayers.clear();
        lastLogits = null;
    }

    /** What is left to be summarised; what is too large to be kept for that is summarised into the step at once. */
    List<OutputReading> take(Step.Builder step) {
        List<OutputReading> small = new ArrayList<>(taken.size());
        for (OutputReading reading : taken) {
            if (reading.bytes() <= MOST_KEPT) {
                small.add(reading);
            } else {
                step.addOutputs(reading.summarize());
            }
        }
        return small;
    }

    /** Reads the arguments of a loss computation, once for each output layer of the update. */
    void readLoss(List<Network.NamedLayer> layers, LossCall call, long turn) {
        // Some loss functions compute their score by that of the function they extend: the same logits again.
        if (call.logits() == lastLogits) {
            return;
        }
        lastLogits = call.logits();
        Network.NamedLayer layer = layerOf(layers, call.loss());
        HostArray logits = memory.array(call.logits());
        HostArray labels = memory.array(call.labels());
        if (layer == null || logits == null || labels == null || logits.rank() != 2) {
            return;
        }
        OutputActivation activation = OutputActivation.of(LayerFacts.name(call.activation()));
        if (activation == null) {
            activation = OutputActivation.IDENTITY;
            logits = memory.array(activated(call));
        }
        if (logits != null) {
            String name = LayerFacts.name(call.activation());
            OutputArrays arrays = new OutputArrays(logits, labels, memory.array(call.mask()), false);
            add(layer.index(), arrays, new Reading(activation, call.loss(), name, null, turn));
        }
    }

    /** A function that is not known here is left to DL4J itself, on a copy, because it works in place. */
    @SuppressWarnings("try")
    private static INDArray activated(LossCall call) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return call.activation().getActivation(call.logits().dup(), false);
        }
    }

    private Network.@Nullable NamedLayer layerOf(List<Network.NamedLayer> layers, ILossFunction loss) {
        Network.NamedLayer alike = null;
        for (Network.NamedLayer layer : layers) {
            ILossFunction own = facts.get(layer.index()).loss();
            if (own == null || takenLayers.contains(layer.index())) {
                continue;
            }
            if (own == loss) {
                return layer;
            }
            alike = alike == null && own.getClass() == loss.getClass() ? layer : alike;
        }
        return alike;
    }

    /** Computes the outputs again of the layers whose loss was not hooked. */
    void readMissing(List<Network.NamedLayer> layers, long turn) {
        for (Network.NamedLayer layer : layers) {
            ILossFunction loss = facts.get(layer.index()).loss();
            INDArray labels = layer.labels();
            if (loss != null && labels != null && !takenLayers.contains(layer.index())) {
                recompute(layer, loss, labels, turn);
            }
        }
    }

    private void recompute(Network.NamedLayer layer, ILossFunction loss, INDArray labels, long turn) {
        HostArray wanted = memory.array(labels);
        if (wanted == null) {
            return;
        }
        LayerFacts own = facts.get(layer.index());
        HostArray mask = memory.array(layer.layer().getMaskArray());
        OutputActivation activation = OutputActivation.of(own.activation());
        boolean masksByRow = mask != null && mask.shape()[0] != wanted.shape()[0];
        DenseLogits.Some logits = activation == null || masksByRow ? null : denseLogits.of(layer.layer(), turn);
        if (activation == null || logits == null) {
            Reading reading = new Reading(OutputActivation.IDENTITY, loss, own.activation(), null, turn);
            askAgain(layer, wanted, mask, reading);
            return;
        }
        OutputArrays arrays = new OutputArrays(
                logits.values(),
                wanted.examples(logits.first(), logits.count()),
                mask == null ? null : mask.examples(logits.first(), logits.count()),
                false);
        HostArray bias = memory.array(layer.layer().getParam("b"));
        add(layer.index(), arrays, new Reading(activation, loss, own.activation(), bias, turn));
    }

    /** Has the layer computed by DL4J itself. */
    private void askAgain(Network.NamedLayer layer, HostArray labels, @Nullable HostArray mask, Reading reading) {
        HostArray read = memory.array(layer.layer().activate(false, LayerWorkspaceMgr.noWorkspaces()));
        if (read == null || read.rank() < 2 || (mask != null && read.rank() > 3)) {
            return;
        }
        boolean channelsLast = facts.get(layer.index()).channelsLast() && read.rank() > 2;
        add(layer.index(), new OutputArrays(read, labels, mask, channelsLast), reading);
    }

    private void add(int layer, OutputArrays arrays, Reading reading) {
        OutputRows rows = arrays.rows(reading.turn);
        if (rows == null) {
            return;
        }
        if (reading.bias != null) {
            rows.addToOutputs(reading.bias.vector());
        }
        Yardstick yardstick = yardstick(layer, reading);
        LossFormula formula = arrays.masksSingleOutputs() ? LossFormula.UNKNOWN : yardstick.formula;
        boolean probabilities = reading.activationName.equals("softmax");
        takenLayers.add(layer);
        taken.add(new OutputReading(layer, rows, reading.activation, formula, probabilities, yardstick.constant));
    }

    private Yardstick yardstick(int layer, Reading reading) {
        Yardstick known = yardsticks.get(layer);
        if (known == null || known.loss != reading.loss) {
            ConstantAnswer constant = known == null ? new ConstantAnswer() : known.constant;
            known = new Yardstick(reading.loss, Losses.formula(reading.loss, reading.activationName), constant);
            yardsticks.put(layer, known);
        }
        return known;
    }

    /** What the answers of one layer are measured by; made once, since reading the weights of a loss takes time. */
    private record Yardstick(ILossFunction loss, LossFormula formula, ConstantAnswer constant) {}

    /**
     * How rows are to be understood.
     *
     * @param activation what is still to be applied to them
     * @param activationName what the layer applies
     * @param bias is still to be added to each row before that; {@code null} when there is none
     */
    private record Reading(
            OutputActivation activation,
            ILossFunction loss,
            String activationName,
            @Nullable HostArray bias,
            long turn) {}

    /** The arguments of one call of {@code computeScore}. */
    record LossCall(
            ILossFunction loss,
            INDArray labels,
            INDArray logits,
            IActivation activation,
            @Nullable INDArray mask) {}
}
