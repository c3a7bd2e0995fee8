package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flatline.cli.WrongUseException;
import dev.flatline.cli.e2e.FlatlineProcess.Ended;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import dev.flatline.cli.job.FindJvm;
import dev.flatline.cli.job.RunningJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trainings.Waiting;

/** {@code flatline attach} and {@code detach} where it cannot be: it says why, and does the process no harm. */
class RefusedAttachTest {

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "-XX:+DisableAttachMechanism, does not let anybody attach (-XX:+DisableAttachMechanism)",
        "-XX:-EnableDynamicAgentLoading, does not load agents (-XX:-EnableDynamicAgentLoading)",
        "-Xrs, does not listen for who wants to attach",
        "-Xmx64m, There is no DL4J at work in process"
    })
    void aJvmThatIsClosedOrTrainsNothingIsLeftAlone(String option, String why) throws Exception {
        try (RunningTraining job =
                RunningTraining.start(folder, List.of(option), FlatlineProcess.training("trainings.Waiting"))) {
            assertRefused("attach", job.pid(), why);
            Thread.sleep(200);
            assertThat(job.isAlive()).isTrue();
        }
    }

    @Test
    void anOptionFromTheEnvironmentCountsToo() throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "JDK_JAVA_OPTIONS=-Xmx64m -XX:+DisableAttachMechanism"));
        command.addAll(FlatlineProcess.training("trainings.Waiting"));
        try (RunningTraining job = RunningTraining.start(folder, command)) {
            assertRefused("attach", job.pid(), "does not let anybody attach");
        }
    }

    @Test
    void detachingFromAJobThatIsNotWatchedIsRefused() throws Exception {
        try (RunningTraining job = RunningTraining.start(folder, FlatlineProcess.training("trainings.Waiting"))) {
            assertRefused("detach", job.pid(), "is not watched");
        }
    }

    @Test
    void whatIsNoJvmIsLeftAlone() throws Exception {
        Process shell = new ProcessBuilder("sleep", "60").start();
        try {
            assertRefused("attach", shell.pid(), "is not a JVM");
            assertRefused("detach", shell.pid(), "is not a JVM");
            assertThat(shell.isAlive()).isTrue();
        } finally {
            shell.destroy();
        }
    }

    @Test
    void whatIsNotThereIsSaidNotToBe() {
        assertRefused("attach", 1L << 30, "There is no process");
        assertRefused("detach", 1L << 30, "There is no process");
    }

    @Test
    void aJobOfAnotherUserIsLeftToThatUserEvenByRoot() throws Exception {
        assumeTrue(isRoot(), "only root can start a process as somebody else");
        try (TemporaryDirectory classes = readableClasses();
                RunningTraining job = RunningTraining.start(folder, asNobody(classes, "trainings.Waiting"))) {
            assertRefused("attach", job.pid(), "belongs to nobody, and you are root");
            assertRefused("detach", job.pid(), "belongs to nobody, and you are root");
        }
    }

    @Test
    void aJobOfRootIsRefusedToAnotherUser() throws Exception {
        assumeTrue(isRoot(), "only root can start a process as somebody else");
        try (TemporaryDirectory classes = readableClasses();
                RunningTraining job = RunningTraining.start(folder, FlatlineProcess.training("trainings.Waiting"))) {
            // Given
            List<String> command = asNobody(classes, FindJvm.class.getName(), Long.toString(job.pid()));

            // When
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Then
            assertThat(said).contains("belongs to root, and you are nobody");
            assertThat(process.waitFor()).isEqualTo(2);
        }
    }

    @Test
    void aJavaWithoutTheModuleForAttachingSaysThatAJdkIsNeeded() throws Exception {
        // When
        Ended ended = FlatlineProcess.start(
                        folder,
                        List.of("--limit-modules", "java.se,jdk.httpserver,jdk.unsupported"),
                        List.of("attach", Long.toString(ProcessHandle.current().pid())))
                .await();

        // Then
        assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains("no module jdk.attach", "JAVA_HOME").doesNotContain("Exception");
    }

    private static void assertRefused(String command, long pid, String why) {
        Words words = Words.of(command, Long.toString(pid));
        assertThat(words.code()).as(words.err()).isEqualTo(2);
        assertThat(words.err()).startsWith("flatline: ").contains(why).hasLineCount(1);
    }

    private static boolean isRoot() {
        return ProcessHandle.current().info().user().orElse("").equals("root")
                && Files.isExecutable(Path.of("/usr/bin/setpriv"));
    }

    private static List<String> asNobody(TemporaryDirectory classes, String... mainClass) {
        List<String> command = new ArrayList<>(AS_NOBODY);
        command.addAll(List.of(FlatlineProcess.java(), "-cp", classes.path().toString()));
        command.addAll(List.of(mainClass));
        return command;
    }

    /** Those of our classes that attaching takes, where everybody may read them. */
    private static TemporaryDirectory readableClasses() throws Exception {
        TemporaryDirectory directory = TemporaryDirectory.create(new Endings());
        Files.setPosixFilePermissions(directory.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Class<?> wanted : List.of(Waiting.class, FindJvm.class, RunningJvm.class, WrongUseException.class)) {
            copyPackageOf(wanted, directory.path());
        }
        return directory;
    }

    private static void copyPackageOf(Class<?> wanted, Path to) throws Exception {
        Path from = Path.of(
                wanted.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path folder = Path.of(wanted.getPackageName().replace('.', '/'));
        Files.createDirectories(to.resolve(folder));
        try (Stream<Path> files = Files.list(from.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(folder).resolve(file.getFileName()));
            }
        }
    }
}
