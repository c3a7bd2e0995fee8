package dev.flatline.stream.topology;

import dev.flatline.alert.Alert;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.TrainingStalledDetector;
import dev.flatline.stream.detect.Verdict;
import dev.flatline.stream.diagnose.Diagnosis;
import dev.flatline.stream.diagnose.Symptoms;
import dev.flatline.stream.lifecycle.RunState;
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

/**
 * Moves every episode on by one step, tells of those that fired or resolved, publishes the run at a glance when due,
 * keeps the state, and looks at the clock for runs that have gone quiet. A change of an alert is committed at once, so
 * that people hear of it within one round trip.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before process.
final class Lifecycle extends ContextualProcessor<String, Diagnosed, String, byte[]> {

    static final String ALERTS = "alerts";
    static final String SIGNALS = "signals";

    private static final Detector STALLED = new TrainingStalledDetector();

    private final PipelineMetrics metrics;
    private final Supplier<Rules> rules;
    private final Listening listening = new Listening();
    private RunStates states;

    Lifecycle(PipelineMetrics metrics, Supplier<Rules> rules) {
        this.metrics = metrics;
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        states = new RunStates(context.getStateStore(TrainingTopology.RUN_STATE), metrics);
        states.forEach(this::listenTo);
        context.schedule(Listening.INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::lookAtTheClock);
        context.schedule(Retention.INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::forgetTheOld);
    }

    private void listenTo(RunState run) {
        listening.heard(run.runId(), run.isRunning(), context().currentSystemTimeMs());
    }

    private void lookAtTheClock(long now) {
        for (Listening.Silence silence : listening.quiet(now)) {
            states.get(silence.run()).ifPresent(run -> tellOf(run, silence, now));
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
        listening.told(run.runId());
        keep(run, new Told(fired.stream().toList(), fired.isEmpty() ? null : glance(run)), now);
    }

    private static RunSignals glance(RunState run) {
        return AtAGlance.of(run, Diagnosis.of(run.history(), new Symptoms(run.firingSymptoms())));
    }

    /** What has not been heard of for long would be kept for ever. */
    private void forgetTheOld(long now) {
        List<RunState> old = new ArrayList<>();
        states.forEach(run -> {
            if (!listening.isTo(run.runId()) && Retention.isOver(run, now)) {
                old.add(run);
            }
        });
        old.forEach(run -> forget(run, now));
    }

    /** Alerts of a run that never said that it ended are resolved: nobody will look whether they still hold. */
    private void forget(RunState run, long now) {
        if (run.isRunning()) {
            run.giveWay()
                    .forEach(alert ->
                            context().forward(new Record<>(alert.fingerprint(), Published.bytes(alert), now), ALERTS));
        }
        states.delete(run.runId());
        metrics.forget(run.runId());
    }

    @Override
    public void process(Record<String, Diagnosed> message) {
        Observed observed = message.value().judged().observed();
        long now = context().currentSystemTimeMs();
        listening.lagsBehind(now - message.timestamp(), now);
        keep(observed.run(), tell(message.value()), message.timestamp());
        metrics.processed(observed.message());
        listenTo(observed.run());
    }

    /** State and what is told go into one transaction. What may fail comes first: nothing can be taken back. */
    private void keep(RunState run, Told told, long timestamp) {
        byte[] state = RunStates.bytes(run);
        List<Record<String, byte[]>> alerts = told.alerts().stream()
                .map(alert -> new Record<>(alert.fingerprint(), Published.bytes(alert), timestamp))
                .toList();
        RunSignals signals = told.signals();
        byte[] glance = signals == null ? new byte[0] : Published.bytes(signals);
        alerts.forEach(alert -> context().forward(alert, ALERTS));
        if (signals != null) {
            metrics.show(signals);
            context().forward(new Record<>(run.runId(), glance, timestamp), SIGNALS);
        }
        states.put(run.runId(), state);
        if (!alerts.isEmpty()) {
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

    /** Whoever is given these partitions next shows the runs. */
    @Override
    public void close() {
        listening.runs().forEach(metrics::forget);
    }
}
