package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.detect.Imbalance;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One class so frequent that always answering it is nearly right: cause {@code class-imbalance}. Surer where the network
 * is alive and has settled for it than where it is said to have collapsed, which has other causes too.
 */
final class ClassImbalanceRule implements CauseRule {

    private static final double SETTLED = 0.8;
    private static final double COLLAPSED = 0.65;
    private static final double MANY = 0.25;
    private static final int SHORT_LIST = 10;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        Optional<Imbalance> found = run.outputs().stream()
                .map(output -> Imbalance.of(run, output))
                .flatMap(Optional::stream)
                .findFirst();
        Optional<Cause> settled = symptoms.get("class-imbalance").map(symptom -> settled(run, symptoms, symptom));
        return settled.or(() -> found.filter(any -> symptoms.has("output-collapse"))
                        .map(imbalance -> collapsed(run, symptoms, imbalance)))
                .or(() -> generalisesBadly(run, symptoms));
    }

    /** What is known by heart does not hold elsewhere: where many classes are rare, it may be they that are not known. */
    private static Optional<Cause> generalisesBadly(RunHistory run, Symptoms symptoms) {
        List<String> explained = symptoms.among("insufficient-data", "overfitting");
        return run.outputs().stream()
                .map(OutputTrend::rareClasses)
                .filter(rare -> !explained.isEmpty() && rare.shareOfClasses() >= MANY)
                .findFirst()
                .map(rare -> new Cause(
                        "class-imbalance",
                        SETTLED,
                        Figures.percent(rare.shareOfClasses()) + " of the classes have less than a tenth of the rows of"
                                + " the largest each, " + Figures.percent(rare.share())
                                + " of all rows between them: there are too few examples of them to know them by,"
                                + " though the mean over all rows hardly shows it.",
                        fix(run),
                        explained));
    }

    private static Cause settled(RunHistory run, Symptoms symptoms, Symptom symptom) {
        return new Cause(
                "class-imbalance",
                SETTLED,
                symptom.message(),
                fix(run),
                symptoms.among("class-imbalance", "output-collapse", "loss-plateau"));
    }

    private static Cause collapsed(RunHistory run, Symptoms symptoms, Imbalance imbalance) {
        return new Cause(
                "class-imbalance",
                COLLAPSED,
                Figures.percent(imbalance.largest())
                        + " of the labels are of one class: always answering it is nearly right, and the network has"
                        + " settled for that.",
                fix(run),
                symptoms.among("output-collapse"));
    }

    private static String fix(RunHistory run) {
        return "// let errors on rare classes weigh more, one weight for each class\n"
                + "new LossMCXENT(Nd4j.create(new double[] {" + weights(run) + "}))\n"
                + "// or draw mini-batches in which the classes are balanced";
    }

    /** The inverse of each class's share, scaled so that the mean row weighs 1; words where the list would be long. */
    private static String weights(RunHistory run) {
        List<Double> shares = run.outputs().stream()
                .map(OutputTrend::labels)
                .map(labels -> labels.means())
                .filter(means -> means.length > 1 && means.length <= SHORT_LIST)
                .findFirst()
                .map(means -> Arrays.stream(means).boxed().toList())
                .orElse(List.of());
        boolean known = !shares.isEmpty() && shares.stream().allMatch(share -> share > 0);
        return known
                ? shares.stream()
                        .map(share -> String.format(Locale.ROOT, "%.3g", 1 / (share * shares.size())))
                        .collect(Collectors.joining(", "))
                : "rare, common";
    }
}
