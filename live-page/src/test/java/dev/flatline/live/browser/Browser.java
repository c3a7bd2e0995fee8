package dev.flatline.live.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Chromium, driven by {@code src/test/browser/look.mjs}. Where it is not installed tests are skipped, but fail in CI. */
final class Browser implements AutoCloseable {

    private static final Path SOURCES = Path.of("src", "test", "browser");
    private static final Path FOLDER = Path.of("target", "browser");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MISSING = "The tests of the live page need chromium, node and npm:"
            + " \"apt-get install chromium nodejs npm\", or name Chromium in the environment variable CHROMIUM.";

    private final Process process;
    private final BufferedReader answers;

    private Browser(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Opens an address, and begins to ask. */
    static Browser look(String address, String... questions) throws Exception {
        prepare();
        List<String> command = new ArrayList<>(List.of("node", "look.mjs", address));
        command.addAll(List.of(questions));
        return new Browser(new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static synchronized void prepare() throws Exception {
        String chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
        boolean there = Files.isExecutable(Path.of(chromium)) && succeeds("node", "--version");
        if (!there && System.getenv("CI") != null) {
            throw new AssertionError(MISSING);
        }
        assumeTrue(there, MISSING);
        Files.createDirectories(FOLDER);
        for (String name : List.of("look.mjs", "package.json", "package-lock.json")) {
            Files.copy(SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(FOLDER.resolve("node_modules")) && !succeeds("npm", "ci", "--ignore-scripts")) {
            throw new AssertionError("npm ci failed in " + FOLDER.toAbsolutePath());
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .directory(FOLDER.toFile().isDirectory() ? FOLDER.toFile() : null)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The answer to the next question. */
    JsonNode answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new AssertionError("the browser gave no further answer; what it said is above");
        }
        return JSON.readTree(line);
    }

    /** The answers to the next so many questions, the last of which is returned. */
    JsonNode answer(int questions) throws IOException {
        JsonNode last = answer();
        for (int i = 1; i < questions; i++) {
            last = answer();
        }
        return last;
    }

    /** Waits until it pauses, and lets it go on later. */
    void untilPaused() throws IOException {
        while (!answer().asText().startsWith("pause ")) {}
    }

    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        answer();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        process.destroy();
    }
}
