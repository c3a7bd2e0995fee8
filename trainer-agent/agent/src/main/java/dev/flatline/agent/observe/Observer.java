package dev.flatline.agent.observe;

import dev.flatline.agent.publish.RunChannel;
import org.jspecify.annotations.Nullable;

/** Who watches one model, or one replica of it. */
interface Observer {

    /** How its training ends if the JVM ends now. */
    RunEnding ending();

    /** Whether a living thread may still call it. */
    boolean isInTraining();

    /** Whether that thread is fitting a model just now. Looks at its stack, which takes some microseconds of it. */
    boolean isFitting();

    /** The thread that made the last update; {@code null} when there is none any more. */
    @Nullable
    Thread trainer();

    /** When the last update ended, by {@link System#nanoTime}. */
    long left();

    /** Sends what is held back because more of it was expected. */
    default void flush() {}

    RunChannel run();
}
