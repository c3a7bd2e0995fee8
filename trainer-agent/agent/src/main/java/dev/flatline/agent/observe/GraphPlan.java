package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.LossFormula;
import dev.flatline.agent.summarize.OutputActivation;
import dev.flatline.events.v1.LossFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;

/**
 * What to look at in a SameDiff graph: its trainable variables as layers, their gradients, activations and losses.
 *
 * <p>Variables of one name scope are one layer; without a scope, those whose operations follow one another directly, as
 * a product and the addition of a bias do. A layer's activation is what its last operation gives, through the
 * activation function that comes next. Made once for each graph, from the graph that computes gradients.
 */
final class GraphPlan {

    private static final Set<String> FUNCTIONS = Set.of(
            "sigmoid",
            "tanh",
            "relu",
            "relu6",
            "softmax",
            "elu",
            "selu",
            "gelu",
            "softplus",
            "softsign",
            "swish",
            "leakyrelu",
            "hardtanh",
            "hard_sigmoid");

    private final SameDiff graph;
    private final List<GraphLayer> layers = new ArrayList<>();
    private final Map<String, Parameter> ofVariable = new LinkedHashMap<>();
    private final Map<String, String> ofGradient = new HashMap<>();
    private final Map<String, Integer> ofActivation = new HashMap<>();
    private final Map<String, GraphLoss> losses = new HashMap<>();

    GraphPlan(SameDiff graph) {
        this.graph = graph;
        Map<String, List<String>> groups = new LinkedHashMap<>();
        Map<String, String> lastOperation = new HashMap<>();
        for (SameDiffOp operation : List.copyOf(graph.getOps().values())) {
            for (String input : operation.getInputsToOp() == null ? List.<String>of() : operation.getInputsToOp()) {
                if (isTrained(input)) {
                    assign(input, operation, groups, lastOperation);
                }
            }
        }
        groups.forEach((group, variables) -> addLayer(group, variables, lastOperation.get(group)));
        graph.getOps().values().forEach(this::addLoss);
    }

    private boolean isTrained(String name) {
        SDVariable variable = graph.getVariable(name);
        return variable != null
                && variable.getVariableType() == VariableType.VARIABLE
                && variable.getGradient() != null
                && !ofGradient.containsValue(name);
    }

    private void assign(
            String variable, SameDiffOp consumer, Map<String, List<String>> groups, Map<String, String> lastOperation) {
        ofGradient.put(graph.getVariable(variable).getGradient().name(), variable);
        int scope = variable.lastIndexOf('/');
        String group = scope > 0 ? variable.substring(0, scope) : followed(consumer, lastOperation);
        String named = group == null ? variable : group;
        groups.computeIfAbsent(named, any -> new ArrayList<>()).add(variable);
        lastOperation.put(named, consumer.getName());
    }

    /** The group whose last operation an operation is, or follows; {@code null} for a new one. */
    private @Nullable String followed(SameDiffOp consumer, Map<String, String> lastOperation) {
        for (Map.Entry<String, String> known : lastOperation.entrySet()) {
            SameDiffOp last = graph.getOps().get(known.getValue());
            if (last != null
                    && (known.getValue().equals(consumer.getName())
                            || consumer.getInputsToOp().stream().anyMatch(last.getOutputsOfOp()::contains))) {
                return known.getKey();
            }
        }
        return null;
    }

