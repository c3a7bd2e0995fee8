package dev.flatline.stream.topology;

import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.Detectors;
import dev.flatline.stream.detect.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Asks every detector about the run, at every step and at its end. */
final class Detect extends ContextualProcessor<String, Observed, String, Judged> {

    @Override
    public void process(Record<String, Observed> message) {
        Observed observed = message.value();
        context().forward(message.withValue(new Judged(observed, verdicts(observed))));
    }

    private static Map<Detector, Verdict> verdicts(Observed observed) {
        Map<Detector, Verdict> verdicts = new LinkedHashMap<>();
        if (observed.isJudged()) {
            for (Detector detector : Detectors.all()) {
                verdicts.put(detector, detector.look(observed.run().history()));
            }
        }
        return verdicts;
    }
}
