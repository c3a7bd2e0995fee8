package dev.flatline.examples;

import java.io.PrintStream;
import java.util.Locale;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Prints the score (mean loss of the mini-batch) every so many iterations, as most trainings do. */
final class ScorePrinter extends BaseTrainingListener {

    private final PrintStream out;
    private final int interval;

    ScorePrinter(PrintStream out, int interval) {
        this.out = out;
        this.interval = interval;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        if (iteration % interval == 0) {
            out.printf(Locale.ROOT, "iteration %4d  score %.4f%n", iteration, model.score());
        }
    }
}
