package dev.flatline.stream.detect;

import dev.flatline.stream.trend.RunHistory;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers by name, in the order in which they convince. */
final class Evidence {

    private final Map<String, Double> numbers = new LinkedHashMap<>();

    static Evidence of(String name, double value) {
        return new Evidence().and(name, value);
    }

    Evidence and(String name, double value) {
        numbers.put(name, value);
        return this;
    }

    /** Adds skill, loss and the loss of the best constant answer, where they are known. */
    Evidence andSkillOf(RunHistory run) {
        if (!Double.isNaN(run.skill())) {
            and("skill", run.skill());
            and("loss", run.loss());
            and("best_constant_loss", run.bestConstantLoss());
        }
        return this;
    }

    Map<String, Double> numbers() {
        return numbers;
    }
}
