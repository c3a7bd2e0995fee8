package dev.flatline.alert.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.alert.configure.Reading.Keys;
import dev.flatline.alert.configure.Reading.Place;
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

class WatchedFileTest {

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();
    private Path file;
    private WatchedFile<Double> watched;

    @BeforeEach
    void begin() throws Exception {
        file = directory.resolve("rules.yaml");
        write(file, 0.6);
        watched = WatchedFile.unattended(settings(file), said::add);
    }

    @AfterEach
    void end() {
        watched.close();
    }

    private static void write(Path where, double most) throws IOException {
        Files.writeString(where, "most: " + most);
    }

    /** A file with one number of at most 1 under {@code most}. */
    private static SettingsFile<Double> settings(Path path) {
        return new SettingsFile<>(path, "rules", WatchedFileTest::most);
    }

    private static Double most(String file, String text) throws WrongFileException {
        Reading reading = new Reading(file);
        Map<String, Place> entries =
                reading.entries(Yaml.document(file, text, "write 'most: 0.5'"), new Keys("setting", List.of("most")));
        Double most = reading.value(entries.get("most"), "at most 1", WatchedFileTest::atMostOne);
        if (most == null) {
            throw new WrongFileException(file, reading.problems());
        }
        return most;
    }

    private static Double atMostOne(String text) {
        return text.matches("[01](\\.\\d+)?") ? Double.valueOf(text) : null;
    }

    private double most() {
        return watched.get();
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
        Files.writeString(file, "most: 0.9, [un");
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
        Files.writeString(file, "most: 9");
        lookTimes(5);

        // Then
        assertThat(most()).isEqualTo(0.6);
        assertThat(said)
                .singleElement()
                .asString()
                .contains("stay as they were", "rules.yaml:1: most is '9'; it must be at most 1");
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
        try (WatchedFile<Double> mounted = WatchedFile.unattended(settings(link), said::add)) {

            // When
            Path next = Files.createSymbolicLink(directory.resolve("..next"), Path.of("v2"));
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            mounted.look();
            mounted.look();

            // Then
            assertThat(mounted.get()).isEqualTo(0.7);
        }
    }

    @Test
    void aFileThatCannotBeUsedAtTheStartIsRefusedInWords() throws IOException {
        Path huge = directory.resolve("huge.yaml");
        Files.writeString(huge, "#".repeat(2_000_000));
        Path latin = directory.resolve("latin.yaml");
        Files.write(latin, "most: 0.5 # größer".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> settings(directory).read()).hasMessageEndingWith(" is not a file");
        assertThatThrownBy(() -> settings(directory.resolve("no.yaml")).read())
                .hasMessageEndingWith("no.yaml does not exist");
        assertThatThrownBy(() -> settings(huge).read()).hasMessageContaining("is larger than 1048576 bytes");
        assertThatThrownBy(() -> settings(latin).read()).hasMessageContaining("is not UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws Exception {
        Files.writeString(file, "\uFEFFmost: 0.5");

        assertThat(settings(file).read()).isEqualTo(0.5);
    }
}
