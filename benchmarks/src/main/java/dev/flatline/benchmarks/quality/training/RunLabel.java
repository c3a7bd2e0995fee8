package dev.flatline.benchmarks.quality.training;

import java.util.List;

/**
 * The truth about one recorded run: what was meant, and what came out.
 *
 * @param suite "corpus" or "own"
 * @param id of the case
 * @param seed it was run with
 * @param expectation of the case
 * @param outcome measured at the end
 * @param planned mini-batches the case takes
 * @param trained mini-batches it was given
 * @param onset iteration at which the fault set in
 * @param parameters of the network
 * @param seconds the recording took
 */
public record RunLabel(
        String suite,
        String id,
        int seed,
        Expectation expectation,
        Outcome outcome,
        long planned,
        long trained,
        long onset,
        long parameters,
        double seconds) {

    /** How the run counts. */
    public enum State {
        /** It learned what it should. */
        HEALTHY,
        /** It did not. */
        FAILING,
        /** Debatable by its author's word, or healthy but cut short. */
        UNSCORED
    }

    /**
     * Labels belong to runs, not to programs: the outcome decides, even against the case. A healthy case that was cut
     * short before it reached its bar has not failed, and does not count.
     */
    public State state() {
        boolean cut = trained < planned;
        return switch (expectation.verdict()) {
            case WEAK -> State.UNSCORED;
            case HEALTHY -> outcome.learned() ? State.HEALTHY : cut ? State.UNSCORED : State.FAILING;
            case FAULTY -> outcome.learned() ? State.HEALTHY : State.FAILING;
        };
    }

    /** Whether the outcome contradicts the case. */
    public boolean relabelled() {
        return switch (expectation.verdict()) {
            case WEAK -> false;
            case HEALTHY -> state() == State.FAILING;
            case FAULTY -> state() == State.HEALTHY;
        };
    }

    /** Names the run and its files. */
    public String name() {
        return name(id, seed);
    }

    static String name(String id, int seed) {
        return id + "-s" + seed;
    }

    /** Causes that are right, where the run fails and its case names some. */
    public List<String> namedCauses() {
        return state() == State.FAILING ? expectation.causes() : List.of();
    }
}
