package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.AgentSettings;
import dev.flatline.agent.settings.Commands;
import dev.flatline.events.v1.Checkpoint;
import dev.flatline.events.v1.ClipGradients;
import dev.flatline.events.v1.Command;
import dev.flatline.events.v1.CommandOutcome;
import dev.flatline.events.v1.ScaleLearningRate;
import dev.flatline.events.v1.Stop;
import dev.flatline.events.v1.Telemetry;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Commands that a training obeys between two updates, and those that it refuses. */
class SteeringTest {

    private static final Set<String> ALL = Set.of("checkpoint", "stop", "scale-learning-rate", "clip-gradients");

    @TempDir
    private Path folder;

    private final List<Telemetry> messages = new ArrayList<>();
    private final Watch watch = Watch.into(AgentSettings.read(null), messages::add);
    private Orders orders = orders(ALL);

    private Orders orders(Set<String> allowed) {
        return watch.orders(new Commands(allowed, Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private <N extends Model> N watched(N net) {
        net.addListeners(new AddedListener(watch, "digits") {});
        return net;
    }

    private static Command.Builder command(String id) {
        return Command.newBuilder().setSchema(1).setCommandId(id).setRunId("digits");
    }

    private static Command scale(String id, double factor) {
        return command(id)
                .setScaleLearningRate(ScaleLearningRate.newBuilder().setFactor(factor))
                .build();
    }

    private static DataSet data(int number) {
        return new DataSet(Nets.random(number, 8, 12), Nets.oneHot(8, 4));
    }

    private static void fit(NeuralNetwork net, int from, int to) {
        for (int i = from; i < to; i++) {
            // To ND4J the seed 0 is none.
            Nd4j.getRandom().setSeed(i + 1);
            net.fit(data(i + 1));
        }
    }

    private List<CommandOutcome> outcomes() {
        return messages.stream()
                .filter(Telemetry::hasCommandOutcome)
                .map(Telemetry::getCommandOutcome)
                .toList();
    }

    private CommandOutcome outcome() {
        assertThat(outcomes()).hasSize(1);
        return outcomes().get(0);
    }

    private List<Double> learningRates() {
        return messages.stream()
                .filter(Telemetry::hasStep)
                .map(Telemetry::getStep)
                .map(step -> step.getLayers(0).getLearningRate())
                .toList();
    }

    @Test
    void theLearningRateOfAStackOfLayersIsScaledWhileItTrains() {
        // Given
        MultiLayerNetwork plain = Nets.mlp(1.0);
        fit(plain, 0, 2);
        plain.setLearningRate(0.001);
        fit(plain, 2, 4);
        MultiLayerNetwork net = watched(Nets.mlp(1.0));
        fit(net, 0, 1);

        // When
        orders.take(scale("a", 0.1));
        fit(net, 1, 4);

        // Then
        assertThat(net.params().toFloatVector()).isEqualTo(plain.params().toFloatVector());
        assertThat(learningRates()).containsExactly(0.01, 0.01, 0.001, 0.001);
        assertThat(outcome().getStatus()).isEqualTo(CommandOutcome.Status.DONE);
        assertThat(outcome().getKind()).isEqualTo("scale-learning-rate");
        assertThat(outcome().getIteration()).isEqualTo(2);
        assertThat(outcome().getReason()).isEqualTo("learning rates times 0.1, the highest is 0.00100");
        assertThat(messages.stream().filter(Telemetry::hasRunStarted))
                .last()
                .satisfies(message -> assertThat(
                                message.getRunStarted().getModel().getLayers(0).getLearningRate())
                        .isEqualTo(0.001));
    }

    @Test
    void theLearningRateOfAGraphIsScaledWhileItTrains() {
        // Given
        ComputationGraph plain = Nets.mlp(1.0).toComputationGraph();
        fit(plain, 0, 2);
        plain.setLearningRate(0.02);
        fit(plain, 2, 4);
        ComputationGraph net = watched(Nets.mlp(1.0).toComputationGraph());
        fit(net, 0, 1);

        // When
        orders.take(scale("a", 2));
        fit(net, 1, 4);

        // Then
        assertThat(net.params().toFloatVector()).isEqualTo(plain.params().toFloatVector());
        assertThat(outcome().getStatus()).isEqualTo(CommandOutcome.Status.DONE);
    }

    @Test
    void aCheckpointIsTheModelAsItIsBetweenTwoUpdates() throws Exception {
        // Given
        orders = watch.orders(new Commands(ALL, folder.resolve("made")));
        MultiLayerNetwork plain = Nets.mlp(1.0);
        fit(plain, 0, 3);
        MultiLayerNetwork net = watched(Nets.mlp(1.0));
        fit(net, 0, 2);

        // When
        orders.take(command("a").setCheckpoint(Checkpoint.getDefaultInstance()).build());
        fit(net, 2, 5);

        // Then
        assertThat(outcome().getStatus()).as(outcome().getReason()).isEqualTo(CommandOutcome.Status.DONE);
        assertThat(outcome().getFile()).endsWith("digits-3.zip");
        MultiLayerNetwork read =
                ModelSerializer.restoreMultiLayerNetwork(new File(outcome().getFile()), true);
        assertThat(read.params().toFloatVector()).isEqualTo(plain.params().toFloatVector());
        assertThat(read.getUpdater().getStateViewArray().toFloatVector())
                .isEqualTo(plain.getUpdater().getStateViewArray().toFloatVector());
        assertThat(folder.resolve("made").toFile().list()).containsExactly("digits-3.zip");
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsToldAndTheTrainingGoesOn() throws Exception {
        // Given
        orders = watch.orders(new Commands(ALL, folder.resolve("file")));
        assertThat(folder.resolve("file").toFile().createNewFile()).isTrue();
        MultiLayerNetwork net = watched(Nets.mlp(1.0));
        fit(net, 0, 1);

        // When
        orders.take(command("a").setCheckpoint(Checkpoint.getDefaultInstance()).build());
        fit(net, 1, 3);

        // Then
        assertThat(outcome().getStatus()).isEqualTo(CommandOutcome.Status.FAILED);
        assertThat(outcome().getReason()).contains("file");
        assertThat(learningRates()).hasSize(3);
    }

    @Test
    void gradientsAreClippedFromTheNextUpdateOn() {
        // Given
        MultiLayerNetwork plain = Nets.mlp(1.0);
        fit(plain, 0, 2);
        for (int i = 0; i < plain.getnLayers(); i++) {
            BaseLayer layer = (BaseLayer) plain.getLayer(i).conf().getLayer();
            layer.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
            layer.setGradientNormalizationThreshold(0.01);
        }
        fit(plain, 2, 6);
        MultiLayerNetwork unclipped = Nets.mlp(1.0);
        fit(unclipped, 0, 6);
        MultiLayerNetwork net = watched(Nets.mlp(1.0));
        fit(net, 0, 1);

        // When
        orders.take(command("a")
                .setClipGradients(ClipGradients.newBuilder().setThreshold(0.01))
                .build());
        fit(net, 1, 6);

        // Then
        assertThat(net.params().toFloatVector())
                .isEqualTo(plain.params().toFloatVector())
                .isNotEqualTo(unclipped.params().toFloatVector());
        assertThat(outcome().getReason()).isEqualTo("gradients of 3 layers clipped to an L2 norm of 0.01");
    }

    @Test
    void whatIsNotAllowedIsRefusedInWords() {
        // Given
        orders = orders(Set.of("checkpoint"));
        MultiLayerNetwork net = watched(Nets.mlp(1.0));
        fit(net, 0, 1);

        // When
        orders.take(scale("a", 0.1));
        fit(net, 1, 3);

        // Then
        assertThat(outcome().getStatus()).isEqualTo(CommandOutcome.Status.REFUSED);
        assertThat(outcome().getReason())
                .isEqualTo("commands.allowed of this training does not name scale-learning-rate");
        assertThat(learningRates()).containsOnly(0.01);
    }

    @Test
    void aRepeatedCommandIsCarriedOutAndAnsweredOnce() {
        // Given
        MultiLayerNetwork net = watched(Nets.mlp(1.0));
        fit(net, 0, 1);

        // When
        orders.take(scale("a", 0.1));
        orders.take(scale("a", 0.1));
        fit(net, 1, 3);
        orders.take(scale("a", 0.1));
        fit(net, 3, 5);

        // Then
        assertThat(outcome().getStatus()).isEqualTo(CommandOutcome.Status.DONE);
        assertThat(learningRates()).endsWith(0.001, 0.001);
    }

    @Test
    void whatIsForOthersOrMakesNoSenseChangesNothing() {
        // Given
        MultiLayerNetwork net = watched(Nets.mlp(1.0));
        fit(net, 0, 1);

        // When
        orders.take(command("other")
                .setRunId("letters")
                .setStop(Stop.getDefaultInstance())
                .build());
        orders.take(scale("zero", 0));
        orders.take(scale("nan", Double.NaN));
        orders.take(scale("late", 0.1).toBuilder().setAttempt(7).build());
        orders.take(command("nothing").build());
        orders.take(command("stop").setStop(Stop.getDefaultInstance()).build());
        fit(net, 1, 3);

        // Then
        assertThat(outcomes())
                .extracting(CommandOutcome::getCommandId)
                .containsExactly("zero", "nan", "late", "nothing", "stop");
        assertThat(outcomes()).allMatch(outcome -> outcome.getStatus() == CommandOutcome.Status.REFUSED);
        assertThat(outcomes().get(2).getReason()).startsWith("it is for attempt 7, and attempt ");
        assertThat(outcomes().get(4).getReason()).startsWith("only fit with an iterator can be ended");
        assertThat(learningRates()).containsOnly(0.01).hasSize(3);
    }

    @Test
    void aScheduleIsNotOverwritten() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        net.setLearningRate(new ExponentialSchedule(ScheduleType.ITERATION, 0.01, 0.9));
        watched(net);
        fit(net, 0, 1);

        // When
        orders.take(scale("a", 0.1));
        fit(net, 1, 3);

        // Then
        assertThat(outcome().getStatus()).isEqualTo(CommandOutcome.Status.REFUSED);
        assertThat(outcome().getReason()).contains("schedule");
        assertThat(learningRates().get(2)).isEqualTo(0.01 * 0.9 * 0.9);
    }
}
