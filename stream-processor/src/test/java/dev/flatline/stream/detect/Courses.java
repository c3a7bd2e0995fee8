package dev.flatline.stream.detect;

import dev.flatline.events.v1.Step;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

/** Runs whose loss, in multiples of the best constant answer's, follows a formula over the iterations. */
final class Courses {

    private static final double BEST_CONSTANT = Math.log(4);

    private static final double[] NOISE = noise(new Random(11));

    private Courses() {}

    /** So many steps more of a script, with the relative loss that the formula gives for each iteration. */
    static RunHistory follow(Script script, RunHistory run, int steps, LongToDoubleFunction loss) {
        return script.continuing(run, steps, at(loss));
    }

    static RunHistory of(Script script, int steps, LongToDoubleFunction loss) {
        return follow(script, new RunHistory(script.description()), steps, loss);
    }

    static UnaryOperator<Step.Builder> at(LongToDoubleFunction loss) {
        return step -> {
            step.getOutputsBuilder(0).setDataLoss(BEST_CONSTANT * loss.applyAsDouble(step.getIteration()));
            return step;
        };
    }

    private static double[] noise(Random random) {
        return DoubleStream.generate(random::nextGaussian).limit(10_000).toArray();
    }

    /** Noise of mean 0 and deviation 1, the same at every call. */
    static double noise(long iteration) {
        return NOISE[(int) (iteration % NOISE.length)];
    }
}
