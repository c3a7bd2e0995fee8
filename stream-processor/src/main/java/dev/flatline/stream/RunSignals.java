package dev.flatline.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run at a glance, as published on {@code flatline.signals}: about once a second of training, whenever an alert
 * changes, and a last time when the run ends. JSON; NaN and the infinities are the strings {@code "NaN"},
 * {@code "Infinity"}, {@code "-Infinity"}.
 *
 * @param run which run
 * @param model "MultiLayerNetwork" or "ComputationGraph"; empty when the run's description never arrived
 * @param iteration of the last step, as DL4J counts; -1 before the first
 * @param iterations steps seen in this attempt
 * @param epoch of the last step
 * @param score of the last mini-batch, regularisation included
 * @param loss rolling, without regularisation; NaN when its formula is not known
 * @param bestConstantLoss loss of always answering the label means; NaN when not known
 * @param skill 1 - loss / best constant loss; NaN when not known
 * @param outputDiversity variance of the outputs between examples divided by that of the labels; NaN when not known
 * @param probeDiversity the same of the answers to random inputs, when last asked; NaN when not asked of late
 * @param progress how far it is and how fast it goes
 * @param evaluation what the training found when it evaluated its model
 * @param data what it is trained on
 * @param status running, completed, failed, killed or detached
 * @param statusReason how it ended, in words; empty while running
 * @param timeMillis the trainer's clock at the last message, milliseconds since the epoch
 * @param layers in forward order
 * @param firing the alerts that are firing now
 * @param diagnosis the most confident cause; {@code null} without symptoms, or when nothing explains them
 * @param otherCauses the less confident ones
 * @param agent what the agent did and did not do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSignals(
        RunRef run,
        String model,
        long iteration,
        long iterations,
        int epoch,
        double score,
        double loss,
        double bestConstantLoss,
        double skill,
        double outputDiversity,
        double probeDiversity,
        ProgressSignals progress,
        EvaluationSignals evaluation,
        DataSignals data,
        String status,
        String statusReason,
        long timeMillis,
        List<LayerSignals> layers,
        List<Alert> firing,
        @Nullable Cause diagnosis,
        List<Cause> otherCauses,
        AgentSignals agent) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public RunSignals {
        layers = List.copyOf(layers);
        firing = List.copyOf(firing);
        otherCauses = List.copyOf(otherCauses);
    }

    /**
     * One layer at a glance. NaN where a layer has no such thing, or it has not been seen.
     *
     * @param name as in the model
     * @param type such as "DenseLayer"; empty when the run's description never arrived
     * @param activation such as "relu"; empty likewise
     * @param learningRate in force, after schedules
     * @param weightRms root mean square of the weights
     * @param gradientRms rolling root mean square of the weights' gradient, per example
     * @param gradientOfLast that divided by the last weight layer's; NaN too for frozen layers
     * @param gradientOfPeak that divided by the greatest it has had
     * @param updateRatio rolling update:parameter ratio
     * @param betweenExampleDeviation how much its activations differ between examples
     * @param saturated share of its activations, 0..1
     * @param dead share of its units, 0..1
     */
    public record LayerSignals(
            String name,
            String type,
            String activation,
            double learningRate,
            double weightRms,
            double gradientRms,
            double gradientOfLast,
            double gradientOfPeak,
            double updateRatio,
            double betweenExampleDeviation,
            double saturated,
            double dead) {}

    /**
     * How far a run is and how fast it goes. NaN where that is not known.
     *
     * @param examples in the mini-batches seen in this attempt
     * @param iterationSeconds median duration of an iteration of late, waiting included
     * @param timesUsual that duration divided by what the run was used to
     * @param waitShare part of an iteration spent waiting: loading data, listeners, evaluation; 0..1
     */
    public record ProgressSignals(long examples, double iterationSeconds, double timesUsual, double waitShare) {}

    /**
     * The last evaluation. NaN where there was none, or it did not tell.
     *
     * @param loss mean over the examples, regularisation included, as the score has it
     * @param accuracy share of examples whose class was right, 0..1
     * @param skill in the scale of {@link RunSignals#skill()}
     * @param bestSkill the best there has been
     */
    public record EvaluationSignals(double loss, double accuracy, double skill, double bestSkill) {}

    /**
     * What a run is trained on.
     *
     * @param parameters of the network; 0 when its description never arrived
     * @param distinctExamples different examples seen, an estimate; NaN when they are not counted
     * @param passes how often each of them has been seen; NaN likewise
     * @param inputs of the network
     * @param outputs and their labels
     */
    public record DataSignals(
            long parameters,
            double distinctExamples,
            double passes,
            List<InputSignals> inputs,
            List<OutputSignals> outputs) {
        public DataSignals {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * One input of the network, over its latest mini-batches. NaN before the first that was looked at.
     *
     * @param mean of all values
     * @param deviation of all values
     * @param min the smallest
     * @param max the largest
     * @param featureDisparity largest divided by smallest deviation among the features that vary
     */
    public record InputSignals(double mean, double deviation, double min, double max, double featureDisparity) {}

    /**
     * Labels and answers of one output layer. NaN for outputs that are no classes.
     *
     * @param layer its name
     * @param largestLabelShare share of the most frequent label, 0..1
     * @param largestAnswerShare share of the rows that get the most frequent answer, 0..1
     * @param distinctAnswers different answers in a mini-batch
     */
    public record OutputSignals(
            String layer, double largestLabelShare, double largestAnswerShare, double distinctAnswers) {}

    /**
     * The agent's account of itself, in totals of the attempt.
     *
     * @param captured updates seen
     * @param thinned updates whose layer statistics were left out to keep the overhead budget
     * @param dropped messages lost
     * @param overhead time taken on the training thread divided by the training's own
     * @param errors inside the agent
     * @param spooled messages that wait on disk for the broker just now
     * @param bufferBytes of the messages that wait in memory just now, about
     */
    public record AgentSignals(
            long captured, long thinned, long dropped, double overhead, long errors, long spooled, long bufferBytes) {}

    public boolean isRunning() {
        return status.equals("running");
    }

    /** The same for a message that has no room for the layers. */
    public RunSignals withoutLayers(List<Alert> newFiring) {
        return new RunSignals(
                run,
                model,
                iteration,
                iterations,
                epoch,
                score,
                loss,
                bestConstantLoss,
                skill,
                outputDiversity,
                probeDiversity,
                progress,
                evaluation,
                new DataSignals(data.parameters(), data.distinctExamples(), data.passes(), List.of(), List.of()),
                status,
                statusReason,
                timeMillis,
                List.of(),
                newFiring,
                diagnosis,
                otherCauses,
                agent);
    }

    public byte[] encode() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing the signals of run " + run.id() + " as JSON", e);
        }
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws IOException if the bytes are no signals, with the reason
     */
    public static RunSignals decode(byte[] bytes) throws IOException {
        return JSON.readValue(bytes, RunSignals.class);
    }
}
