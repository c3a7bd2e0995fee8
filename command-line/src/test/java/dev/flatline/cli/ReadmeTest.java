package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.ending.Endings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents name exists: they would rot unseen otherwise. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern PATH = Pattern.compile("`((?:[\\w.-]+/)+[\\w.-]*)`");
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\./)?flatline ([a-z]+)");
    private static final Set<String> OUTSIDE =
            Set.of("target/bom.json", "src/main/resources/digits/LICENSE", "src/main/resources/economy/us-months.csv");

    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> all = Files.walk(ROOT)) {
            all.filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> !ROOT.relativize(path).toString().contains("target/"))
                    .forEach(documents::add);
        }
        return documents;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        assertThat(found(LINK, document))
                .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyPathInTheRepositoryExists(Path document) throws IOException {
        List<String> top = topFolders();

        assertThat(found(PATH, document))
                .filteredOn(path -> top.contains(path.substring(0, path.indexOf('/'))) && !OUTSIDE.contains(path))
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsOneThatThereIs(Path document) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        CommandLine commandLine = Flatline.commandLine(new ConsoleSettings(nowhere, false), new Endings());

        assertThat(found(COMMAND, document))
                .allSatisfy(command ->
                        assertThat(commandLine.getSubcommands().keySet()).contains(command));
    }

    private static List<String> found(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<String> topFolders() throws IOException {
        try (Stream<Path> all = Files.list(ROOT)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
