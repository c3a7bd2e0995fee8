package dev.flatline.cli.ending;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingsTest {

    private final Endings endings = new Endings();
    private final List<String> done = new ArrayList<>();

    @Test
    void doesOneThingAfterAnotherInTheOrderOfAsking() {
        // Given
        endings.add(() -> done.add("stop the training"));
        endings.add(() -> done.add("delete the directory"));

        // When
        endings.run();

        // Then
        assertThat(done).containsExactly("stop the training", "delete the directory");
    }

    @Test
    void doesNotDoWhatWasTakenBack() {
        // Given
        Runnable action = () -> done.add("stop the training");
        endings.add(action);
        endings.remove(action);

        // When
        endings.run();

        // Then
        assertThat(done).isEmpty();
    }

    @Test
    void deletesATemporaryDirectoryWithAllThatIsInIt() throws Exception {
        // Given
        TemporaryDirectory directory = TemporaryDirectory.create(endings);
        Files.createDirectories(directory.path().resolve("a/b"));
        Files.writeString(directory.path().resolve("a/b/c"), "d");

        // When
        endings.run();

        // Then
        assertThat(directory.path()).doesNotExist();
        directory.close();
    }
}
