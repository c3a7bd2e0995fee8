package trainings;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.management.ObjectName;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Trains within one single {@code fit(iterator)}, for as many iterations as it is told, or until its input ends. Then it
 * says what an agent has left in it.
 */
public final class OneFit {

    private OneFit() {}

    /** What is trained, and how. */
    private enum Kind {
        HEALTHY,
        COLLAPSING,
        GRAPH,
        PARALLEL
    }

    public static void main(String[] arguments) throws Exception {
        Kind kind = arguments.length < 2 ? Kind.HEALTHY : Kind.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        MultiLayerNetwork network = kind == Kind.COLLAPSING ? Networks.collapsing() : withDropOut();
        PacedBatches batches = new PacedBatches(arguments.length == 0 ? 0 : Long.parseLong(arguments[0]));
        System.out.println("pid " + ProcessHandle.current().pid());
        switch (kind) {
            case GRAPH -> {
                ComputationGraph graph = asGraph(network);
                graph.fit(batches);
                tell(graph, batches, graph.getListeners().size());
            }
            case PARALLEL -> {
                Parallel.fit(network, batches);
                tell(network, batches, network.getListeners().size());
            }
            case HEALTHY, COLLAPSING -> {
                network.fit(batches);
                tell(network, batches, network.getListeners().size());
            }
        }
    }

    private static void tell(NeuralNetwork network, PacedBatches batches, int listeners) throws Exception {
        System.out.println("iterations " + batches.given());
        System.out.println("weights " + Arrays.hashCode(network.params().toFloatVector()));
        System.out.println("listeners " + listeners);
        System.out.println("threads "
                + Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("flatline") || name.startsWith("kafka"))
                        .toList());
        System.out.println("beans "
                + ManagementFactory.getPlatformMBeanServer()
                        .queryNames(new ObjectName("*kafka*:*"), null)
                        .size());
        System.out.println("hook calls " + hookCalls(network));
    }

    /** The same layers, one behind the other. */
    private static ComputationGraph asGraph(MultiLayerNetwork network) {
        ComputationGraphConfiguration.GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .graphBuilder()
                .addInputs("in");
        String last = "in";
        for (Layer layer : network.getLayers()) {
            String name = "layer" + layer.getIndex();
            builder.addLayer(name, layer.conf().getLayer().clone(), last);
            last = name;
        }
        ComputationGraph graph = new ComputationGraph(builder.setOutputs(last).build());
        graph.init();
        return graph;
    }

    private static MultiLayerNetwork withDropOut() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(Points.FEATURES)
                        .nOut(16)
                        .dropOut(0.8)
                        .build())
                .layer(new BatchNormalization.Builder().nIn(16).nOut(16).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(16)
                        .nOut(Points.CLASSES)
                        .build())
                .build());
        network.init();
        return network;
    }

    /** How often the hook is called in further updates; 0 if the classes are as they were. */
    private static int hookCalls(NeuralNetwork network) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try {
            Class<?> hooks = Class.forName("dev.flatline.agent.attach.TrainingHooks");
            if (hooks.getField("optimizing").get(null) != null) {
                return -1;
            }
            Consumer<Object> counting = model -> calls.incrementAndGet();
            hooks.getField("optimizing").set(null, counting);
        } catch (ClassNotFoundException e) {
            return 0;
        }
        for (int i = 0; i < 3; i++) {
            network.fit(Points.batch(i));
        }
        return calls.get();
    }
}
