package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One of the {@code trainings}, started without Flatline. Its input stays open until it shall end. */
final class RunningTraining implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private RunningTraining(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static RunningTraining start(Path folder, List<String> training) throws Exception {
        return start(folder, List.of(), training);
    }

    /** Starts it and waits until it has said its process id. */
    static RunningTraining start(Path folder, List<String> jvmOptions, List<String> training) throws Exception {
        Path out = Files.createTempFile(folder, "training", ".out");
        Path err = Files.createTempFile(folder, "training", ".err");
        List<String> command = new ArrayList<>(training);
        command.addAll(1, jvmOptions);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        RunningTraining running = new RunningTraining(builder.start(), out, err);
        running.awaitSaid("pid ");
        return running;
    }

    private void awaitSaid(String words) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!out().contains(words)) {
            assertThat(System.nanoTime() < deadline && process.isAlive())
                    .as(Files.readString(err))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** What it said behind this word. */
    String said(String word) throws IOException {
        return out().lines()
                .filter(line -> line.startsWith(word + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("did not say " + word))
                .substring(word.length() + 1);
    }

    /** What a thread of it is doing just now, by the thread's name; empty if there is none. */
    String stackOf(String thread) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process print = new ProcessBuilder(jcmd.toString(), Long.toString(pid()), "Thread.print").start();
        String stacks = new String(print.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return stacks.lines()
                .dropWhile(line -> !line.startsWith('"' + thread + '"'))
                .takeWhile(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }

    /** A line of input. */
    void tell(String line) throws IOException {
        process.outputWriter().append(line).append('\n').flush();
    }

    /** Ends its input and waits for its end. */
    int finish() throws Exception {
        process.getOutputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
