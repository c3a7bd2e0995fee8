package dev.flatline.stream.topology;

import dev.flatline.alert.Alert;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.lifecycle.RunState;
import dev.flatline.stream.metrics.PipelineMetrics;
import dev.flatline.stream.rules.Rules;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes each message into the rolling signals of its run. Repeated steps, and stragglers of an attempt that has been
 * replaced, end here: telemetry may be sent twice after an outage.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before process.
final class Trend extends ContextualProcessor<Object, Object, String, Observed> {

    private final PipelineMetrics metrics;
    private final Supplier<Rules> rules;
    private RunStates states;

    Trend(PipelineMetrics metrics, Supplier<Rules> rules) {
        this.metrics = metrics;
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<String, Observed> context) {
        super.init(context);
        states = new RunStates(context.getStateStore(TrainingTopology.RUN_STATE), metrics);
    }

    @Override
    public void process(Record<Object, Object> message) {
        Telemetry telemetry = (Telemetry) message.value();
        RunState known = states.get(telemetry.getRunId()).orElseGet(() -> RunState.of(telemetry));
        Optional<Observed> observed = observe(known, telemetry, rules.get());
        observed.ifPresentOrElse(
                news -> context().forward(new Record<>(telemetry.getRunId(), news, message.timestamp())),
                metrics::repeated);
    }

    /**
     * The state of the run with the message in it; empty if the message told nothing new.
     *
     * @param known the state before
     */
    static Optional<Observed> observe(RunState known, Telemetry telemetry, Rules rules) {
        List<Alert> superseded = known.isBefore(telemetry) ? known.giveWay() : List.of();
        RunState run = known.isBefore(telemetry) ? RunState.of(telemetry) : known;
        if (run.isAfter(telemetry) || !run.take(telemetry)) {
            return Optional.empty();
        }
        run.judgeBy(rules);
        return Optional.of(new Observed(run, telemetry, superseded));
    }
}
