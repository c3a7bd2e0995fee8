package dev.flatline.stream.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedRulesTest {

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();
    private Path file;
    private WatchedRules watched;

    @BeforeEach
    void begin() throws Exception {
        file = directory.resolve("rules.yaml");
        write(file, 0.6);
        watched = WatchedRules.unattended(new RulesFile(file), said::add);
    }

    @AfterEach
    void end() {
        watched.close();
    }

    private static void write(Path where, double most) throws IOException {
        Files.writeString(where, "rules: {dead-relu: {most: " + most + "}}");
    }

    private double most() {
        return watched.get().of("digits", Map.of()).of("dead-relu").thresholds().get("most");
    }

    private void lookTimes(int times) {
        for (int i = 0; i < times; i++) {
            watched.look();
        }
    }

    @Test
    void aChangeHoldsWhenTheFileHasSettledAndIsSaidOnce() throws IOException {
        // When
        write(file, 0.8);
        watched.look();
        double atOnce = most();
        lookTimes(3);

        // Then
        assertThat(atOnce).isEqualTo(0.6);
        assertThat(most()).isEqualTo(0.8);
        assertThat(said).singleElement().asString().contains("rules.yaml have changed");
    }

    @Test
    void aFileThatIsStillBeingWrittenIsLeftAlone() throws IOException {
        // When
        Files.writeString(file, "rules: {dead-relu: {most: 0.9, fire-af");
        watched.look();
        write(file, 0.9);
        lookTimes(2);

        // Then
        assertThat(said).singleElement().asString().contains("have changed");
        assertThat(most()).isEqualTo(0.9);
    }

    @Test
    void aWrongFileChangesNothingAndIsComplainedOfOnce() throws IOException {
        // When
        Files.writeString(file, "rules: {dead-relu: {most: 9}}");
        lookTimes(5);

        // Then
        assertThat(most()).isEqualTo(0.6);
        assertThat(said).singleElement().asString().contains("stay as they were", "rules.yaml:1: rules.dead-relu.most");
    }

    @Test
    void afterAWrongFileARightOneIsTaken() throws IOException {
        // Given
        Files.writeString(file, "");
        lookTimes(2);

        // When
        write(file, 0.75);
        lookTimes(2);

        // Then
        assertThat(most()).isEqualTo(0.75);
        assertThat(said).hasSize(2);
    }

    @Test
    void aFileThatIsGoneChangesNothingUntilItIsBack() throws IOException {
        // When
        Files.delete(file);
        lookTimes(4);
        double whileGone = most();
        write(file, 0.5);
        lookTimes(2);

        // Then
        assertThat(whileGone).isEqualTo(0.6);
        assertThat(most()).isEqualTo(0.5);
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).contains("stay as they were", "does not exist");
    }

    @Test
    void aFileThatIsReplacedByAnotherIsSeen() throws IOException {
        // When
        Path other = directory.resolve("other.yaml");
        write(other, 0.55);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        lookTimes(2);

        // Then
        assertThat(most()).isEqualTo(0.55);
    }

    @Test
    void aLinkThatIsTurnedAsKubernetesDoesIsFollowed() throws Exception {
        // Given
        for (int i = 1; i <= 2; i++) {
            write(Files.createDirectory(directory.resolve("v" + i)).resolve("rules.yaml"), 0.5 + 0.1 * i);
        }
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("v1"));
        Path link = Files.createSymbolicLink(directory.resolve("mounted.yaml"), Path.of("..data", "rules.yaml"));
        try (WatchedRules mounted = WatchedRules.unattended(new RulesFile(link), said::add)) {

            // When
            Path next = Files.createSymbolicLink(directory.resolve("..next"), Path.of("v2"));
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            mounted.look();
            mounted.look();

            // Then
            assertThat(mounted.get().all().of("dead-relu").thresholds()).containsEntry("most", 0.7);
        }
    }

    @Test
    void aFileThatCannotBeUsedAtTheStartIsRefusedInWords() throws IOException {
        Path huge = directory.resolve("huge.yaml");
        Files.writeString(huge, "#".repeat(2_000_000));
        Path latin = directory.resolve("latin.yaml");
        Files.write(latin, "rules: {} # größer".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> new RulesFile(directory).read()).hasMessageEndingWith(" is not a file");
        assertThatThrownBy(() -> new RulesFile(directory.resolve("no.yaml")).read())
                .hasMessageEndingWith("no.yaml does not exist");
        assertThatThrownBy(() -> new RulesFile(huge).read()).hasMessageContaining("is larger than 1048576 bytes");
        assertThatThrownBy(() -> new RulesFile(latin).read()).hasMessageContaining("is not UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws Exception {
        Files.writeString(file, "\uFEFFrules: {}");

        assertThat(new RulesFile(file).read().overrides()).isEmpty();
    }
}
