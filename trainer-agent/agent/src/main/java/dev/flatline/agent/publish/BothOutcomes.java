package dev.flatline.agent.publish;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The outcome of a message that goes to two topics: told when both are known, and good if both are. Thread-safe. */
final class BothOutcomes implements Consumer<Answer> {

    private final Consumer<Answer> outcome;
    private @Nullable Answer first;

    BothOutcomes(Consumer<Answer> outcome) {
        this.outcome = outcome;
    }

    @Override
    public synchronized void accept(Answer answer) {
        Answer other = first;
        if (other == null) {
            first = answer;
        } else {
            outcome.accept(other instanceof Answer.Yes ? answer : other);
        }
    }
}
