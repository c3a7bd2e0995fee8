package dev.flatline.stream.lifecycle;

import dev.flatline.alert.Symptom;
import dev.flatline.stream.detect.Persistence;
import dev.flatline.stream.detect.Verdict;

/**
 * Where one symptom of one run stands: quiet → pending → firing → resolved, and round again. Each state is a record
 * whose methods are its legal transitions.
 */
public sealed interface Episode {

    /** The state after one more step. Unclear verdicts change nothing. */
    Episode next(Verdict verdict, Persistence persistence, long iteration);

    static Episode quiet() {
        return new Quiet();
    }

    /** Nothing seen. */
    record Quiet() implements Episode {
        @Override
        public Episode next(Verdict verdict, Persistence persistence, long iteration) {
            return verdict.symptom()
                    .map(symptom -> new Pending(iteration, 0, symptom).seen(symptom, persistence, iteration))
                    .orElse(this);
        }
    }

    /**
     * Seen, but not long enough to be told.
     *
     * @param firstIteration where it was first seen
     * @param steps with the symptom so far
     * @param symptom as last seen
     */
    record Pending(long firstIteration, int steps, Symptom symptom) implements Episode {
        @Override
        public Episode next(Verdict verdict, Persistence persistence, long iteration) {
            if (verdict instanceof Verdict.Absent) {
                return new Quiet();
            }
            return verdict.symptom()
                    .map(now -> seen(now, persistence, iteration))
                    .orElse(this);
        }

        private Episode seen(Symptom now, Persistence persistence, long iteration) {
            return steps + 1 >= persistence.fireAfter()
                    ? new Firing(firstIteration, iteration, 0, now)
                    : new Pending(firstIteration, steps + 1, now);
        }
    }

    /**
     * Told to people.
     *
     * @param firstIteration where the symptom was first seen
     * @param firedIteration where it had been seen long enough
     * @param stepsWithout consecutive steps without the symptom
     * @param symptom as last seen, of the variant that fired
     */
    record Firing(long firstIteration, long firedIteration, int stepsWithout, Symptom symptom) implements Episode {
        @Override
        public Episode next(Verdict verdict, Persistence persistence, long iteration) {
            if (verdict instanceof Verdict.Absent) {
                return stepsWithout + 1 >= persistence.resolveAfter()
                        ? resolve(iteration)
                        : new Firing(firstIteration, firedIteration, stepsWithout + 1, symptom);
            }
            return verdict.symptom()
                    .map(now -> new Firing(firstIteration, firedIteration, 0, sameVariant(now)))
                    .orElse(this);
        }

        /** Ends the episode, as when the run is started anew. */
        public Resolved resolve(long iteration) {
            return new Resolved(firstIteration, firedIteration, iteration, symptom);
        }

        private Symptom sameVariant(Symptom now) {
            return now.variant().equals(symptom.variant()) ? now : symptom;
        }
    }

    /** Gone, and told to be; the next step begins at quiet. */
    record Resolved(long firstIteration, long firedIteration, long resolvedIteration, Symptom symptom)
            implements Episode {
        @Override
        public Episode next(Verdict verdict, Persistence persistence, long iteration) {
            return new Quiet().next(verdict, persistence, iteration);
        }
    }
}
