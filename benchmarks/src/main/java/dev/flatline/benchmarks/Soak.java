package dev.flatline.benchmarks;

import dev.flatline.agent.FlatlineListener;
import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A long training in fast-forward: a tiny network, two million iterations, and what the process holds on to on the way.
 * Heap, native memory, threads and open files must not grow. Run it as {@code ./benchmarks/soak [ITERATIONS]}.
 */
public final class Soak {

    private static final int LINES = 20;

    private Soak() {}

    public static void main(String[] arguments) throws IOException {
        long iterations = arguments.length == 0 ? 2_000_000 : Long.parseLong(arguments[0]);
        try (TemporaryDirectory directory = TemporaryDirectory.create(Endings.ofThisProcess());
                EmbeddedBroker broker = EmbeddedBroker.start(directory.path())) {
            new TopicsCreation(new GivenBrokers(broker.bootstrapServers())).create();
            System.setProperty("flatline.bootstrap.servers", broker.bootstrapServers());
            train(iterations);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void train(long iterations) {
        MultiLayerNetwork network = tiny();
        network.addListeners(new FlatlineListener("soak"));
        DataSet batch = new DataSet(Nd4j.rand(8, 4), Nd4j.rand(8, 2));
        System.out.println("| iterations | heap after GC, MiB | native arrays, KiB | threads | open files |");
        System.out.println("|---|---|---|---|---|");
        long each = Math.max(1, iterations / LINES);
        for (long done = 1; done <= iterations; done++) {
            network.fit(batch);
            if (done % each == 0) {
                System.out.println(line(done));
            }
        }
    }

    private static MultiLayerNetwork tiny() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder()
                        .nIn(8)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        return network;
    }

    private static String line(long done) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return "| %,d | %.1f | %.1f | %d | %d |"
                .formatted(
                        done,
                        (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
                        Pointer.totalBytes() / 1024.0,
                        ManagementFactory.getThreadMXBean().getThreadCount(),
                        openFiles());
    }

    /** On Linux; -1 elsewhere. */
    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            return -1;
        }
    }
}
