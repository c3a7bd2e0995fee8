package dev.flatline.stream.topology;

import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.Detectors;
import dev.flatline.stream.detect.Verdict;
import dev.flatline.stream.rules.KindRules;
import dev.flatline.stream.trend.RunHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Asks every detector about the run, at every step and at its end. */
final class Detect extends ContextualProcessor<String, Observed, String, Judged> {

    @Override
    public void process(Record<String, Observed> message) {
        Observed observed = message.value();
        context().forward(message.withValue(judge(observed)));
    }

    static Judged judge(Observed observed) {
        Map<Detector, Verdict> verdicts = new LinkedHashMap<>();
        if (observed.isJudged()) {
            RunHistory run = observed.run().history();
            for (Detector detector : Detectors.all()) {
                verdicts.put(detector, verdict(detector, run));
            }
        }
        return new Judged(observed, verdicts);
    }

    /** Of a detector that is switched off the symptom is gone: what fires resolves, and no cause is built on it. */
    static Verdict verdict(Detector detector, RunHistory run) {
        KindRules rules = run.rules().of(detector.kind());
        return rules.isEnabled() ? detector.look(run).as(rules::severity) : Verdict.absent();
    }
}
