package dev.flatline.live;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.ActivationStep;
import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.Model;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.events.v1.TensorSummary;
import java.util.List;
import java.util.Map;

/** Telemetry and alerts of a run that a test makes up. */
public record Messages(String name, long attempt, int layers) {

    public RunRef run() {
        return new RunRef(name, name, attempt, Map.of());
    }

    public Telemetry started() {
        Model.Builder model = Model.newBuilder().setKind("MultiLayerNetwork").setParameters(1234);
        for (int i = 0; i < layers; i++) {
            model.addLayers(Layer.newBuilder()
                    .setName(name + " " + i)
                    .setType("DenseLayer")
                    .setActivation("relu"));
        }
        return message()
                .setRunStarted(RunStarted.newBuilder().setName(name).setModel(model))
                .build();
    }

    /** A step whose loss is its score, of a network whose best constant answer costs 2. */
    public Telemetry step(long iteration, double score) {
        Step.Builder step = Step.newBuilder()
                .setIteration(iteration)
                .setScore(score)
                .setBatchSize(32)
                .addOutputs(OutputStep.newBuilder()
                        .setLayer(layers - 1)
                        .setUnits(2)
                        .setRows(32)
                        .setDataLoss(score)
                        .setConstantLoss(2)
                        .setFamily(LossFamily.SQUARED_ERROR));
        for (int i = 0; i < layers; i++) {
            step.addLayers(layer(i, (float) Math.pow(10, -i - (int) (iteration % 7))));
        }
        return message().setStep(step).build();
    }

    private static LayerStep layer(int position, float size) {
        TensorSummary summary = TensorSummary.newBuilder()
                .setSize(100)
                .setL2(size)
                .setSampledShare(1)
                .build();
        return LayerStep.newBuilder()
                .setLayer(position)
                .addParameters(ParameterStep.newBuilder()
                        .setName("W")
                        .setGradient(summary)
                        .setUpdate(summary)
                        .setValue(summary.toBuilder().setL2(10)))
                .setActivation(ActivationStep.newBuilder().setBetweenExampleStddev(size))
                .build();
    }

    private Telemetry.Builder message() {
        return Telemetry.newBuilder()
                .setSchema(1)
                .setRunId(name)
                .setAttempt(attempt)
                .setTimeMillis(attempt);
    }

    public Alert alert(String kind, long first, long fired) {
        Symptom symptom = new Symptom(
                kind, "", Severity.CRITICAL, List.of(name + " 0"), kind + " in " + name, Map.of("skill", Double.NaN));
        return new Alert(kind + name, 1, AlertState.FIRING, run(), symptom, first, fired, null, attempt, null);
    }
}
