package dev.flatline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.flatline.events.v1.ActivationStep;
import dev.flatline.events.v1.AgentReport;
import dev.flatline.events.v1.CommandOutcome;
import dev.flatline.events.v1.Evaluation;
import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.Model;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.events.v1.TensorSummary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryCodecTest {

    static Stream<Telemetry> everyBody() {
        return Stream.of(
                message().setRunStarted(RunStarted.getDefaultInstance()).build(),
                message().setRunStarted(description(1_000)).build(),
                message().setStep(Step.getDefaultInstance()).build(),
                message().setStep(step(1_000, 1.5f)).build(),
                message().setStep(step(3, Float.NaN)).build(),
                message().setStep(step(3, Float.POSITIVE_INFINITY)).build(),
                message().setStep(step(3, Float.NEGATIVE_INFINITY)).build(),
                message().setStep(step(3, -0.0f)).build(),
                message().setEvaluation(Evaluation.getDefaultInstance()).build(),
                message().setEvaluation(evaluation()).build(),
                message()
                        .setCommandOutcome(CommandOutcome.newBuilder()
                                .setCommandId("c")
                                .setKind("stop")
                                .setStatus(CommandOutcome.Status.REFUSED)
                                .setReason("not allowed")
                                .setIteration(7)
                                .setFile("/tmp/a.zip"))
                        .build(),
                message().setRunEnded(RunEnded.getDefaultInstance()).build(),
                message().setRunEnded(end()).build());
    }

    @ParameterizedTest
    @MethodSource("everyBody")
    void carriesEveryMessageThereAndBack(Telemetry message) throws Exception {
        // When
        Telemetry back = TelemetryCodec.decode(TelemetryCodec.encode(message));

        // Then
        assertThat(back).isEqualTo(message);
    }

    @Test
    void testsEveryBodyOfTheContract() {
        List<Telemetry.BodyCase> bodies =
                everyBody().map(Telemetry::getBodyCase).distinct().toList();

        assertThat(bodies)
                .containsAll(Stream.of(Telemetry.BodyCase.values())
                        .filter(body -> body != Telemetry.BodyCase.BODY_NOT_SET)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void neverTurnsANonFiniteNumberIntoZero(float value) throws Exception {
        // Given
        Telemetry message = message().setStep(step(1, value)).build();

        // When
        Step back = TelemetryCodec.decode(TelemetryCodec.encode(message)).getStep();

        // Then
        assertThat(back.getScore()).isEqualTo(Double.valueOf(value));
        assertThat(back.getLayers(0).getParameters(0).getGradient().getL2()).isEqualTo(Float.valueOf(value));
        assertThat(back.getOutputs(0).getMean(0)).isEqualTo(Float.valueOf(value));
    }

    @Test
    void tellsAStatisticThatWasNotTakenFromOneThatIsZero() throws Exception {
        // Given
        ParameterStep taken = ParameterStep.newBuilder()
                .setGradient(TensorSummary.getDefaultInstance())
                .build();
        Step step = Step.newBuilder()
                .addLayers(LayerStep.newBuilder().addParameters(taken))
                .build();

        // When
        ParameterStep back = TelemetryCodec.decode(
                        TelemetryCodec.encode(message().setStep(step).build()))
                .getStep()
                .getLayers(0)
                .getParameters(0);

        // Then
        assertThat(back.hasGradient()).isTrue();
        assertThat(back.hasUpdate()).isFalse();
    }

    @Test
    void acceptsANewerWriterAndKeepsWhatItAdded() throws Exception {
        // Given
        UnknownFieldSet added = UnknownFieldSet.newBuilder()
                .addField(
                        99,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("news"))
                                .build())
                .build();
        Telemetry newer = message().setSchema(2).setUnknownFields(added).build();

        // When
        Telemetry back = TelemetryCodec.decode(TelemetryCodec.encode(newer));

        // Then
        assertThat(back.getBodyCase()).isEqualTo(Telemetry.BodyCase.BODY_NOT_SET);
        assertThat(back.getUnknownFields()).isEqualTo(added);
    }

    @Test
    void refusesWhatIsNoTelemetryAndSaysWhy() {
        assertThatThrownBy(() -> TelemetryCodec.decode("hello, world".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableTelemetryException.class)
                .hasMessageStartingWith("not a protobuf message");
        assertThatThrownBy(() -> TelemetryCodec.decode(new byte[0]))
                .isInstanceOf(UnreadableTelemetryException.class)
                .hasMessageContaining("no schema number");
        assertThatThrownBy(() -> TelemetryCodec.decode(
                        message().clearRunId().setStep(step(1, 0)).build().toByteArray()))
                .isInstanceOf(UnreadableTelemetryException.class)
                .hasMessageContaining("no run id");
        assertThatThrownBy(() -> TelemetryCodec.decode(message().build().toByteArray()))
                .isInstanceOf(UnreadableTelemetryException.class)
                .hasMessageContaining("no body");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsOrRefusesDamagedBytesButNeverFailsOtherwise(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = TelemetryCodec.encode(message().setStep(step(5, 1)).build());

        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = damage(whole, random);
            assertThatCode(() -> readOrRefuse(damaged)).doesNotThrowAnyException();
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            assertThat(TelemetryCodec.decode(bytes).getRunId()).isNotEmpty();
        } catch (UnreadableTelemetryException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    private static byte[] damage(byte[] whole, SplittableRandom random) {
        byte[] damaged = Arrays.copyOf(whole, random.nextInt(1, whole.length + 1));
        for (int flips = random.nextInt(5); flips >= 0; flips--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static Telemetry.Builder message() {
        return Telemetry.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setRunId("digits")
                .setAttempt(1_700_000_000_000L)
                .setSequence(3)
                .setTimeMillis(1_700_000_000_500L);
    }

    private static RunStarted description(int layers) {
        Model.Builder model = Model.newBuilder().setKind("MultiLayerNetwork").setParameters(7);
        IntStream.range(0, layers)
                .forEach(i ->
                        model.addLayers(Layer.newBuilder().setName("layer" + i).setLearningRate(1e-3)));
        return RunStarted.newBuilder()
                .setName("digits")
                .putTags("team", "vision")
                .setModel(model)
                .build();
    }

    private static Step step(int layers, float value) {
        TensorSummary tensor = TensorSummary.newBuilder()
                .setSize(4)
                .setL2(value)
                .setMaxAbs(value)
                .setNonFinite(1)
                .build();
        Step.Builder step = Step.newBuilder()
                .setIteration(9)
                .setScore(value)
                .addOutputs(OutputStep.newBuilder()
                        .addMean(value)
                        .addVariance(value)
                        .setDataLoss(value)
                        .setFamily(LossFamily.CROSS_ENTROPY)
                        .setLabels(LabelStep.newBuilder()
                                .addMean(value)
                                .addClassCounts(4)
                                .setMin(value)
                                .setMax(value)
                                .setLeastRowSum(0)
                                .setGreatestRowSum(value)))
                .addInputs(InputStep.newBuilder().setMin(value).addFeatureMean(value))
                .setAgent(AgentReport.newBuilder().setOverhead(value));
        IntStream.range(0, layers)
                .forEach(i -> step.addLayers(LayerStep.newBuilder()
                        .setLayer(i)
                        .setActivation(ActivationStep.newBuilder().setMean(value))
                        .addParameters(ParameterStep.newBuilder()
                                .setName("W")
                                .setGradient(tensor)
                                .setUpdate(tensor)
                                .setNonFiniteBefore(2)
                                .setValue(tensor))));
        return step.build();
    }

    private static Evaluation evaluation() {
        return Evaluation.newBuilder()
                .setIteration(400)
                .setKind("Evaluation")
                .putMetrics("accuracy", 0.96)
                .putMetrics("f1", Double.NaN)
                .setExamples(1_000)
                .setOutput(1)
                .build();
    }

    private static RunEnded end() {
        return RunEnded.newBuilder()
                .setStatus(RunEnded.Status.FAILED)
                .setReason("the process ended with exit code 1")
                .setIterations(10)
                .build();
    }
}
