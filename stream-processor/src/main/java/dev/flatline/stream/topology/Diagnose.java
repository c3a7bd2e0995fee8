package dev.flatline.stream.topology;

import dev.flatline.alert.Symptom;
import dev.flatline.stream.diagnose.Diagnosis;
import dev.flatline.stream.diagnose.Symptoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Ties the symptoms that are there now, and those that are firing, into causes. */
final class Diagnose extends ContextualProcessor<String, Judged, String, Diagnosed> {

    @Override
    public void process(Record<String, Judged> message) {
        context().forward(message.withValue(explain(message.value())));
    }

    static Diagnosed explain(Judged judged) {
        List<Symptom> symptoms = new ArrayList<>(judged.observed().run().firingSymptoms());
        judged.verdicts().values().stream()
                .map(verdict -> verdict.symptom())
                .flatMap(Optional::stream)
                .forEach(symptoms::add);
        return new Diagnosed(judged, Diagnosis.of(judged.observed().run().history(), new Symptoms(symptoms)));
    }
}
