package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/** Updates themselves that became slow: cause {@code throughput-regression}. Why is outside of what is seen. */
final class ThroughputRule implements CauseRule {

    private static final double CONFIDENCE = 0.5;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return symptoms.get("throughput-regression").map(symptom -> cause(symptoms, symptom));
    }

    private static Cause cause(Symptoms symptoms, Symptom symptom) {
        return new Cause(
                "throughput-regression",
                CONFIDENCE,
                symptom.message() + " Other processes on the machine, a processor that is throttled, memory that runs"
                        + " short, or a listener that keeps more and more are what to look for.",
                """
                // no garbage collection asked for by ND4J, and as many threads as there are free cores
                Nd4j.getMemoryManager().togglePeriodicGc(false);
                // OMP_NUM_THREADS=4 java -Xmx8g …""",
                symptoms.among("throughput-regression"));
    }
}
