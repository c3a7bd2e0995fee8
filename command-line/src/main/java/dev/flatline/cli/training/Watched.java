package dev.flatline.cli.training;

import dev.flatline.alert.RunRef;
import java.time.Duration;

/** A process whose trainings are watched: a command that was started, or a job that runs anyway. */
public interface Watched {

    boolean isRunning();

    /** Waits until it ends. */
    void awaitEnd();

    /** How it ended; to be asked once it has, or has been left. */
    ExitStatus exitStatus();

    /** How the process in which a run trained ended. */
    default ExitStatus exitStatusOf(RunRef run) {
        return exitStatus();
    }

    /** We have been asked to end: a command ends with us, a job is left to itself. */
    void stop(Duration grace);
}
