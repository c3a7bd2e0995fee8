package dev.flatline.cli.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What Linux tells of a process under {@code /proc}, without the process noticing. */
final class ProcessFiles {

    private static final Path ALL = Path.of("/proc");
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--upgrade-module-path");

    /** The kernel keeps 15 characters of a thread's name; this is the agent's sender. */
    private static final String SENDER = "flatline-agent-";

    private final Path files;

    ProcessFiles(long pid) {
        files = ALL.resolve(Long.toString(pid));
    }

    static boolean areThere() {
        return Files.isReadable(ALL.resolve("self/maps"));
    }

    /** The ids of all processes. */
    static List<Long> processes() throws IOException {
        try (Stream<Path> all = Files.list(ALL)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
        }
    }

    /** Whether one of these libraries is in its memory; empty if we are not allowed to know. */
    Optional<Boolean> hasLoaded(String... libraries) {
        try (Stream<String> lines = Files.lines(files.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            return Optional.of(lines.anyMatch(line -> Stream.of(libraries).anyMatch(line::contains)));
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    List<String> command() {
        try {
            return List.of(Files.readString(files.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The main class, or the jar, by its arguments; empty if they do not tell. */
    String program() {
        List<String> command = command();
        for (int i = 1; i < command.size(); i++) {
            String argument = command.get(i);
            if (WITH_VALUE.contains(argument)) {
                i++;
            } else if (!argument.startsWith("-") && !argument.startsWith("@")) {
                return argument;
            }
        }
        return "";
    }

    boolean isWatched() {
        try (Stream<Path> threads = Files.list(files.resolve("task"))) {
            return threads.anyMatch(ProcessFiles::isSender);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSender(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).startsWith(SENDER);
        } catch (IOException e) {
            return false;
        }
    }
}
