package dev.flatline.cli.job;

import dev.flatline.cli.WrongUseException;
import java.util.List;
import java.util.Optional;

/**
 * Whether we may take hold of a process, told from outside: being asked would kill a process that is no JVM, or a JVM
 * that does not listen for it (yet). What speaks against it is said as {@link WrongUseException}.
 *
 * <p>Needs nothing of the module {@code jdk.attach}, whose absence is one of the reasons.
 */
final class Admission {

    private static final int SIGQUIT = 3;

    private Admission() {}

    /** A process that is there, ours, and a JVM that listens. */
    static void require(long pid) {
        requireAttachModule();
        ProcessHandle process = ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .orElseThrow(() -> new WrongUseException("There is no process " + pid + ". See: flatline jobs"));
        requireOurs(process);
        requireJvm(pid);
        requireOpen(pid);
    }

    /** A Java put together by {@code jlink}, or a JRE, may lack it. */
    static void requireAttachModule() {
        if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
            throw new WrongUseException("This Java has no module jdk.attach, which it takes to reach another JVM."
                    + " Run Flatline with a JDK: point JAVA_HOME at one.");
        }
    }

    private static void requireOurs(ProcessHandle process) {
        Optional<String> theirs = user(process);
        Optional<String> ours = user(ProcessHandle.current());
        if (theirs.isPresent() && ours.isPresent() && !theirs.equals(ours)) {
            throw new WrongUseException("Process " + process.pid() + " belongs to " + theirs.get() + ", and you are "
                    + ours.get() + ". Flatline attaches to a job as the job's own user only: run this as "
                    + theirs.get() + ".");
        }
    }

    /** Users without a name, as in containers, by their number. */
    private static Optional<String> user(ProcessHandle process) {
        return process.info().user().or(() -> new ProcessFiles(process.pid()).owner());
    }

    private static void requireJvm(long pid) {
        boolean jvm = ProcessFiles.areThere()
                ? new ProcessFiles(pid).hasLoaded("libjvm.so").orElse(false)
                : KnownJvms.have(pid);
        if (!jvm) {
            throw new WrongUseException("Process " + pid + " is not a JVM. See: flatline jobs");
        }
    }

    private static void requireOpen(long pid) {
        ProcessFiles files = new ProcessFiles(pid);
        List<String> options = files.options();
        if (options.contains("-XX:+DisableAttachMechanism")) {
            throw closed(pid, "does not let anybody attach", "-XX:+DisableAttachMechanism");
        }
        if (options.contains("-XX:-EnableDynamicAgentLoading")) {
            throw closed(pid, "does not load agents", "-XX:-EnableDynamicAgentLoading");
        }
        if (!files.catches(SIGQUIT).orElse(true) && !options.contains("-XX:+StartAttachListener")) {
            throw closed(pid, "does not listen for who wants to attach, or not yet", "-Xrs");
        }
    }

    private static WrongUseException closed(long pid, String what, String option) {
        return new WrongUseException("Process " + pid + " " + what + " (" + option + "). Start it without that option,"
                + " or with Flatline in it: flatline run -- COMMAND");
    }
}
