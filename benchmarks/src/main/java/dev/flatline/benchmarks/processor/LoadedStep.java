package dev.flatline.benchmarks.processor;

import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.v1.ActivationStep;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.events.v1.TensorSummary;
import java.util.Collections;

/** Telemetry of a healthy network with so many layers of weights and biases, every statistic taken, ten classes. */
record LoadedStep(int layers) {

    private static final int CLASSES = 10;

    Telemetry of(String run, long iteration) {
        Step.Builder step = Step.newBuilder()
                .setIteration(iteration)
                .setScore(0.5)
                .setBatchSize(32)
                .setStepNanos(10_000_000)
                .setWaitNanos(1_000_000)
                .addOutputs(output());
        for (int i = 0; i < layers; i++) {
            step.addLayers(layer(i));
        }
        return message(run, iteration).setStep(step).build();
    }

    /** The first step of a run whose score is no number, which is told at once. */
    static Telemetry broken(String run) {
        return message(run, 0)
                .setStep(Step.newBuilder().setScore(Double.NaN).setBatchSize(32))
                .build();
    }

    private static Telemetry.Builder message(String run, long iteration) {
        return Telemetry.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setRunId(run)
                .setAttempt(1)
                .setSequence(iteration)
                .setTimeMillis(1_000_000 + 11 * iteration);
    }

    private static LayerStep layer(int position) {
        return LayerStep.newBuilder()
                .setLayer(position)
                .setLearningRate(0.01)
                .addParameters(parameter("W"))
                .addParameters(parameter("b"))
                .setActivation(ActivationStep.newBuilder()
                        .setMean(0.3f)
                        .setStddev(0.4f)
                        .setBetweenExampleStddev(0.35f)
                        .setZeroShare(0.4f)
                        .setDeadShare(0.02f))
                .build();
    }

    private static ParameterStep parameter(String name) {
        return ParameterStep.newBuilder()
                .setName(name)
                .setGradient(tensor(1e-3f))
                .setUpdate(tensor(1e-4f))
                .setValue(tensor(0.1f))
                .build();
    }

    private static TensorSummary tensor(float rms) {
        return TensorSummary.newBuilder()
                .setSize(10_000)
                .setL2(100 * rms)
                .setMean(rms / 10)
                .setStddev(rms)
                .setMaxAbs(4 * rms)
                .setSampledShare(1)
                .build();
    }

    private static OutputStep output() {
        return OutputStep.newBuilder()
                .setUnits(CLASSES)
                .setRows(32)
                .addAllMean(Collections.nCopies(CLASSES, 0.1f))
                .addAllVariance(Collections.nCopies(CLASSES, 0.06f))
                .setTotalVariance(0.6)
                .setDistinctArgMax(CLASSES)
                .setTopClassShare(0.2f)
                .setDataLoss(0.5)
                .setFamily(LossFamily.CROSS_ENTROPY)
                .setLabels(LabelStep.newBuilder()
                        .addAllMean(Collections.nCopies(CLASSES, 0.1f))
                        .addAllVariance(Collections.nCopies(CLASSES, 0.09f))
                        .addAllClassCounts(Collections.nCopies(CLASSES, 3L)))
                .build();
    }
}
