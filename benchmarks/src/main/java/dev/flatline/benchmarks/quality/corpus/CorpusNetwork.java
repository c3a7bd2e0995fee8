package dev.flatline.benchmarks.quality.corpus;

import dev.flatline.benchmarks.quality.corpus.CorpusCase.CorpusLayer;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Builds the network of a case. DL4J's check of the output layer is off: it would refuse most of the faults. */
final class CorpusNetwork {

    private final CorpusCase one;
    private final INDArray features;
    private final boolean sequence;

    private CorpusNetwork(CorpusCase one, DataSet data) {
        this.one = one;
        features = data.getFeatures();
        sequence = data.getLabels().rank() == 3;
    }

    static MultiLayerNetwork of(CorpusCase one, DataSet data, int seed) {
        MultiLayerNetwork network =
                new MultiLayerNetwork(new CorpusNetwork(one, data).layers(seed).build());
        network.init();
        return network;
    }

    private NeuralNetConfiguration.ListBuilder layers(int seed) {
        NeuralNetConfiguration.Builder builder =
                new NeuralNetConfiguration.Builder().seed(seed).updater(KerasNames.updater(one.optimizer()));
        if (one.l1() > 0) {
            builder.l1(one.l1());
        }
        if (one.l2() > 0) {
            builder.l2(one.l2());
        }
        NeuralNetConfiguration.ListBuilder list = builder.list();
        for (int i = 0; i < one.layers().size(); i++) {
            list.layer(
                    withDropout(layer(i), i == 0 ? 0 : one.layers().get(i - 1).dropoutAfter()));
        }
        return list.setInputType(inputType()).validateOutputLayerConfig(false);
    }

    private Layer layer(int position) {
        CorpusLayer layer = one.layers().get(position);
        return switch (layer.type()) {
            case "dense" ->
                position == one.layers().size() - 1 ? withBias(output(layer), layer) : withBias(dense(layer), layer);
            case "conv" ->
                new ConvolutionLayer.Builder(layer.k(), layer.k())
                        .nOut(layer.n())
                        .activation(activation(layer))
                        .weightInit(KerasNames.init(init(layer)))
                        .build();
            case "maxpool" ->
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build();
            case "bn" -> new BatchNormalization.Builder().build();
            case "lstm" -> recurrent(layer, position);
            default -> throw new IllegalArgumentException("case " + one.id() + " has a layer of type " + layer.type());
        };
    }

    private BaseLayer dense(CorpusLayer layer) {
        return new DenseLayer.Builder()
                .nOut(layer.n())
                .activation(activation(layer))
                .weightInit(KerasNames.init(init(layer)))
                .build();
    }

    private BaseLayer output(CorpusLayer layer) {
        LossFunction loss = KerasNames.loss(one.loss());
        return sequence
                ? new RnnOutputLayer.Builder(loss)
                        .nOut(layer.n())
                        .activation(activation(layer))
                        .weightInit(KerasNames.init(init(layer)))
                        .build()
                : new OutputLayer.Builder(loss)
                        .nOut(layer.n())
                        .activation(activation(layer))
                        .weightInit(KerasNames.init(init(layer)))
                        .build();
    }

    private static Layer withBias(BaseLayer built, CorpusLayer layer) {
        if (layer.bias0() != 0) {
            built.setBiasInit(layer.bias0());
        }
        return built;
    }

    private Layer recurrent(CorpusLayer layer, int position) {
        LSTM lstm = new LSTM.Builder()
                .nOut(layer.n())
                .activation(Activation.TANH)
                .weightInit(KerasNames.init(init(layer)))
                .build();
        List<CorpusLayer> rest = one.layers().subList(position + 1, one.layers().size());
        boolean last = rest.stream().noneMatch(later -> later.type().equals("lstm"));
        return last && !sequence ? new LastTimeStep(lstm) : lstm;
    }

    /** DL4J's dropout is on what goes into a layer, and counts what is kept. */
    private static Layer withDropout(Layer layer, double dropped) {
        if (dropped > 0 && layer instanceof FeedForwardLayer fed) {
            fed.setIDropout(new Dropout(1 - dropped));
        }
        return layer;
    }

    private Activation activation(CorpusLayer layer) {
        return KerasNames.activation(Objects.requireNonNull(layer.act(), "act"));
    }

    private String init(CorpusLayer layer) {
        return layer.init() == null ? one.init() : layer.init();
    }

    private InputType inputType() {
        if (features.rank() == 3) {
            return InputType.recurrent(features.size(1));
        }
        if (features.rank() == 4) {
            return InputType.convolutional(features.size(2), features.size(3), features.size(1));
        }
        int side = (int) Math.round(Math.sqrt((double) features.size(1)));
        return one.has("conv") ? InputType.convolutionalFlat(side, side, 1) : InputType.feedForward(features.size(1));
    }
}
