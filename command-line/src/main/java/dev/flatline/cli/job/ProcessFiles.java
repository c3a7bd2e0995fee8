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

    private static final Set<String> OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    private static final String CAUGHT = "SigCgt:";

    /** The kernel keeps 15 characters of a thread's name; these are the agent's. */
    private static final String AGENT = "flatline-agent-";

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
        return entries("cmdline");
    }

    private List<String> entries(String file) {
        try {
            return List.of(Files.readString(files.resolve(file), StandardCharsets.ISO_8859_1)
                    .split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The JVM's options, from its command line and from the variables that Java takes them from. */
    List<String> options() {
        return Stream.concat(command().stream(), environment()).toList();
    }

    private Stream<String> environment() {
        return entries("environ").stream()
                .filter(variable -> OPTIONS.stream().anyMatch(name -> variable.startsWith(name + "=")))
                .flatMap(variable ->
                        Stream.of(variable.substring(variable.indexOf('=') + 1).split("\\s+", -1)));
    }

    /** Whose it is, by name or number. */
    Optional<String> owner() {
        try {
            return Optional.of(Files.getOwner(files).getName());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether it does something of its own about a signal, by number; empty if that is not to be known. */
    Optional<Boolean> catches(int signal) {
        try (Stream<String> lines = Files.lines(files.resolve("status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(CAUGHT))
                    .map(line -> line.substring(CAUGHT.length()).strip())
                    .map(mask -> (Long.parseUnsignedLong(mask, 16) >>> (signal - 1) & 1) == 1)
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The main class, or the jar, by its arguments; empty if they do not tell. */
    String program() {
        List<String> command = command();
        for (int i = 1; i < command.size(); i++) {
            String argument = command.get(i);
            if (WITH_VALUE.contains(argument)) {
                i++;
            } else if (!argument.isEmpty() && !argument.startsWith("-") && !argument.startsWith("@")) {
                return argument;
            }
        }
        return "";
    }

    boolean isWatched() {
        try (Stream<Path> threads = Files.list(files.resolve("task"))) {
            return threads.anyMatch(ProcessFiles::isOfAgent);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOfAgent(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).startsWith(AGENT);
        } catch (IOException e) {
            return false;
        }
    }
}
