package dev.flatline.agent.attach;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.earlystopping.scorecalc.ClassificationScoreCalculator;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.evaluation.classification.EvaluationBinary;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A training as a process of its own; prints what the agent did to it. */
public final class WatchedProgram {

    private static final int UPDATES = 60;

    private WatchedProgram() {}

    /** Trains in whatever loader DL4J is in, on the class path or, with "child", away from it. */
    public static void main(String[] arguments) throws Exception {
        String how = arguments[0];
        if (how.equals("nothing")) {
            System.out.println("threads "
                    + Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("flatline"))
                            .count());
        } else if (how.equals("child")) {
            inChild();
        } else if (how.equals("evaluate")) {
            Evaluated.main(arguments);
        } else if (how.equals("pretrain")) {
            Pretrained.main(arguments);
        } else if (how.equals("parallel")) {
            Parallel.main(arguments);
        } else if (how.equals("graph")) {
            Graph.main(arguments);
        } else {
            Training.main(arguments);
        }
    }

    /** As exec-maven-plugin and plug-in systems do it: the class path's classes again, in a loader without parent. */
    private static void inChild() throws Exception {
        URL[] path = Arrays.stream(System.getProperty("program.path").split(File.pathSeparator))
                .map(WatchedProgram::url)
                .toArray(URL[]::new);
        ClassLoader child = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(child);
        child.loadClass(Training.class.getName())
                .getMethod("main", String[].class)
                .invoke(null, (Object) new String[] {"plain"});
    }

    private static URL url(String file) {
        try {
            return new File(file).toURI().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(file, e);
        }
    }

    /** The training itself. */
    public static final class Training {

        private Training() {}

        public static void main(String[] arguments) throws Exception {
            MultiLayerNetwork net = network();
            if (arguments[0].equals("listener")) {
                // Not by name, since most of these programs know nothing of the agent.
                net.addListeners(Class.forName("dev.flatline.agent.FlatlineListener")
                        .asSubclass(TrainingListener.class)
                        .getConstructor(String.class)
                        .newInstance("mine"));
            }
            INDArray features = Nd4j.rand(5L, new long[] {16, 10});
            INDArray labels = Nd4j.zeros(16, 3);
            for (int row = 0; row < 16; row++) {
                labels.putScalar(row, row % 3, 1);
            }
            net.fit(features, labels);
            AtomicInteger losses = countLosses();
            for (int i = 1; i < UPDATES; i++) {
                if (arguments[0].equals("throw") && i == UPDATES / 2) {
                    throw new IllegalStateException("training broke");
                }
                if (arguments[0].equals("broken") && i == UPDATES / 2) {
                    breakHook();
                }
                if (i == UPDATES / 2 && !arguments[0].equals("listener")) {
                    net.setListeners();
                }
                net.fit(features, labels);
            }
            System.out.println("losses " + losses);
            for (TrainingListener listener : net.getListeners()) {
                System.out.println("listener " + listener.getClass().getSimpleName());
            }
            System.out.println("parameters " + Arrays.hashCode(net.params().toFloatVector()));
        }

        private static MultiLayerNetwork network() {
            MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                    .seed(3)
                    .updater(new Adam(1e-2))
                    .list()
                    .layer(new DenseLayer.Builder()
                            .nIn(10)
                            .nOut(12)
                            .activation(Activation.RELU)
                            .dropOut(0.8)
                            .build())
                    .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                            .nOut(3)
                            .activation(Activation.SOFTMAX)
                            .build())
                    .build());
            net.init();
            return net;
        }

        /** What nobody foresaw: the agent itself has no memory left. */
        private static void breakHook() throws Exception {
            Consumer<Object> broken = model -> {
                throw new OutOfMemoryError("made for this test");
            };
            Class.forName("dev.flatline.agent.attach.TrainingHooks", false, MultiLayerNetwork.class.getClassLoader())
                    .getField("optimizing")
                    .set(null, broken);
        }

        /** Counts the calls of the hook in the loss function; stays 0 where there is none. */
        private static AtomicInteger countLosses() throws Exception {
            AtomicInteger count = new AtomicInteger();
            listenIn("scoring", call -> count.incrementAndGet());
            return count;
        }
    }

    /** Shows the calls of a hook, which go their way; none where there is no agent. */
    @SuppressWarnings("unchecked")
    private static void listenIn(String hook, Consumer<Object[]> listener) throws Exception {
        Class<?> hooks;
        try {
            hooks = Class.forName(
                    "dev.flatline.agent.attach.TrainingHooks", false, MultiLayerNetwork.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return;
        }
        var field = hooks.getField(hook);
        Consumer<Object[]> inner = (Consumer<Object[]>) field.get(null);
        if (inner != null) {
            Consumer<Object[]> both = call -> {
                listener.accept(call);
                inner.accept(call);
            };
            field.set(null, both);
        }
    }

    /** A stack of layers and a graph that are evaluated between their updates, in every way there is. */
    public static final class Evaluated {

        private static final DataSetIterator DATA = new ExistingDataSetIterator(List.of(rows(12), rows(8)));

        private Evaluated() {}

        public static void main(String[] arguments) throws Exception {
            MultiLayerNetwork net = Training.network();
            ComputationGraph graph = Training.network().toComputationGraph();
            Map<String, Integer> seen = new TreeMap<>();
            listenIn("evaluated", call -> seen.merge(told(call), 1, Integer::sum));
            for (int i = 0; i < UPDATES; i++) {
                net.fit(rows(16));
                graph.fit(rows(16));
                if (i % 10 == 9) {
                    evaluate(net, graph);
                }
            }
            System.out.println("seen " + seen);
            System.out.println("parameters " + Arrays.hashCode(net.params().toFloatVector())
                    + Arrays.hashCode(graph.params().toFloatVector()));
        }

        private static String told(Object[] call) {
            String of = call[2] == null ? "" : " of " + call[2].getClass().getSimpleName();
            return call[0].getClass().getSimpleName() + " " + call[1].getClass().getSimpleName() + of;
        }

        private static void evaluate(MultiLayerNetwork net, ComputationGraph graph) {
            net.evaluate(DATA);
            net.evaluateRegression(DATA);
            net.score(rows(8));
            net.score(rows(8), true);
            graph.evaluate(DATA);
            graph.evaluate(DATA, Map.of(0, new IEvaluation<?>[] {new EvaluationBinary()}));
            graph.score(rows(8));
            new DataSetLossCalculator(DATA, true).calculateScore(net);
            new ClassificationScoreCalculator(Evaluation.Metric.F1, DATA).calculateScore(graph);
        }

        static DataSet rows(int count) {
            INDArray labels = Nd4j.zeros(count, 3);
            for (int row = 0; row < count; row++) {
                labels.putScalar(row, row % 3, 1);
            }
            return new DataSet(Nd4j.rand(5L, new long[] {count, 10}), labels);
        }
    }

    /** Layers that are pre-trained by themselves; DL4J 1.0.0-M2.1 feeds the network's input to each of them. */
    public static final class Pretrained {

        private static final int UPDATES_OF_LAYER = 250;

        private Pretrained() {}

        public static void main(String[] arguments) throws Exception {
            MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                    .seed(3)
                    .updater(new Adam(1e-2))
                    .list()
                    .layer(new AutoEncoder.Builder().nIn(10).nOut(10).build())
                    .layer(new VariationalAutoencoder.Builder()
                            .nIn(10)
                            .nOut(3)
                            .encoderLayerSizes(5)
                            .decoderLayerSizes(5)
                            .build())
                    .build());
            net.init();
            INDArray features = Nd4j.rand(5L, new long[] {16, 10});
            for (int layer = 0; layer < 2; layer++) {
                for (int i = 0; i < UPDATES_OF_LAYER; i++) {
                    net.pretrainLayer(layer, features);
                }
                System.out.println("listeners " + listeners(net.getLayer(layer)));
            }
            System.out.println("parameters " + Arrays.hashCode(net.params().toFloatVector()));
        }

        /** Those that the layer's own solver calls. */
        private static List<String> listeners(Layer layer) throws Exception {
            Class<?> holder = layer.getClass().getSimpleName().equals("AutoEncoder")
                    ? Class.forName("org.deeplearning4j.nn.layers.BaseLayer")
                    : layer.getClass();
            var solver = holder.getDeclaredField("solver");
            solver.setAccessible(true);
            var listeners = solver.getType().getDeclaredField("listeners");
            listeners.setAccessible(true);
            return ((Collection<?>) listeners.get(solver.get(layer)))
                    .stream()
                            .map(listener -> listener.getClass().getSimpleName())
                            .toList();
        }
    }

    /** A model that several threads train. */
    public static final class Parallel {

        private Parallel() {}

        public static void main(String[] arguments) throws Exception {
            MultiLayerNetwork net = Training.network();
            AtomicInteger losses = new AtomicInteger();
            listenIn("scoring", call -> losses.incrementAndGet());
            ParallelWrapper wrapper = new ParallelWrapper.Builder<>(net)
                    .workers(2)
                    .averagingFrequency(2)
                    .build();
            List<DataSet> batches = IntStream.range(0, UPDATES)
                    .mapToObj(i -> Evaluated.rows(16))
                    .toList();
            wrapper.fit(new ExistingDataSetIterator(batches));
            wrapper.shutdown();
            System.out.println("losses " + losses);
        }
    }

    /** The training of a SameDiff graph. */
    public static final class Graph {

        private Graph() {}

        public static void main(String[] arguments) {
            SameDiff graph = SameDiff.create();
            SDVariable in = graph.placeHolder("in", DataType.FLOAT, -1, 10);
            SDVariable labels = graph.placeHolder("labels", DataType.FLOAT, -1, 3);
            SDVariable weights = graph.var("w", Nd4j.rand(7L, new long[] {10, 3}));
            graph.loss.softmaxCrossEntropy("loss", labels, in.mmul("logits", weights), null);
            graph.setTrainingConfig(TrainingConfig.builder()
                    .updater(new Adam(1e-2))
                    .dataSetFeatureMapping("in")
                    .dataSetLabelMapping("labels")
                    .build());
            DataSet data = new DataSet(
                    Nd4j.rand(5L, new long[] {16, 10}),
                    Nd4j.eye(16)
                            .get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3))
                            .dup());
            for (int i = 0; i < UPDATES; i++) {
                graph.fit(data);
            }
            System.out.println(
                    "parameters " + Arrays.hashCode(weights.getArr().ravel().toFloatVector()));
        }
    }
}
