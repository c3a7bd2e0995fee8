package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.IterationTime;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/** Data that come slower than they are trained with: cause {@code data-starvation}, also of iterations that became slow. */
final class DataStarvationRule implements CauseRule {

    private static final double CONFIDENCE = 0.8;
    private static final double HALF = 0.5;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        IterationTime time = run.iterationTime();
        Optional<Symptom> starved = symptoms.get("data-starvation");
        return starved.or(() -> symptoms.get("throughput-regression").filter(slow -> time.waitShare() > HALF))
                .map(symptom -> cause(symptoms, symptom));
    }

    private static Cause cause(Symptoms symptoms, Symptom symptom) {
        return new Cause(
                "data-starvation",
                CONFIDENCE,
                symptom.message() + " What takes long between updates is loading and converting data, a listener, or an"
                        + " evaluation at every iteration.",
                """
                // convert once, and train from what was saved
                while (raw.hasNext()) {
                    raw.next().save(new File(directory, "batch-" + n++ + ".bin"));
                }
                network.fit(new AsyncDataSetIterator(new ExistingMiniBatchDataSetIterator(directory, "batch-%d.bin"), 4));""",
                symptoms.among("data-starvation", "throughput-regression"));
    }
}
