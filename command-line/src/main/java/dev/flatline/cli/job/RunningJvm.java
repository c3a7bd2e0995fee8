package dev.flatline.cli.job;

import com.sun.tools.attach.VirtualMachine;
import dev.flatline.cli.WrongUseException;
import java.nio.file.Path;
import java.util.Properties;

/** A JVM that we may take hold of: everything that speaks against it has been said as {@link WrongUseException}. */
public final class RunningJvm {

    private static final String ANSWER = "flatline.agent.answer";
    private static final String STATUS = "flatline.agent.status";
    private static final int OLDEST = 17;

    private final long pid;

    private RunningJvm(long pid) {
        this.pid = pid;
    }

    /** Finds it, and makes sure that it is one and ours. */
    public static RunningJvm find(long pid) {
        Admission.require(pid);
        return new RunningJvm(pid);
    }

    /** Makes sure that it trains and is not watched yet. */
    public void requireWatchable() {
        if (ProcessFiles.areThere() && !Job.hasNd4j(pid)) {
            throw new WrongUseException(
                    "There is no DL4J at work in process " + pid + " (ND4J's library is not loaded)."
                            + " If it is about to begin, try again then. See: flatline jobs");
        }
        Properties properties = Conversation.with(pid, VirtualMachine::getSystemProperties);
        int version = feature(properties.getProperty("java.specification.version", ""));
        if (version < OLDEST) {
            throw new WrongUseException("Process " + pid + " runs on Java " + version + "; the agent needs " + OLDEST
                    + " or newer. Start the training with a newer Java.");
        }
        if (properties.getProperty(STATUS) != null) {
            throw new WrongUseException("Process " + pid + " is already watched. To watch it from here, first: flatline"
                    + " detach " + pid);
        }
    }

    /** {@code 1.8} is Java 8; 0 if it is no number at all. */
    static int feature(String specification) {
        String number = specification.replaceFirst("^1\\.", "");
        return number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
    }

    /** Whether the agent is in it: told by its threads, or else by the JVM itself. */
    boolean isWatched() {
        try {
            return new ProcessFiles(pid).isWatched() || hasAgent();
        } catch (WrongUseException e) {
            // It may be busy, or about to end, which is seen soon enough.
            return true;
        }
    }

    private boolean hasAgent() {
        return Conversation.with(pid, VirtualMachine::getSystemProperties).getProperty(STATUS) != null;
    }

    /** Makes sure that there is something to detach. */
    public void requireWatched() {
        if (!hasAgent()) {
            throw new WrongUseException("Process " + pid + " is not watched, so there is nothing to detach.");
        }
    }

    /** Loads the agent with these arguments; returns when the hooks are in. */
    public void ask(Path agentJar, String arguments) {
        String answer = Conversation.with(pid, machine -> {
            machine.loadAgent(agentJar.toString(), arguments);
            return machine.getSystemProperties().getProperty(ANSWER, "refused: no answer");
        });
        if (!answer.startsWith("ok")) {
            throw new WrongUseException("Process " + pid + " " + answer);
        }
    }

    public long pid() {
        return pid;
    }
}
