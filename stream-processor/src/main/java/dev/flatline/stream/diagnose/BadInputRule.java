package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.Map;
import java.util.Optional;

/** Data that cannot be learned from: cause {@code bad-input}. */
final class BadInputRule implements CauseRule {

    private static final Map<String, Double> CONFIDENCE =
            Map.of("non-finite", 0.95, "constant-input", 0.95, "one-label", 0.9);
    private static final double PARTLY = 0.6;

    private static final Map<String, String> FIX = Map.of("non-finite", """
            // refuse or repair bad rows before they reach fit()
            BooleanIndexing.replaceWhere(features, 0.0, Conditions.isNan());""", "one-label", """
            // what comes out of the iterator? one column of labels, or one class, is often read for another
            DataSet batch = iterator.next();
            System.out.println(batch.getLabels().sum(0));""", "unlabelled-rows", """
            // leave rows without a class out of the loss
            INDArray known = labels.sum(true, 1).gt(0).castTo(DataType.FLOAT);
            network.fit(features, labels, null, known);""");

    private static final String LOOK = """
            // what comes out of the iterator? a reader that was not reset, or a buffer that is used again, repeats itself
            DataSet batch = iterator.next();
            System.out.println(batch.getFeatures().std(0));""";

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return symptoms.get("bad-input").map(symptom -> cause(symptoms, symptom));
    }

    private static Cause cause(Symptoms symptoms, Symptom symptom) {
        boolean spoiled = symptom.variant().equals("non-finite");
        return new Cause(
                "bad-input",
                CONFIDENCE.getOrDefault(symptom.variant(), PARTLY),
                symptom.message() + (spoiled ? " Everything computed from it is spoiled." : ""),
                FIX.getOrDefault(symptom.variant(), LOOK),
                spoiled
                        ? symptoms.among("bad-input", "non-finite", "output-collapse", "exploding-gradient")
                        : symptoms.ofNotLearningBut("output-loss-mismatch"));
    }
}
