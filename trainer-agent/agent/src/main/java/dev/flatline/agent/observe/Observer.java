package dev.flatline.agent.observe;

import dev.flatline.agent.publish.RunChannel;

/** Who watches one model, or one replica of it. */
interface Observer {

    /** How its training ends if the JVM ends now. */
    RunEnding ending();

    /** Whether a living thread still calls it. */
    boolean isInTraining();

    /** Sends what is held back because more of it was expected. */
    default void flush() {}

    RunChannel run();
}
