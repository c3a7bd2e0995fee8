package dev.flatline.agent.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.classification.EvaluationBinary;
import org.nd4j.evaluation.classification.ROC;
import org.nd4j.evaluation.regression.RegressionEvaluation;

/**
 * The figures of a finished evaluation, by DL4J's names for them.
 *
 * <p>Read from counts that are there already, so that it costs microseconds. The exact area under a curve sorts all
 * answers; it is left out above {@value #MOST_SORTED} of them. An evaluation of another class, or of nothing, has none.
 *
 * @param byName may hold NaN
 * @param examples how many were evaluated, or values where a sequence has several; 0 where it is not told
 */
record Metrics(Map<String, Double> byName, long examples) {

    private static final int MOST_SORTED = 4096;
    private static final Metrics NONE = new Metrics(Map.of(), 0);

    static Metrics of(IEvaluation<?> evaluation) {
        if (evaluation instanceof org.nd4j.evaluation.classification.Evaluation classes) {
            return classes.getNumRowCounter() == 0 ? NONE : ofClasses(classes);
        }
        if (evaluation instanceof RegressionEvaluation regression) {
            return regression.numColumns() == 0 ? NONE : ofRegression(regression);
        }
        if (evaluation instanceof EvaluationBinary binary) {
            return binary.numLabels() < 1 ? NONE : ofBinary(binary);
        }
        return evaluation instanceof ROC curve && curve.getExampleCount() > 0 ? ofCurve(curve) : NONE;
    }

    private static Metrics ofClasses(org.nd4j.evaluation.classification.Evaluation evaluation) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", evaluation.accuracy());
        metrics.put("f1", evaluation.f1());
        metrics.put("precision", evaluation.precision());
        metrics.put("recall", evaluation.recall());
        metrics.put("lowestRecall", lowestRecall(evaluation));
        return new Metrics(metrics, evaluation.getNumRowCounter());
    }

    /** NaN, DL4J's way of saying that a class does not occur, is not the lowest. */
    private static double lowestRecall(org.nd4j.evaluation.classification.Evaluation evaluation) {
        double lowest = Double.NaN;
        for (int label = evaluation.getConfusionMatrix().getClasses().size() - 1; label >= 0; label--) {
            double recall = evaluation.recall(label, Double.NaN);
            lowest = recall >= lowest || Double.isNaN(recall) ? lowest : recall;
        }
        return lowest;
    }

    private static Metrics ofRegression(RegressionEvaluation evaluation) {
        return new Metrics(
                Map.of(
                        "mse", evaluation.averageMeanSquaredError(),
                        "mae", evaluation.averageMeanAbsoluteError(),
                        "r2", evaluation.averageRSquared()),
                0);
    }

    private static Metrics ofBinary(EvaluationBinary evaluation) {
        return new Metrics(
                Map.of("accuracy", evaluation.averageAccuracy(), "f1", evaluation.averageF1()),
                evaluation.totalCount(0));
    }

    private static Metrics ofCurve(ROC curve) {
        boolean cheap = !curve.isExact() || curve.getExampleCount() <= MOST_SORTED;
        return new Metrics(cheap ? Map.of("auc", curve.calculateAUC()) : Map.of(), curve.getExampleCount());
    }
}
