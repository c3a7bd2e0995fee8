package dev.flatline.stream.detect;

/**
 * Hysteresis in time, counted in steps of the run.
 *
 * @param fireAfter consecutive steps with the symptom after which the alert fires, at least 1
 * @param resolveAfter consecutive steps without it after which the alert resolves, at least 1
 */
public record Persistence(int fireAfter, int resolveAfter) {

    private static final int CERTAIN = 2;

    public Persistence {
        if (fireAfter < 1 || resolveAfter < 1) {
            throw new IllegalArgumentException(
                    "persistence needs at least 1 step, not " + fireAfter + " and " + resolveAfter);
        }
    }

    /** What does where the evidence itself spans as many steps as it takes to be sure: a few, against a stray message. */
    public Persistence atOnce() {
        return new Persistence(Math.min(CERTAIN, fireAfter), resolveAfter);
    }

    /**
     * What must do when the run has ended and no further step will come: a third of the steps. What is pending then is
     * told rather than lost, since short runs are what people try things out with.
     */
    public Persistence atEnd() {
        return new Persistence(Math.max(1, fireAfter / 3), resolveAfter);
    }
}
