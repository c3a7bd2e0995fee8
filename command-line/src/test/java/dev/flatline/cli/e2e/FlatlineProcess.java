package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Flatline as a user starts it: a process of its own, whose output goes to files and whose temporary directory is one
 * nobody else uses.
 */
final class FlatlineProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private final Process process;

    private FlatlineProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** How it ended, and what it left. */
    record Ended(int code, String out, String err, JsonNode report) {}

    /** Starts {@code flatline} with these arguments. {@code run}, {@code attach} and {@code demo} are asked for a report. */
    static FlatlineProcess start(Path folder, List<String> arguments) throws IOException {
        return start(folder, List.of(), arguments);
    }

    /** The same with options for its JVM. */
    static FlatlineProcess start(Path folder, List<String> jvmOptions, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments.get(0)));
        if (List.of("run", "demo", "attach").contains(arguments.get(0))) {
            all.addAll(List.of("--report", folder.resolve("report.json").toString()));
        }
        all.addAll(arguments.subList(1, arguments.size()));
        ProcessBuilder builder = command(folder, all.toArray(String[]::new));
        builder.command().addAll(1, jvmOptions);
        return new FlatlineProcess(folder, builder.start());
    }

    /** What starts {@code flatline} with just these arguments. */
    static ProcessBuilder command(Path folder, String... arguments) throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                property("flatline.agent.jar"),
                property("flatline.examples.classpath"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.flatline.cli.Flatline"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    private static String property(String name) {
        return "-D" + name + "=" + System.getProperty(name);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The command that runs one of the {@code trainings}, with DL4J and nothing of Flatline on its class path. */
    static List<String> training(String mainClass, String... arguments) throws IOException {
        String dl4j = Files.readString(Path.of(System.getProperty("flatline.examples.classpath")))
                        .strip()
                + classPath(".*/deeplearning4j-(parallel-wrapper|core)-.*");
        Path trainings = Path.of("target", "test-classes").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx1g", "-cp", trainings + ":" + dl4j, mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Those entries of this process's class path, each behind a colon. */
    private static String classPath(String pattern) {
        String own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(own.split(":", -1))
                .filter(entry -> entry.matches(pattern))
                .map(entry -> ":" + entry)
                .collect(Collectors.joining());
    }

    /** Waits until the command has said its process id. */
    ProcessHandle commandPid() throws Exception {
        Matcher said = waitFor("out", Pattern.compile("pid (\\d+)"));
        return ProcessHandle.of(Long.parseLong(said.group(1))).orElseThrow();
    }

    /** Waits until the file {@code out} or {@code err} has what is looked for. */
    Matcher waitFor(String file, Pattern wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Matcher found = wanted.matcher(Files.readString(folder.resolve(file)));
            if (found.find()) {
                return found;
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("did not say " + wanted + " but:\n" + Files.readString(folder.resolve("out"))
                + Files.readString(folder.resolve("err")));
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends it a signal, such as {@code TERM}. */
    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Whether its parent made it deaf to SIGINT, as shells do with what they start in the background. */
    boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            String mask = lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring(7).strip())
                    .findFirst()
                    .orElse("0");
            return (Long.parseUnsignedLong(mask, 16) & 2) != 0;
        }
    }

    /** Waits for its end, and makes sure that it left no temporary file and no process. */
    Ended await() throws Exception {
        List<ProcessHandle> descendants = process.descendants().toList();
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            descendants.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String err = Files.readString(folder.resolve("err"));
        assertThat(ended).as("ends; it said:\n%s", err).isTrue();
        assertThat(folder.resolve("tmp")).as("temporary directory").isEmptyDirectory();
        assertThat(descendants).noneMatch(ProcessHandle::isAlive);
        Path report = folder.resolve("report.json");
        JsonNode json = Files.exists(report)
                ? new ObjectMapper().readTree(report.toFile())
                : new ObjectMapper().createObjectNode();
        return new Ended(process.exitValue(), Files.readString(folder.resolve("out")), err, json);
    }
}
