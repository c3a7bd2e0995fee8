package dev.flatline.agent.summarize;

import java.util.Map;

/**
 * Where an activation function has so little slope left that a unit hardly learns any more.
 *
 * @param low outputs below this count as saturated
 * @param high outputs above this count as saturated
 */
public record Saturation(float low, float high) {

    /** For functions that do not saturate. */
    public static final Saturation NONE = new Saturation(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

    /** The hard functions are flat at exactly 0, 1 or -1; the float next to it stands for "at the end". */
    private static final Map<String, Saturation> BY_ACTIVATION = Map.of(
            "sigmoid", new Saturation(0.01f, 0.99f),
            "tanh", new Saturation(-0.99f, 0.99f),
            "hardsigmoid", new Saturation(Float.MIN_VALUE, Math.nextDown(1f)),
            "hardtanh", new Saturation(Math.nextUp(-1f), Math.nextDown(1f)));

    /** The bounds for a function by DL4J's name in lower case; {@link #NONE} for any other. */
    public static Saturation of(String activation) {
        return BY_ACTIVATION.getOrDefault(activation, NONE);
    }

    boolean holds(float value) {
        return value < low || value > high;
    }
}
