package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class DenseLogitsTest {

    private final DenseLogits logits = new DenseLogits(new HostMemory());

    @ParameterizedTest
    @CsvSource({"1,5,3,c", "7,1,3,f", "7,5,1,c", "64,20,10,c", "64,20,10,f", "300,4,400,c", "300,4,400,f"})
    void ofADenseLayerTheyAreThoseOfTheLayer(int examples, int inputs, int units, char order) {
        // Given
        MultiLayerNetwork net = network(new OutputLayer.Builder(LossFunction.MSE), inputs, units);
        INDArray input = Nd4j.rand(examples, inputs).dup(order);

        // Then
        assertSame(net, input);
    }

    @ParameterizedTest
    @CsvSource({"1,5,3,9,c", "6,5,3,1,f", "6,1,3,9,c", "32,50,1,50,c", "32,50,1,50,f", "100,6,30,40,f", "100,6,30,40,c"
    })
    void ofASequenceTheyAreThoseOfTheLayerAtEachStep(int examples, int inputs, int units, int steps, char order) {
        // Given
        MultiLayerNetwork net = network(new RnnOutputLayer.Builder(LossFunction.MSE), inputs, units);
        INDArray input = Nd4j.rand(examples, inputs, steps).dup(order);

        // Then
        assertSame(net, input);
        assertSame(net, Nd4j.rand(examples, steps, inputs).dup(order).permute(0, 2, 1));
    }

    /** Compares with DL4J's own, with a bias of 0, at three turns. */
    private void assertSame(MultiLayerNetwork net, INDArray input) {
        net.getLayer(0).setInput(input, LayerWorkspaceMgr.noWorkspaces());
        INDArray own = net.getLayer(0).activate(false, LayerWorkspaceMgr.noWorkspaces());
        for (int turn = 0; turn < 3; turn++) {
            // When
            DenseLogits.Some some = logits.of(net.getLayer(0), turn);

            // Then
            assertThat(some).isNotNull();
            assertThat(some.count()).isPositive().isLessThanOrEqualTo(input.size(0) - some.first());
            HostArray expected = new HostMemory().array(own).examples(some.first(), some.count());
            assertThat(some.values().shape()).isEqualTo(expected.shape());
            int[] axes = java.util.stream.IntStream.range(0, expected.rank()).toArray();
            for (long i = 0; i < expected.size(); i++) {
                float wanted = expected.numbers().at(expected.offset() + expected.distance(axes, i));
                float found = some.values()
                        .numbers()
                        .at(some.values().offset() + some.values().distance(axes, i));
                assertThat(found).isCloseTo(wanted, within(1e-5f));
            }
        }
    }

    private static MultiLayerNetwork network(
            org.deeplearning4j.nn.conf.layers.BaseOutputLayer.Builder<?> output, int inputs, int units) {
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(output.nIn(inputs)
                        .nOut(units)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        net.init();
        return net;
    }
}
