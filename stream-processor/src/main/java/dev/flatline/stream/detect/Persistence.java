package dev.flatline.stream.detect;

/**
 * Hysteresis in time, counted in steps of the run.
 *
 * @param fireAfter consecutive steps with the symptom after which the alert fires, at least 1
 * @param resolveAfter consecutive steps without it after which the alert resolves, at least 1
 */
public record Persistence(int fireAfter, int resolveAfter) {

    public Persistence {
        if (fireAfter < 1 || resolveAfter < 1) {
            throw new IllegalArgumentException(
                    "persistence needs at least 1 step, not " + fireAfter + " and " + resolveAfter);
        }
    }
}
