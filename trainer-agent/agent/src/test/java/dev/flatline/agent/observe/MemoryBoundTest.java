package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.publish.BlockedBroker;
import java.lang.management.ManagementFactory;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** What the agent holds of the heap while the broker is away, measured after garbage collections. */
class MemoryBoundTest {

    private static final long MIB = 1024 * 1024;
    private static final int MOST_MESSAGES = 2048;
    private static final long MOST_BYTES = 16 * MIB;

    private static long heap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static MultiLayerNetwork net(int layers, int width, int outputs) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.01))
                .list();
        for (int i = 0; i < layers; i++) {
            list.layer(new DenseLayer.Builder()
                    .nIn(width)
                    .nOut(width)
                    .activation(Activation.TANH)
                    .build());
        }
        MultiLayerNetwork net = new MultiLayerNetwork(list.layer(new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nIn(width)
                        .nOut(outputs)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        net.init();
        return net;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "many layers,          60,  4,   2,  4",
        "a wide output,         1,  8, 250, 30",
        "the smallest updates,  1,  2,   2,  4",
        "a large mini-batch,    2, 64,  64, 120"
    })
    void whatWaitsForTheBrokerTakesNoMoreOfTheHeapThanIsCounted(
            String what, int layers, int width, int outputs, int examples) throws InterruptedException {
        // Given
        MultiLayerNetwork net = net(layers, width, outputs);
        DataSet data = new DataSet(Nets.random(1, examples, width), Nets.random(2, examples, outputs));
        trainUntilDropped(net, data, 20).close();
        long before = heap();

        // When
        try (BlockedBroker broker = trainUntilDropped(net, data, MOST_MESSAGES)) {
            long held = heap() - before;

            // Then
            assertThat(broker.report().getDropped()).isPositive();
            assertThat(held).isLessThan(MOST_BYTES + 2 * MIB);
        }
    }

    private static BlockedBroker trainUntilDropped(MultiLayerNetwork net, DataSet data, int mostMessages) {
        BlockedBroker broker = new BlockedBroker(mostMessages, MOST_BYTES);
        net.setListeners();
        ObservedTraining.of(net, broker.run());
        while (broker.report().getDropped() < 20) {
            net.fit(data);
        }
        return broker;
    }
}
