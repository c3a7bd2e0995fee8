package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.AgentSettings;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

class ReplicasTest {

    private static final int BATCHES = 40;

    private final List<Telemetry> messages = Collections.synchronizedList(new ArrayList<>());
    private final Watch watch = Watch.into(AgentSettings.read(null), messages::add);

    @ParameterizedTest
    @EnumSource(
            value = ParallelWrapper.TrainingMode.class,
            names = {"AVERAGING", "SHARED_GRADIENTS"})
    void twoWorkersOfAParallelWrapperAreOneRun(ParallelWrapper.TrainingMode mode) {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        net.setListeners(new AddedListener(watch, "parallel") {});

        // When
        train(net, mode);

        // Then
        List<Step> steps = steps();
        assertThat(messages).filteredOn(Telemetry::hasRunStarted).hasSize(1);
        assertThat(messages).extracting(Telemetry::getRunId).containsOnly("parallel");
        assertThat(messages.get(0).getRunStarted().getLimitsList())
                .singleElement()
                .asString()
                .startsWith("Several threads train copies of this model");
        assertThat(steps).hasSize(BATCHES);
        assertThat(steps).extracting(Step::getWorker).contains(0, 1);
        assertThat(steps)
                .extracting(Step::getIteration)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, BATCHES).mapToObj(i -> (long) i).toList());
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.getLayersCount()).isEqualTo(3);
            assertThat(step.getAgent().getErrors()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = ParallelWrapper.TrainingMode.class,
            names = {"AVERAGING", "SHARED_GRADIENTS"})
    void aModelThatGoesOnAloneStaysTheSameRun(ParallelWrapper.TrainingMode mode) {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        AddedListener listener = new AddedListener(watch, "parallel") {};
        net.setListeners(listener);
        net.fit(Nets.rows(8));
        train(net, mode);

        // When
        net.setListeners(listener);
        net.fit(Nets.rows(8));

        // Then
        assertThat(messages).filteredOn(Telemetry::hasRunStarted).hasSize(1);
        assertThat(steps().get(BATCHES + 1).getIteration()).isEqualTo(BATCHES + 1);
    }

    private void train(MultiLayerNetwork net, ParallelWrapper.TrainingMode mode) {
        List<DataSet> batches =
                IntStream.range(0, BATCHES).mapToObj(i -> Nets.rows(8)).toList();
        ParallelWrapper wrapper = new ParallelWrapper.Builder<>(net)
                .workers(2)
                .prefetchBuffer(2)
                .averagingFrequency(2)
                .trainingMode(mode)
                .build();
        wrapper.fit(new ExistingDataSetIterator(batches));
        wrapper.shutdown();
    }

    private List<Step> steps() {
        return messages.stream()
                .filter(Telemetry::hasStep)
                .map(Telemetry::getStep)
                .toList();
    }
}
