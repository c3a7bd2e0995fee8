package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.events.v1.Evaluation;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class InsufficientDataDetectorTest extends DetectorContract {

    private static final double BEST_CONSTANT = Math.log(4);
    private static final Script BY_HEART = Script.healthy().skill(0.99).score(0.01 * BEST_CONSTANT);

    @Override
    Detector detector() {
        return new InsufficientDataDetector();
    }

    @Override
    RunHistory ill() {
        return evaluated(40, 0.8);
    }

    @Override
    RunHistory recovered() {
        RunHistory run = ill();
        BY_HEART.continuing(run, 1);
        return evaluate(run, 0.2);
    }

    /** A run of 480 parameters that was trained on so many examples, and evaluated once. */
    private static RunHistory evaluated(double examples, double relativeLoss) {
        RunStarted.Builder description = BY_HEART.description().toBuilder();
        description.getModelBuilder().setParameters(480);
        RunHistory run = new RunHistory(description.build());
        Script.healthy().skill(0).score(BEST_CONSTANT).continuing(run, 50);
        BY_HEART.continuing(run, 100, step -> {
            step.getInputsBuilder(0)
                    .setExamplesSeen(32 * (step.getIteration() + 1))
                    .setDistinctExamples(examples);
            return step;
        });
        return evaluate(run, relativeLoss);
    }

    private static RunHistory evaluate(RunHistory run, double relativeLoss) {
        run.add(Evaluation.newBuilder()
                .setIteration(run.lastIteration())
                .putMetrics("loss", relativeLoss * BEST_CONSTANT)
                .build());
        return run;
    }

    @Test
    void saysHowManyExamplesItKnowsByHeart() {
        assertThat(detector().look(ill()).symptom().orElseThrow().message())
                .contains("480 parameters knows its 40 different examples by heart");
    }

    @Test
    void saysNothingOfAFewExamplesThatAreAllThereIs() {
        RunHistory run = BY_HEART.continuing(new RunHistory(BY_HEART.description()), 300, step -> {
            step.getInputsBuilder(0)
                    .setExamplesSeen(4 * (step.getIteration() + 1))
                    .setDistinctExamples(4);
            return step;
        });

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void saysNothingOfMoreExamplesThanCanBeStored() {
        assertThat(detector().look(evaluated(700, 0.8))).isEqualTo(Verdict.unclear());
    }

    @Test
    void saysNothingWhereWhatIsKnownByHeartHoldsElsewhere() {
        assertThat(detector().look(evaluated(40, 0.3))).isEqualTo(Verdict.absent());
    }
}
