package dev.flatline.agent.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's two kinds of network, and a layer that is pre-trained by itself, seen alike. Made anew for each update and not
 * kept, so that the agent holds no model.
 */
sealed interface Network {

    /** A network by what DL4J hands over; {@code null} for what is none. */
    static @Nullable Network of(Object model) {
        if (model instanceof MultiLayerNetwork network) {
            return new MultiLayer(network);
        }
        if (model instanceof ComputationGraph graph) {
            return new Graph(graph);
        }
        return model instanceof Layer layer ? Pretrained.of(layer) : null;
    }

    Model model();

    /** In the words of the contract. */
    String kind();

    /** Which part of a network it is; empty for a whole one. */
    default String part() {
        return "";
    }

    /** Whether it is a whole network, which goes forward and can be asked for answers. */
    default boolean isWhole() {
        return part().isEmpty();
    }

    /** What of its training cannot be seen, one sentence each. */
    default List<String> limits() {
        return isSearched()
                ? List.of("Each update is searched for along a line: score, outputs and gradients are"
                        + " those found at its end, and what is subtracted from the parameters is not seen.")
                : List.of();
    }

    /** Whether updates are searched for along a line, so that DL4J's last gradient is not what was subtracted. */
    default boolean isSearched() {
        return model().conf().getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT;
    }

    /** In the order in which data flows forward. */
    List<NamedLayer> layers();

    /** Those of {@link #layers()} that have a loss, in the order in which DL4J scores them. */
    List<NamedLayer> outputs();

    /** DL4J's own counters. */
    Evaluations.Moment moment();

    /** The inputs of the current mini-batch by name. */
    Map<String, INDArray> inputs();

    Collection<TrainingListener> listeners();

    /** On the training thread, between updates, only: DL4J's lists of listeners bear nothing else. */
    void listen(TrainingListener listener);

    /** Whether the updater divides the gradient, which is a sum over the mini-batch, by the number of examples. */
    default boolean dividesByBatch() {
        return model().conf().isMiniBatch();
    }

    /**
     * One layer.
     *
     * @param index position in {@link #layers()}
     * @param key what DL4J puts before a parameter's name: "0_" or "conv1_"
     */
    record NamedLayer(int index, String name, String key, Layer layer) {

        /** The labels of the current mini-batch; {@code null} for what is no output layer. */
        @Nullable
        INDArray labels() {
            return layer instanceof IOutputLayer output ? output.getLabels() : null;
        }
    }

    /** A stack of layers. */
    record MultiLayer(MultiLayerNetwork model) implements Network {

        @Override
        public String kind() {
            return "MultiLayerNetwork";
        }

        @Override
        public List<NamedLayer> layers() {
            Layer[] layers = model.getLayers();
            List<NamedLayer> named = new ArrayList<>(layers.length);
            for (int i = 0; i < layers.length; i++) {
                String name = layers[i].conf().getLayer().getLayerName();
                named.add(new NamedLayer(i, name == null ? "layer" + i : name, i + "_", layers[i]));
            }
            return named;
        }

        @Override
        public List<NamedLayer> outputs() {
            List<NamedLayer> layers = layers();
            return layers.subList(layers.size() - 1, layers.size());
        }

        @Override
        public Evaluations.Moment moment() {
            return new Evaluations.Moment(model.getIterationCount(), model.getEpochCount());
        }

        @Override
        public Map<String, INDArray> inputs() {
            INDArray input = model.getInput();
            return input == null ? Map.of() : Map.of("input", input);
        }

        @Override
        public Collection<TrainingListener> listeners() {
            return model.getListeners();
        }

        @Override
        public void listen(TrainingListener listener) {
            model.addListeners(listener);
        }
    }

    /** A graph of layers. */
    record Graph(ComputationGraph model) implements Network {

        @Override
        public String kind() {
            return "ComputationGraph";
        }

        @Override
        public List<NamedLayer> layers() {
            GraphVertex[] vertices = model.getVertices();
            List<NamedLayer> named = new ArrayList<>(vertices.length);
            for (int index : model.topologicalSortOrder()) {
                GraphVertex vertex = vertices[index];
                if (vertex.hasLayer()) {
                    String name = vertex.getVertexName();
                    named.add(new NamedLayer(named.size(), name, name + "_", vertex.getLayer()));
                }
            }
            return named;
        }

        @Override
        public List<NamedLayer> outputs() {
            List<NamedLayer> layers = layers();
            List<NamedLayer> outputs = new ArrayList<>();
            for (String name : model.getConfiguration().getNetworkOutputs()) {
                layers.stream().filter(layer -> layer.name().equals(name)).forEach(outputs::add);
            }
            return outputs;
        }

        @Override
        public Evaluations.Moment moment() {
            ComputationGraphConfiguration counting = model.getConfiguration();
            return new Evaluations.Moment(counting.getIterationCount(), counting.getEpochCount());
        }

        @Override
        public Map<String, INDArray> inputs() {
            Map<String, INDArray> inputs = new LinkedHashMap<>();
            List<String> names = model.getConfiguration().getNetworkInputs();
            INDArray[] arrays = model.getInputs();
            for (int i = 0; arrays != null && i < arrays.length; i++) {
                if (arrays[i] != null) {
                    inputs.put(names.get(i), arrays[i]);
                }
            }
            return inputs;
        }

        @Override
        public Collection<TrainingListener> listeners() {
            return model.getListeners();
        }

        @Override
        public void listen(TrainingListener listener) {
            model.addListeners(listener);
        }
    }

    /**
     * A layer in layerwise pre-training, which DL4J fits by itself: no forward pass, no labels, no loss of the network.
     *
     * @param listeners those of the solver that fits it, which are not those that the layer tells of
     */
    record Pretrained(Layer model, Collection<TrainingListener> listeners) implements Network {

        /** {@code null} for a layer without a solver of its own. */
        @SuppressWarnings("unchecked")
        static @Nullable Pretrained of(Layer layer) {
            Object solver = Fields.valueOf("solver", layer);
            Object listeners = solver == null ? null : Fields.valueOf("listeners", solver);
            return listeners instanceof Collection<?> all
                    ? new Pretrained(layer, (Collection<TrainingListener>) all)
                    : null;
        }

        @Override
        public String kind() {
            return "Pretraining";
        }

        @Override
        public String part() {
            return layers().get(0).name();
        }

        @Override
        public List<String> limits() {
            List<String> limits = new ArrayList<>(Network.super.limits());
            limits.add("This is a layer that is pre-trained by itself: its activations, its reconstruction of the input"
                    + " and random inputs are not seen.");
            return limits;
        }

        @Override
        public List<NamedLayer> layers() {
            String name = model.conf().getLayer().getLayerName();
            return List.of(new NamedLayer(0, name == null ? "layer" + model.getIndex() : name, "", model));
        }

        @Override
        public List<NamedLayer> outputs() {
            return List.of();
        }

        @Override
        public Evaluations.Moment moment() {
            return new Evaluations.Moment(
                    model.conf().getIterationCount(), model.conf().getEpochCount());
        }

        @Override
        public Map<String, INDArray> inputs() {
            INDArray input = model.input();
            return input == null ? Map.of() : Map.of("input", input);
        }

        /** The solver's list is one of its own, which takes more. */
        @Override
        public void listen(TrainingListener listener) {
            listeners.add(listener);
        }
    }
}
