package dev.flatline.agent.observe;

import java.util.List;
import org.deeplearning4j.nn.api.Model;

/**
 * One of the models that train as one: ParallelWrapper has threads of its own, each with a copy of the user's model.
 *
 * <p>Nothing here needs ParallelWrapper on the class path: its threads refer to it by their handler of exceptions.
 *
 * @param root the user's model, which is the first replica itself; the model where it trains alone
 * @param worker from 0
 * @param alone whether there are no others
 */
record Replica(Model root, int worker, boolean alone) {

    private static final String WRAPPER = "org.deeplearning4j.parallelism.ParallelWrapper";

    /** The replica a model is, by the thread that trains it. */
    static Replica of(Model model, Thread trainer) {
        Object handler = trainer.getUncaughtExceptionHandler();
        Object wrapper = handler != null && handler.getClass().getName().startsWith(WRAPPER + "$")
                ? Fields.valueOf("this$0", handler)
                : null;
        return wrapper != null && Fields.valueOf("model", wrapper) instanceof Model root
                ? new Replica(root, worker(wrapper, model, trainer), false)
                : new Replica(model, 0, true);
    }

    /** What of its training cannot be seen, one sentence each. */
    List<String> limits() {
        return alone
                ? List.of()
                : List.of(
                        "Several threads train copies of this model: the moment at which they are made one is not seen, and"
                                + " where they share gradients, an update is the part that is shared.");
    }

    private static int worker(Object wrapper, Model model, Thread trainer) {
        if (Fields.valueOf("zoo", wrapper) instanceof Object[] trainers) {
            for (int i = 0; i < trainers.length; i++) {
                if (trainers[i] != null && Fields.valueOf("replicatedModel", trainers[i]) == model) {
                    return i;
                }
            }
        }
        String number = trainer.getName().replaceAll("\\D", "");
        return number.isEmpty() || number.length() > 6 ? 0 : Integer.parseInt(number);
    }
}
