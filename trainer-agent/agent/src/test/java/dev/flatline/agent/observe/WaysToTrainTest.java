package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.AgentSettings;
import dev.flatline.events.v1.Telemetry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Whatever way a network is trained: every update is seen, and the network becomes what it would have become. */
class WaysToTrainTest {

    private static <M extends Model> void assertSeenAndUnchanged(Supplier<M> nets, Consumer<M> training, int updates) {
        M plain = trained(nets, training, new ArrayList<>(), false);
        List<Telemetry> messages = Collections.synchronizedList(new ArrayList<>());
        M watched = trained(nets, training, messages, true);
        assertThat(watched.params().toFloatVector()).isEqualTo(plain.params().toFloatVector());
        assertThat(messages).filteredOn(Telemetry::hasRunStarted).hasSize(1);
        assertThat(messages)
                .filteredOn(Telemetry::hasStep)
                .extracting(message -> message.getStep().getIteration())
                .containsExactlyElementsOf(
                        IntStream.range(0, updates).mapToObj(i -> (long) i).toList());
        assertThat(messages)
                .filteredOn(Telemetry::hasStep)
                .allMatch(message -> message.getStep().getAgent().getErrors() == 0);
    }

    private static <M extends Model> M trained(
            Supplier<M> nets, Consumer<M> training, List<Telemetry> messages, boolean watched) {
        Nd4j.getRandom().setSeed(11);
        M net = nets.get();
        if (watched) {
            net.addListeners(new AddedListener(Watch.into(AgentSettings.read(null), messages::add), "run") {});
        }
        training.accept(net);
        return net;
    }

    private static DataSetIterator batches(int count) {
        List<DataSet> batches =
                IntStream.range(0, count).mapToObj(i -> Nets.rows(8 + i % 3)).toList();
        return new ExistingDataSetIterator(batches);
    }

    @Test
    void aGraphWithTwoInputsAndTwoOutputs() {
        INDArray labels = Nets.oneHot(16, 4);
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {Nets.random(1, 16, 12), Nets.random(2, 16, 5)},
                new INDArray[] {labels, Nets.random(3, 16, 2)});
        assertSeenAndUnchanged(
                Nets::graphWithTwoInputsAndTwoOutputs,
                graph -> {
                    for (int i = 0; i < 500; i++) {
                        graph.fit(data);
                    }
                },
                500);
    }

    @Test
    void truncatedBackpropagationThroughTime() {
        DataSet data = new DataSet(Nets.random(5, 4, 3, 12), Nets.random(6, 4, 2, 12));
        Supplier<MultiLayerNetwork> nets = () -> {
            MultiLayerNetwork net = Nets.lstm();
            net.getLayerWiseConfigurations().setBackpropType(BackpropType.TruncatedBPTT);
            net.getLayerWiseConfigurations().setTbpttFwdLength(5);
            net.getLayerWiseConfigurations().setTbpttBackLength(5);
            return net;
        };
        assertSeenAndUnchanged(
                nets,
                net -> {
                    for (int i = 0; i < 170; i++) {
                        net.fit(data);
                    }
                },
                510);
    }

    @Test
    void anEarlyStoppingTrainer() {
        assertSeenAndUnchanged(
                () -> Nets.mlp(0.8),
                net -> {
                    EarlyStoppingConfiguration<MultiLayerNetwork> configuration =
                            new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                                    .epochTerminationConditions(new MaxEpochsTerminationCondition(5))
                                    .scoreCalculator(new DataSetLossCalculator(batches(3), true))
                                    .modelSaver(new InMemoryModelSaver<>())
                                    .build();
                    new EarlyStoppingTrainer(configuration, net, batches(100)).fit();
                },
                500);
    }

    @Test
    void transferLearningWithFrozenLayers() {
        assertSeenAndUnchanged(
                () -> new TransferLearning.Builder(Nets.mlp(1.0))
                        .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                                .updater(new Sgd(0.05))
                                .seed(5)
                                .build())
                        .setFeatureExtractor(0)
                        .build(),
                net -> net.fit(batches(50), 10),
                500);
    }

    @Test
    void anIteratorOverOneEpoch() {
        assertSeenAndUnchanged(() -> Nets.mlp(0.7), net -> net.fit(batches(500)), 500);
    }

    @Test
    void anIteratorOverSeveralEpochs() {
        assertSeenAndUnchanged(() -> Nets.mlp(0.7), net -> net.fit(batches(170), 3), 510);
    }

    @Test
    void dropoutAndBatchNormalisation() {
        assertSeenAndUnchanged(
                Nets::cnn,
                net -> {
                    for (int i = 0; i < 500; i++) {
                        net.fit(Nets.images(8));
                    }
                },
                500);
    }

    @ParameterizedTest
    @EnumSource(
            value = OptimizationAlgorithm.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "STOCHASTIC_GRADIENT_DESCENT")
    void aSearchAlongALine(OptimizationAlgorithm algorithm) {
        assertSeenAndUnchanged(() -> Nets.searched(algorithm), net -> net.fit(batches(500)), 500);
    }
}
