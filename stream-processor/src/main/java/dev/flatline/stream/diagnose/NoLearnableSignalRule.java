package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/**
 * A network in which nothing is ill, and which finds nothing to learn: cause {@code no-learnable-signal}. What remains
 * when every other cause is ruled out, and so said with little confidence.
 */
final class NoLearnableSignalRule implements CauseRule {

    private static final double WHAT_REMAINS = 0.35;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return symptoms.get("loss-plateau").map(symptom -> cause(symptoms, symptom));
    }

    private static Cause cause(Symptoms symptoms, Symptom symptom) {
        return new Cause(
                "no-learnable-signal",
                WHAT_REMAINS,
                symptom.message() + " Either the labels do not belong to the inputs, or the inputs do not hold what the"
                        + " labels depend on, or the network is too small for it.",
                """
                // can it learn one mini-batch by heart? If so, look at the data, else at the network
                DataSet one = trainingData.next();
                for (int i = 0; i < 500; i++) {
                    network.fit(one);
                }
                System.out.println(network.score(one));
                // inputs and labels must be shuffled together
                data.shuffle(seed);""",
                symptoms.among("loss-plateau"));
    }
}
