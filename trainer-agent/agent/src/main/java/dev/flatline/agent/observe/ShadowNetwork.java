package dev.flatline.agent.observe;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A second network over the very parameters of the one that trains, for asking it in inference mode.
 *
 * <p>It has layers, states and workspace modes of its own, so that asking it leaves recurrent state, batch-normalisation
 * moments, inputs and the random generator of the training as they are. It holds the parameters, not the model.
 */
sealed interface ShadowNetwork {

    /** Makes one. Draws no random number: the parameters are given. */
    static ShadowNetwork of(Network network) {
        if (network instanceof Network.MultiLayer multiLayer) {
            MultiLayerNetwork shadow = new MultiLayerNetwork(
                    multiLayer.model().getLayerWiseConfigurations().clone());
            shadow.init(multiLayer.model().params(), false);
            return new MultiLayer(shadow);
        }
        ComputationGraph original = ((Network.Graph) network).model();
        ComputationGraph shadow =
                new ComputationGraph(original.getConfiguration().clone());
        shadow.init(original.params(), false);
        return new Graph(shadow);
    }

    /** The answers of each output layer, detached from all workspaces. */
    INDArray[] answer(INDArray[] inputs);

    /** Whether it still looks at the parameters that the network trains. */
    boolean shares(INDArray parameters);

    /** Of a stack of layers. */
    record MultiLayer(MultiLayerNetwork shadow) implements ShadowNetwork {

        @Override
        public INDArray[] answer(INDArray[] inputs) {
            return new INDArray[] {shadow.output(inputs[0], false)};
        }

        @Override
        public boolean shares(INDArray parameters) {
            return shadow.params().data().address() == parameters.data().address();
        }
    }

    /** Of a graph. */
    record Graph(ComputationGraph shadow) implements ShadowNetwork {

        @Override
        public INDArray[] answer(INDArray[] inputs) {
            return shadow.output(false, inputs);
        }

        @Override
        public boolean shares(INDArray parameters) {
            return shadow.params().data().address() == parameters.data().address();
        }
    }
}
