package dev.flatline.agent.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.FlatlineAgent;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent in JVMs of its own, with a broker that is not there. */
class AgentProcessTest {

    private static final String NO_BROKER = "bootstrap.servers=127.0.0.1:1";

    @TempDir
    private static Path directory;

    private static Path agentJar;

    /** What the shaded jar is later: the agent's classes, and a way to its libraries. */
    @BeforeAll
    static void makeAgentJar() throws IOException {
        Path classes = Path.of(FlatlineAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", FlatlineAgent.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        entries(true).stream()
                                .map(entry -> new File(entry).toURI().toString())
                                .collect(Collectors.joining(" ")));
        agentJar = directory.resolve("agent.jar");
        try (OutputStream file = Files.newOutputStream(agentJar);
                JarOutputStream jar = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new JarEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, jar);
            }
        }
    }

    /** The class path's entries that the agent brings along, or all that the program has: both need a logging API. */
    private static List<String> entries(boolean ofAgent) {
        String wanted = ofAgent
                ? ".*(kafka-clients|protobuf-java|/asm|flatline-events|events.target|slf4j-).*"
                : "(?!.*(kafka-clients|protobuf-java|/asm|flatline-events|events.target)).*";
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(wanted))
                .filter(entry -> !entry.endsWith("agent" + File.separator + "target" + File.separator + "classes"))
                .toList();
    }

    private record Ending(int code, String out, String err) {}

    private static Ending run(String how, String agentArguments, List<String> path) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dprogram.path=" + String.join(File.pathSeparator, path));
        if (agentArguments != null) {
            command.add("-javaagent:" + agentJar + "=" + agentArguments);
        }
        boolean child = how.equals("child");
        String ownClasses = WatchedProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        command.addAll(List.of("-cp", child ? ownClasses : String.join(File.pathSeparator, path)));
        command.addAll(List.of(WatchedProgram.class.getName(), how));
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ending(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static String parameters(Ending ending) {
        return ending.out
                .lines()
                .filter(line -> line.startsWith("parameters"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTrainingIsWatchedAndStaysAsItWas() throws Exception {
        // When
        Ending plain = run("plain", null, entries(false));
        Ending watched = run("plain", NO_BROKER, entries(false));

        // Then
        assertThat(watched.code).as(watched.err).isZero();
        assertThat(parameters(watched)).isEqualTo(parameters(plain));
        assertThat(watched.out).contains("listener AttachedListener").contains("losses 59");
        assertThat(plain.out).contains("losses 0").doesNotContain("listener");
        assertThat(watched.err)
                .containsOnlyOnce("flatline: watching run Training, telemetry to 127.0.0.1:1")
                .doesNotContain("Sharing is only supported")
                .doesNotContain("errors inside the agent");
    }

    @Test
    void aSameDiffGraphIsWatchedAndStaysAsItWas() throws Exception {
        // When
        Ending plain = run("graph", null, entries(false));
        Ending watched = run("graph", NO_BROKER, entries(false));

        // Then
        assertThat(watched.code).as(watched.err).isZero();
        assertThat(parameters(watched)).isEqualTo(parameters(plain));
        assertThat(watched.err)
                .containsOnlyOnce("flatline: watching run")
                .doesNotContain("errors inside the agent")
                .doesNotContain("cannot watch");
    }

    @Test
    void everyEvaluationIsSeenAndNothingElse() throws Exception {
        // When
        Ending plain = run("evaluate", null, entries(false));
        Ending watched = run("evaluate", NO_BROKER, entries(false));

        // Then
        assertThat(watched.code).as(watched.err).isZero();
        assertThat(parameters(watched)).isEqualTo(parameters(plain));
        assertThat(plain.out).contains("seen {}");
        assertThat(watched.out)
                .contains("seen {ComputationGraph Double of MultiDataSet=6, ComputationGraph Map1=6,"
                        + " ComputationGraph SingletonMap=12, MultiLayerNetwork Double of DataSet=18, MultiLayerNetwork Double of DataSetLossCalculator=6,"
                        + " MultiLayerNetwork Evaluation[]=6, MultiLayerNetwork RegressionEvaluation[]=6}");
        assertThat(watched.err).doesNotContain("errors inside the agent").doesNotContain("cannot watch");
    }

    @Test
    void aLayerThatIsPretrainedIsWatchedAndStaysAsItWas() throws Exception {
        // When
        Ending plain = run("pretrain", null, entries(false));
        Ending watched = run("pretrain", NO_BROKER, entries(false));

        // Then
        assertThat(watched.code).as(watched.err).isZero();
        assertThat(parameters(watched)).isEqualTo(parameters(plain));
        assertThat(plain.out.lines().filter(line -> line.equals("listeners []")))
                .hasSize(2);
        assertThat(watched.out.lines().filter(line -> line.equals("listeners [AttachedListener]")))
                .hasSize(2);
        assertThat(watched.err)
                .containsOnlyOnce("flatline: watching run")
                .doesNotContain("errors inside the agent")
                .doesNotContain("cannot watch");
    }

    @Test
    void aModelThatSeveralThreadsTrainIsWatchedThroughTheHooks() throws Exception {
        // When
        Ending watched = run("parallel", NO_BROKER, entries(false));

        // Then
        assertThat(watched.code).as(watched.err).isZero();
        assertThat(watched.out).contains("losses 60");
        assertThat(watched.err)
                .containsOnlyOnce("flatline: watching run")
                .doesNotContain("errors inside the agent")
                .doesNotContain("cannot watch");
    }

    @Test
    void aTrainingInAChildClassLoaderIsWatchedToo() throws Exception {
        // When
        Ending watched = run("child", NO_BROKER, entries(false));

        // Then
        assertThat(watched.code).as(watched.err).isZero();
        assertThat(watched.out).contains("listener AttachedListener").contains("losses 59");
        assertThat(watched.err).contains("flatline: watching run Training").doesNotContain("errors inside the agent");
    }

    @Test
    void withAListenerOfTheUsersOwnThereIsOneRunAndNotTwo() throws Exception {
        // Given
        List<String> path = new ArrayList<>(entries(false));
        path.add(agentJar.toString());

        // When
        Ending watched = run("listener", NO_BROKER, path);

        // Then
        assertThat(watched.code).as(watched.err).isZero();
        assertThat(watched.out).contains("listener FlatlineListener").doesNotContain("AttachedListener");
        assertThat(watched.err.lines().filter(line -> line.contains("watching run")))
                .hasSize(1);
    }

    @Test
    void aTrainingThatThrowsEndsAsWithoutTheAgent() throws Exception {
        // When
        Ending watched = run("throw", NO_BROKER, entries(false));

        // Then
        assertThat(watched.code).isEqualTo(1);
        assertThat(watched.err).contains("IllegalStateException: training broke");
    }

    @Test
    void aHookThatBreaksIsToldOnceAndTheTrainingStaysAsItWas() throws Exception {
        // When
        Ending plain = run("plain", null, entries(false));
        Ending watched = run("broken", NO_BROKER, entries(false));

        // Then
        assertThat(watched.code).as(watched.err).isZero();
        assertThat(parameters(watched)).isEqualTo(parameters(plain));
        assertThat(watched.err)
                .containsOnlyOnce("flatline: watching stops after an error in a hook, training goes on:"
                        + " java.lang.OutOfMemoryError: made for this test");
    }

    @Test
    void aJvmThatTrainsNothingIsLeftAlone() throws Exception {
        // When
        Ending ending = run("nothing", NO_BROKER, entries(false));

        // Then
        assertThat(ending.code).isZero();
        assertThat(ending.out).contains("threads 0");
        assertThat(ending.err).isEmpty();
    }

    @Test
    void withWrongSettingsTheTrainingGoesOnUnwatched() throws Exception {
        // When
        Ending ending = run("plain", "overhead.budget=9,colour=red", entries(false));

        // Then
        assertThat(ending.code).isZero();
        assertThat(ending.out).doesNotContain("listener");
        assertThat(ending.err.lines().filter(line -> line.startsWith("flatline:")))
                .singleElement()
                .asString()
                .contains("not watched because of its settings")
                .contains("colour")
                .contains("overhead.budget");
    }
}