    /** The first operation forward that takes a variable. */
    private @Nullable SameDiffOp consumer(String variable) {
        Variable known = graph.getVariables().get(variable);
        List<String> consumers = known == null || known.getInputsForOp() == null ? List.of() : known.getInputsForOp();
        return consumers.stream()
                .map(graph.getOps()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void addLayer(String name, List<String> variables, @Nullable String operation) {
        SameDiffOp last = operation == null ? null : graph.getOps().get(operation);
        String output = last == null ? null : last.getOutputsOfOp().get(0);
        SameDiffOp next = output == null ? null : consumer(output);
        String function = next == null ? "" : next.getOp().opName();
        boolean activated = FUNCTIONS.contains(function);
        if (next != null && activated) {
            output = next.getOutputsOfOp().get(0);
        }
        int index = layers.size();
        if (output != null) {
            ofActivation.putIfAbsent(output, index);
        }
        String type = last == null ? "" : last.getOp().opName();
        layers.add(new GraphLayer(name, type, activated ? function : "identity", variables));
        for (String variable : variables) {
            ofVariable.put(variable, new Parameter(index, name(name, variable)));
        }
    }

    /** A vector without a telling name is a bias to those who read of it. */
    private String name(String layer, String variable) {
        String plain = variable.startsWith(layer + "/") ? variable.substring(layer.length() + 1) : variable;
        long[] shape = graph.getVariable(variable).getShape();
        boolean vector = shape.length < 2 || (shape.length == 2 && shape[0] == 1);
        return vector && plain.startsWith("b") ? "b" : plain;
    }

    private void addLoss(SameDiffOp operation) {
        GraphLoss loss = GraphLoss.of(operation.getOp().opName());
        if (loss != null) {
            losses.put(operation.getName(), loss);
        }
    }

    List<GraphLayer> layers() {
        return layers;
    }

    /** Trainable variables that have a gradient. */
    Map<String, Parameter> parameters() {
        return ofVariable;
    }

    @Nullable
    String variableOfGradient(String name) {
        return ofGradient.get(name);
    }

    @Nullable
    Integer layerOfActivation(String name) {
        return ofActivation.get(name);
    }

    @Nullable
    GraphLoss loss(String operation) {
        return losses.get(operation);
    }

    Optional<GraphLoss> firstLoss() {
        return losses.values().stream().findFirst();
    }

    /** Variables that are one layer to those who read of it. */
    record GraphLayer(String name, String type, String activation, List<String> variables) {}

    /** Which parameter of which layer a variable is. */
    record Parameter(int layer, String name) {}

    /**
     * A loss whose gradient is computed from outputs and labels.
     *
     * @param kind in DL4J's words
     * @param outputs position of the outputs among the operation's inputs
     * @param labels position of the labels
     * @param meanOverUnits whether the loss is divided by the number of units too
     */
    record GraphLoss(
            String kind, String activation, LossFamily family, int outputs, int labels, boolean meanOverUnits) {

        private static final Map<String, GraphLoss> KNOWN = Map.of(
                "softmax_cross_entropy_loss_grad",
                new GraphLoss("LossMCXENT", "softmax", LossFamily.CROSS_ENTROPY, 0, 2, false),
                "softmax_cross_entropy_loss_with_logits_grad",
                new GraphLoss("LossMCXENT", "softmax", LossFamily.CROSS_ENTROPY, 0, 1, false),
                "sparse_softmax_cross_entropy_loss_with_logits_grad",
                new GraphLoss("LossSparseMCXENT", "softmax", LossFamily.CROSS_ENTROPY, 1, 0, false),
                "sigm_cross_entropy_loss_grad",
                new GraphLoss("LossBinaryXENT", "sigmoid", LossFamily.BINARY_CROSS_ENTROPY, 0, 2, true),
                "log_loss_grad",
                new GraphLoss("LossBinaryXENT", "identity", LossFamily.BINARY_CROSS_ENTROPY, 0, 2, true),
                "mean_sqerr_loss_grad",
                new GraphLoss("LossMSE", "identity", LossFamily.SQUARED_ERROR, 0, 2, true));

        static @Nullable GraphLoss of(@Nullable String operation) {
            return operation == null ? null : KNOWN.get(operation);
        }

        OutputActivation toOutputs() {
            OutputActivation known = OutputActivation.of(activation);
            return known == null ? OutputActivation.IDENTITY : known;
        }

        LossFormula formula() {
            return new LossFormula(family, family == LossFamily.BINARY_CROSS_ENTROPY ? 1e-7 : 0);
        }
    }
}
