package dev.flatline.stream;

import dev.flatline.events.v1.ActivationStep;
import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.Model;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.TensorSummary;
import dev.flatline.stream.trend.RunHistory;
import java.util.Collections;
import java.util.function.UnaryOperator;

/**
 * Trainings on paper: a network 8 → 16 → 16 → 4 classes, whose steps say what a test wants them to.
 *
 * <p>{@code healthy} is a training that learns; the other knobs spoil one thing at a time.
 */
public record Script(
        String activation,
        double skill,
        double diversity,
        double topClassShare,
        double firstGradient,
        double lastGradient,
        double updateRatio,
        double saturated,
        double dead,
        double inputRms,
        double score) {

    private static final int CLASSES = 4;
    private static final double LABEL_VARIANCE = 0.25 * 0.75;
    private static final int WEIGHTS = 128;

    public static Script healthy() {
        return new Script("relu", 0.6, 0.5, 0.3, 1e-3, 2e-3, 1e-3, 0, 0.05, 1, 0.55);
    }

    /** One answer for all, nothing else said to be wrong. */
    public static Script flat() {
        return new Script("sigmoid", 0, 1e-9, 1, 1e-3, 2e-3, 1e-3, 0, 0, 1, 1.386);
    }

    public Script activation(String newer) {
        return new Script(
                newer,
                skill,
                diversity,
                topClassShare,
                firstGradient,
                lastGradient,
                updateRatio,
                saturated,
                dead,
                inputRms,
                score);
    }

    public Script skill(double newer) {
        return new Script(
                activation,
                newer,
                diversity,
                topClassShare,
                firstGradient,
                lastGradient,
                updateRatio,
                saturated,
                dead,
                inputRms,
                score);
    }

    public Script diversity(double newer) {
        return new Script(
                activation,
                skill,
                newer,
                topClassShare,
                firstGradient,
                lastGradient,
                updateRatio,
                saturated,
                dead,
                inputRms,
                score);
    }

    public Script topClassShare(double newer) {
        return new Script(
                activation,
                skill,
                diversity,
                newer,
                firstGradient,
                lastGradient,
                updateRatio,
                saturated,
                dead,
                inputRms,
                score);
    }

    public Script gradients(double first, double last) {
        return new Script(
                activation,
                skill,
                diversity,
                topClassShare,
                first,
                last,
                updateRatio,
                saturated,
                dead,
                inputRms,
                score);
    }

    public Script updateRatio(double newer) {
        return new Script(
                activation,
                skill,
                diversity,
                topClassShare,
                firstGradient,
                lastGradient,
                newer,
                saturated,
                dead,
                inputRms,
                score);
    }

    public Script saturated(double newer) {
        return new Script(
                activation,
                skill,
                diversity,
                topClassShare,
                firstGradient,
                lastGradient,
                updateRatio,
                newer,
                dead,
                inputRms,
                score);
    }

    public Script dead(double newer) {
        return new Script(
                activation,
                skill,
                diversity,
                topClassShare,
                firstGradient,
                lastGradient,
                updateRatio,
                saturated,
                newer,
                inputRms,
                score);
    }

    public Script inputRms(double newer) {
        return new Script(
                activation,
                skill,
                diversity,
                topClassShare,
                firstGradient,
                lastGradient,
                updateRatio,
                saturated,
                dead,
                newer,
                score);
    }

    public Script score(double newer) {
        return new Script(
                activation,
                skill,
                diversity,
                topClassShare,
                firstGradient,
                lastGradient,
                updateRatio,
                saturated,
                dead,
                inputRms,
                newer);
    }

    public RunStarted description() {
        return RunStarted.newBuilder()
                .setName("on paper")
                .setModel(Model.newBuilder()
                        .setKind("MultiLayerNetwork")
                        .addLayers(layer("first", activation, 8, 16))
                        .addLayers(layer("second", activation, 16, 16))
                        .addLayers(
                                layer("out", "softmax", 16, CLASSES).toBuilder().setLoss("LossMCXENT")))
                .build();
    }

    private static Layer layer(String name, String activation, int inputs, int outputs) {
        return Layer.newBuilder()
                .setName(name)
                .setType("DenseLayer")
                .setActivation(activation)
                .setInputs(inputs)
                .setOutputs(outputs)
                .setParameters((long) inputs * outputs + outputs)
                .setUpdater("Adam")
                .setLearningRate(0.01)
                .build();
    }

    public Step step(long iteration) {
        return Step.newBuilder()
                .setIteration(iteration)
                .setScore(score)
                .setBatchSize(32)
                .addLayers(layer(0, firstGradient))
                .addLayers(layer(1, Math.sqrt(firstGradient * lastGradient)))
                .addLayers(layer(2, lastGradient).toBuilder().clearActivation())
                .addOutputs(output())
                .addInputs(InputStep.newBuilder()
                        .setFeatures(8)
                        .setStddev((float) inputRms)
                        .setMin((float) -inputRms)
                        .setMax((float) inputRms)
                        .addFeatureStddev((float) inputRms))
                .build();
    }

    private LayerStep layer(int position, double gradient) {
        return LayerStep.newBuilder()
                .setLayer(position)
                .addParameters(ParameterStep.newBuilder()
                        .setName("W")
                        .setGradient(tensor(gradient))
                        .setUpdate(tensor(0.2 * updateRatio))
                        .setValue(tensor(0.2)))
                .setActivation(ActivationStep.newBuilder()
                        .setBetweenExampleStddev((float) Math.sqrt(diversity))
                        .setSaturatedShare((float) saturated)
                        .setDeadShare((float) dead))
                .build();
    }

    private static TensorSummary tensor(double rms) {
        return TensorSummary.newBuilder()
                .setSize(WEIGHTS)
                .setL2((float) (rms * Math.sqrt(WEIGHTS)))
                .setStddev((float) rms)
                .setSampledShare(1)
                .build();
    }

    private OutputStep output() {
        return OutputStep.newBuilder()
                .setLayer(2)
                .setUnits(CLASSES)
                .setRows(32)
                .setTotalVariance(diversity * CLASSES * LABEL_VARIANCE)
                .setDistinctArgMax(topClassShare > 0.99 ? 1 : CLASSES)
                .setTopClassShare((float) topClassShare)
                .setDataLoss((1 - skill) * Math.log(CLASSES))
                .setFamily(LossFamily.CROSS_ENTROPY)
                .setLabels(LabelStep.newBuilder()
                        .addAllMean(Collections.nCopies(CLASSES, 0.25f))
                        .addAllVariance(Collections.nCopies(CLASSES, (float) LABEL_VARIANCE))
                        .addAllClassCounts(Collections.nCopies(CLASSES, 8L)))
                .build();
    }

    /** The history of a run that followed this script for so many steps. */
    public RunHistory after(int steps) {
        return continuing(new RunHistory(description()), steps);
    }

    /** The same history after so many steps more of this script. */
    public RunHistory continuing(RunHistory run, int steps) {
        return continuing(run, steps, UnaryOperator.identity());
    }

    /** The same, each step changed by hand. */
    public RunHistory continuing(RunHistory run, int steps, UnaryOperator<Step.Builder> change) {
        for (int i = 0; i < steps; i++) {
            run.add(change.apply(step(run.lastIteration() + 1).toBuilder()).build());
        }
        return run;
    }
}
