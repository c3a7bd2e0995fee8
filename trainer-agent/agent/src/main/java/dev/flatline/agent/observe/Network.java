package dev.flatline.agent.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's two kinds of network, seen alike. Made anew for each update and not kept, so that the agent holds no model.
 */
sealed interface Network {

    /** A network by what DL4J hands over; {@code null} for what is none, such as a layer that is pretrained. */
    static @Nullable Network of(Object model) {
        if (model instanceof MultiLayerNetwork network) {
            return new MultiLayer(network);
        }
        return model instanceof ComputationGraph graph ? new Graph(graph) : null;
    }

    Model model();

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
}
