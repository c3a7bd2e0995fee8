package dev.flatline.benchmarks.quality.peer;

import dev.flatline.events.v1.Model;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A rule that another monitor has published, with its published default.
 *
 * @param tool whose it is
 * @param name by its own name
 * @param begin makes what looks at one run, message after message, and says whether the rule fires; it may remember
 */
public record PeerRule(String tool, String name, Function<Run, Predicate<Telemetry>> begin) {

    private static final List<PeerRule> ALL = Stream.of(
                    SageMakerDebugger.rules(), AutoTrainer.rules(), DeepDiagnosis.rules(), TheDeepChecker.rules())
            .flatMap(List::stream)
            .toList();

    /** A rule that looks at steps only. */
    static PeerRule onSteps(String tool, String name, Function<Run, Predicate<Step>> begin) {
        return new PeerRule(tool, name, run -> {
            Predicate<Step> watching = begin.apply(run);
            return message -> message.hasStep() && watching.test(message.getStep());
        });
    }

    /** All that can be evaluated on telemetry, by tool; the same ones at every call. */
    public static List<PeerRule> all() {
        return ALL;
    }

    /**
     * What a rule may know of a run beforehand.
     *
     * @param model its layers
     * @param planned mini-batches it is going to take; some rules ask for that
     */
    public record Run(Model model, long planned) {}

    /** Fires at the given number of steps in a row for which the condition holds. */
    static Predicate<Step> inARow(int times, Predicate<Step> condition) {
        int[] held = new int[1];
        return step -> {
            held[0] = condition.test(step) ? held[0] + 1 : 0;
            return held[0] >= times;
        };
    }

    /** Looks at one of so many steps only. */
    static Predicate<Step> every(int steps, Predicate<Step> condition) {
        return step -> step.getIteration() % steps == 0 && condition.test(step);
    }

    /** Looks at the last step of each epoch, which is known to be the last when the next epoch begins. */
    static Predicate<Step> atEpochEnds(Predicate<Step> condition) {
        Step[] last = new Step[1];
        return step -> {
            Step before = last[0];
            last[0] = step;
            return before != null && before.getEpoch() != step.getEpoch() && condition.test(before);
        };
    }
}
