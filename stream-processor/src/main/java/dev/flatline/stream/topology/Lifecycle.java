package dev.flatline.stream.topology;

import dev.flatline.alert.Alert;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.TrainingStalledDetector;
import dev.flatline.stream.detect.Verdict;
import dev.flatline.stream.diagnose.Diagnosis;
import dev.flatline.stream.diagnose.Symptoms;
import dev.flatline.stream.lifecycle.RunState;
import dev.flatline.stream.lifecycle.RunStateCodec;
import dev.flatline.stream.metrics.PipelineMetrics;
import dev.flatline.stream.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Moves every episode on by one step, tells of those that fired or resolved, publishes the run at a glance when due,
 * keeps the state, and looks at the clock for runs that have gone quiet. A change of an alert is committed at once, so
 * that people hear of it within one round trip.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before process.
final class Lifecycle extends ContextualProcessor<String, Diagnosed, String, Object> {

    static final String ALERTS = "alerts";
    static final String SIGNALS = "signals";

    private static final Detector STALLED = new TrainingStalledDetector();

    private final PipelineMetrics metrics;
    private final Supplier<Rules> rules;
    private final Listening listening = new Listening();
    private KeyValueStore<String, byte[]> states;

    Lifecycle(PipelineMetrics metrics, Supplier<Rules> rules) {
        this.metrics = metrics;
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        states = context.getStateStore(TrainingTopology.RUN_STATE);
        try (KeyValueIterator<String, byte[]> known = states.all()) {
            known.forEachRemaining(state -> listenTo(RunStateCodec.decode(state.value)));
        }
        context.schedule(Listening.INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::lookAtTheClock);
    }

    private void listenTo(RunState run) {
        listening.heard(run.runId(), run.isRunning(), context().currentSystemTimeMs());
    }

    private void lookAtTheClock(long now) {
        for (Listening.Silence silence : listening.quiet(now)) {
            byte[] blob = states.get(silence.run());
            if (blob != null) {
                tellOf(RunStateCodec.decode(blob), silence, now);
            }
        }
    }

    private void tellOf(RunState run, Listening.Silence silence, long now) {
        run.history().quiet().lasts(silence.millis());
        run.judgeBy(rules.get());
        Verdict verdict = Detect.verdict(STALLED, run.history());
        if (verdict.symptom().isEmpty()) {
            return;
        }
        Optional<Alert> fired = run.advance(STALLED, verdict, new Diagnosis(List.of()));
        states.put(run.runId(), RunStateCodec.encode(run));
        fired.ifPresent(alert -> tellOf(run, alert, now));
    }

    private void tellOf(RunState run, Alert alert, long now) {
        listening.told(run.runId());
        context().forward(new Record<>(alert.fingerprint(), (Object) alert, now), ALERTS);
        RunSignals signals = AtAGlance.of(run, Diagnosis.of(run.history(), new Symptoms(run.firingSymptoms())));
        metrics.show(signals);
        context().forward(new Record<>(run.runId(), (Object) signals, now), SIGNALS);
        context().commit();
    }

    @Override
    public void process(Record<String, Diagnosed> message) {
        Observed observed = message.value().judged().observed();
        Told told = tell(message.value());
        for (Alert alert : told.alerts()) {
            context().forward(new Record<>(alert.fingerprint(), (Object) alert, message.timestamp()), ALERTS);
        }
        RunSignals signals = told.signals();
        if (signals != null) {
            metrics.show(signals);
            context().forward(new Record<>(observed.run().runId(), (Object) signals, message.timestamp()), SIGNALS);
        }
        states.put(observed.run().runId(), RunStateCodec.encode(observed.run()));
        metrics.processed(observed.message());
        listenTo(observed.run());
        if (!told.alerts().isEmpty()) {
            context().commit();
        }
    }

    /** Moves the episodes on; what is told is noted in the state of the run, which is to be kept. */
    static Told tell(Diagnosed diagnosed) {
        Observed observed = diagnosed.judged().observed();
        List<Alert> changed = changes(diagnosed);
        boolean due = !changed.isEmpty() || observed.run().isSignalDue() || observed.isTurn();
        return new Told(changed, due ? signals(diagnosed) : null);
    }

    private static List<Alert> changes(Diagnosed diagnosed) {
        Judged judged = diagnosed.judged();
        List<Alert> changed = new ArrayList<>(judged.observed().superseded());
        judged.verdicts().forEach((detector, verdict) -> {
            Optional<Alert> alert = judged.observed().run().advance(detector, verdict, diagnosed.diagnosis());
            alert.ifPresent(changed::add);
        });
        return changed;
    }

    private static RunSignals signals(Diagnosed diagnosed) {
        RunState run = diagnosed.judged().observed().run();
        Diagnosis diagnosis = run.firing().isEmpty() ? new Diagnosis(List.of()) : diagnosed.diagnosis();
        RunSignals signals = AtAGlance.of(run, diagnosis);
        run.signalled();
        return signals;
    }
}
