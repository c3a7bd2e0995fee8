package dev.flatline.benchmarks;

import dev.flatline.agent.FlatlineListener;
import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Prints how long the agent holds the training thread up at each iteration, by the clock on the wall, for one state of
 * the broker; beside it, how long the same calls take that do nothing, which is what the machine itself adds. Run it as
 * {@code ./benchmarks/held-up}, which goes through the states, a JVM for each.
 */
public final class HeldUp {

    private static final int WARM_UP = 2_000;
    private static final int ITERATIONS = 10_000;

    private HeldUp() {}

    public static void main(String[] arguments) throws IOException {
        String broker = arguments.length == 1 ? arguments[0] : "";
        switch (broker) {
            case "up" -> withBroker();
            case "down" -> measure(broker, "127.0.0.1:9");
            case "flapping" -> flapping();
            case "unresolvable" -> measure(broker, "no-such-host.invalid:9092");
            default -> {
                System.err.println("Usage: HeldUp up|down|flapping|unresolvable");
                System.exit(2);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void withBroker() throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.create(Endings.ofThisProcess());
                EmbeddedBroker broker = EmbeddedBroker.start(directory.path())) {
            new TopicsCreation(new GivenBrokers(broker.bootstrapServers())).create();
            measure("up", broker.bootstrapServers());
        }
    }

    private static void flapping() throws IOException {
        try (FlappingPort port = FlappingPort.open()) {
            measure("flapping", port.address());
        }
    }

    private static void measure(String state, String servers) throws IOException {
        try (TemporaryDirectory spool = TemporaryDirectory.create(Endings.ofThisProcess())) {
            System.setProperty("flatline.bootstrap.servers", servers);
            System.setProperty("flatline.spool.directory", spool.path().toString());
            long[] nothing = iterations(new TimedListener(null));
            long[] agent = iterations(new TimedListener(new FlatlineListener("held-up")));
            System.out.println("| " + state + " | " + percentiles(agent) + " | " + percentiles(nothing) + " |");
        }
    }

    private static long[] iterations(TimedListener listener) {
        MultiLayerNetwork network = ReferenceModel.MLP.network();
        network.addListeners((TrainingListener) listener);
        DataSet batch = ReferenceModel.MLP.batch();
        long[] nanos = new long[ITERATIONS];
        for (int i = 0; i < WARM_UP + ITERATIONS; i++) {
            listener.reset();
            network.fit(batch);
            if (i >= WARM_UP) {
                nanos[i - WARM_UP] = listener.nanos();
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static String percentiles(long[] sorted) {
        return "%.3f / %.3f / %.3f / %.3f"
                .formatted(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }
}
