package dev.flatline.cli.training;

import dev.flatline.cli.report.Conclusion;
import java.util.List;

/** What shall be watched, before it is. */
public interface Target {

    /**
     * Begins; from now on trainings in it are watched.
     *
     * @throws dev.flatline.cli.WrongUseException if that cannot be, saying why and what to do
     */
    Watched begin(AgentEnvironment agent);

    /** What is done with it when we are asked to end, in words. */
    String onEnding();

    /** What is said at the end if no training was seen in it. */
    String noTraining();

    /** A command to be started. */
    static Target command(List<String> command) {
        return new Target() {
            @Override
            public Watched begin(AgentEnvironment agent) {
                return TrainingProcess.start(command, agent);
            }

            @Override
            public String onEnding() {
                return "stopping the command";
            }

            @Override
            public String noTraining() {
                return Conclusion.NO_TRAINING;
            }
        };
    }
}
