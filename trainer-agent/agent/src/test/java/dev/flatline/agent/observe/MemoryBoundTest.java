package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.publish.BlockedBroker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    private static final long MOST_BYTES = 4 * MIB;

    /** What is used once nothing more is freed: ND4J lets go of its arrays on threads of its own, after a collection. */
    private static long heap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int steady = 0; steady < 5; steady++) {
            System.gc();
            Thread.sleep(200);
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            steady = used < least - MIB / 8 ? -1 : steady;
            least = Math.min(least, used);
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
        BlockedBroker broker = trainUntilDropped(net, data);
        long full = heap();

        // When
        assertThat(broker.report().getDropped()).isPositive();
        broker.forget();
        net.setListeners();
        long empty = heap();

        // Then
        assertThat(full - empty).isBetween(MIB, MOST_BYTES + MIB);
        assertThat(net.getIterationCount()).isPositive();
        broker.close();
    }

    private static BlockedBroker trainUntilDropped(MultiLayerNetwork net, DataSet data) {
        BlockedBroker broker = new BlockedBroker(MOST_MESSAGES, MOST_BYTES);
        net.setListeners();
        ObservedTraining.of(net, broker.run());
        while (broker.report().getDropped() < 20) {
            net.fit(data);
        }
        return broker;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theNetworkThatTheProbeAsksHasNoParametersOfItsOwn() throws IOException {
        // Given: 36 MB of parameters, and what a training takes once
        MultiLayerNetwork net = net(1, 3_000, 4);
        DataSet data = new DataSet(Nets.random(1, 4, 3_000), Nets.random(2, 4, 4));
        train(net, data, 15);
        long before = resident();

        // When
        ObservedTraining training = ObservedTraining.of(net);
        train(net, data, 15);

        // Then
        assertThat(training.steps()).anyMatch(step -> step.getProbesCount() > 0);
        assertThat(resident() - before).isLessThan(24 * MIB);
    }

    private static void train(MultiLayerNetwork net, DataSet data, int updates) {
        for (int i = 0; i < updates; i++) {
            net.fit(data);
        }
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
