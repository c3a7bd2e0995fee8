package dev.flatline.cli.job;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.flatline.cli.WrongUseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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
        if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
            throw new WrongUseException("This Java has no module jdk.attach, which it takes to reach another JVM."
                    + " Run Flatline with a JDK: point JAVA_HOME at one.");
        }
        ProcessHandle process = ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .orElseThrow(() -> new WrongUseException("There is no process " + pid + ". See: flatline jobs"));
        requireOurs(process);
        requireJvm(pid);
        return new RunningJvm(pid);
    }

    private static void requireOurs(ProcessHandle process) {
        Optional<String> theirs = process.info().user();
        Optional<String> ours = ProcessHandle.current().info().user();
        if (theirs.isPresent() && ours.isPresent() && !theirs.equals(ours)) {
            throw new WrongUseException("Process " + process.pid() + " belongs to " + theirs.get() + ", and you are "
                    + ours.get() + ". A JVM lets in nobody but its own user: run this as " + theirs.get() + ".");
        }
    }

    /** To be known before: a process that is no JVM would die of being asked. */
    private static void requireJvm(long pid) {
        boolean jvm = ProcessFiles.areThere()
                ? new ProcessFiles(pid).hasLoaded("libjvm.so").orElse(false)
                : VirtualMachine.list().stream().anyMatch(known -> known.id().equals(Long.toString(pid)));
        if (!jvm) {
            throw new WrongUseException("Process " + pid + " is not a JVM. See: flatline jobs");
        }
        if (new ProcessFiles(pid).command().contains("-XX:+DisableAttachMechanism")) {
            throw new WrongUseException(closed(pid));
        }
    }

    private static String closed(long pid) {
        return "Process " + pid + " does not let anybody attach (-XX:+DisableAttachMechanism). Start it without that"
                + " option, or with Flatline in it: flatline run -- COMMAND";
    }

    /** Makes sure that it trains and is not watched yet. */
    public void requireWatchable() {
        if (ProcessFiles.areThere() && !Job.hasNd4j(pid)) {
            throw new WrongUseException(
                    "There is no DL4J at work in process " + pid + " (ND4J's library is not loaded)."
                            + " If it is about to begin, try again then. See: flatline jobs");
        }
        Properties properties = with(VirtualMachine::getSystemProperties);
        int version =
                Runtime.Version.parse(properties.getProperty("java.version")).feature();
        if (version < OLDEST) {
            throw new WrongUseException("Process " + pid + " runs on Java " + version + "; the agent needs " + OLDEST
                    + " or newer. Start the training with a newer Java.");
        }
        if (properties.getProperty(STATUS) != null) {
            throw new WrongUseException("Process " + pid + " is already watched. To watch it from here, first: flatline"
                    + " detach " + pid);
        }
    }

    /** Makes sure that there is something to detach. */
    public void requireWatched() {
        if (with(VirtualMachine::getSystemProperties).getProperty(STATUS) == null) {
            throw new WrongUseException("Process " + pid + " is not watched, so there is nothing to detach.");
        }
    }

    /** Loads the agent with these arguments; returns when the hooks are in. */
    public void ask(Path agentJar, String arguments) {
        String answer = with(machine -> {
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

    private interface Question<T> {

        T put(VirtualMachine machine) throws IOException, AgentLoadException, AgentInitializationException;
    }

    private <T> T with(Question<T> question) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return question.put(machine);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new WrongUseException("Process " + pid + " does not answer (" + e.getMessage()
                    + "). It may be stopped, or end, or have" + " been started with -XX:+DisableAttachMechanism.");
        } catch (AgentLoadException | AgentInitializationException e) {
            throw new WrongUseException("Process " + pid + " refuses to load the agent (" + e.getMessage()
                    + "). It may have been started with -XX:-EnableDynamicAgentLoading, or not see the agent's file,"
                    + " as in another container.");
        } catch (IOException e) {
            throw new WrongUseException("Process " + pid + " cannot be reached (" + e.getMessage() + ").");
        }
    }
}
