package dev.flatline.agent.observe;

import dev.flatline.agent.publish.StepDraft;
import dev.flatline.agent.summarize.OutputReading;
import dev.flatline.agent.summarize.Sampling;
import dev.flatline.events.v1.ActivationStep;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.TensorSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has been seen of the update of a SameDiff graph that is under way. */
final class GraphUpdate {

    private static final int LAYER_BYTES = 1024;

    final boolean looksAtLayers;
    final Sampling sampling;
    final Step.Builder step = Step.newBuilder();
    final List<Answer> outputs = new ArrayList<>();
    final Map<String, TensorSummary> gradients = new LinkedHashMap<>();
    final Map<String, TensorSummary> updates = new LinkedHashMap<>();
    final Map<Integer, ActivationStep> activations = new LinkedHashMap<>();

    GraphUpdate(boolean looksAtLayers, Sampling sampling) {
        this.looksAtLayers = looksAtLayers;
        this.sampling = sampling;
    }

    /** The score is the sum of the losses, which ND4J itself does not compute while it trains; unknown without any. */
    StepDraft draft() {
        List<Answer> answers = outputs;
        int bytes = LAYER_BYTES * (1 + step.getLayersCount() + step.getInputsCount());
        for (Answer answer : answers) {
            bytes += answer.reading.bytes();
        }
        return new StepDraft(step, ready -> complete(ready, answers), bytes);
    }

    private static void complete(Step.Builder step, List<Answer> answers) {
        MemoryObserver.addIfDue(step);
        double score = 0;
        for (Answer answer : answers) {
            OutputStep output = answer.reading.summarize();
            score += output.getDataLoss() / answer.parts;
            step.addOutputs(output);
        }
        if (!answers.isEmpty()) {
            step.setScore(score);
        }
    }

    /**
     * What a loss was computed from.
     *
     * @param parts the loss of a row is divided by
     */
    record Answer(OutputReading reading, int parts) {}
}
