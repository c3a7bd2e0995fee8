package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.flatline.stream.rules.Threshold;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DetectorsTest {

    @Test
    void listsEveryDetectorThereIs() {
        // Given
        List<String> written = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.flatline.stream.detect")
                        .stream()
                        .filter(type -> type.isAssignableTo(Detector.class) && !type.isInterface())
                        .map(JavaClass::getSimpleName)
                        .toList();

        // When
        List<String> listed =
                Detectors.all().stream().map(d -> d.getClass().getSimpleName()).toList();

        // Then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void haveATestEachThatKeepsTheContract() throws Exception {
        for (Detector detector : Detectors.all()) {
            Class<?> test = Class.forName(detector.getClass().getName() + "Test");
            assertThat(test).isAssignableTo(DetectorContract.class);
        }
    }

    @Test
    void haveARunbookPageEach() throws Exception {
        for (Detector detector : Detectors.all()) {
            Path page = Path.of("..", "alerting", "runbooks", detector.kind() + ".md");
            assertThat(page).exists();
            assertThat(Files.readString(page))
                    .contains("## Meaning", "## Evidence", "## Likely causes", "## What to change");
            assertThat(detector.thresholds())
                    .allSatisfy(threshold -> assertThat(Files.readString(page)).contains("`" + threshold.name() + "`"));
        }
    }

    @Test
    void listEveryThresholdTheyUse() {
        // Given
        List<Threshold> written = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.flatline.stream.detect")
                        .stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(Threshold.class))
                        .map(field -> value(field.reflect()))
                        .toList();

        // When
        List<Threshold> listed = Stream.concat(
                        Detectors.shared().stream(), Detectors.all().stream().flatMap(d -> d.thresholds().stream()))
                .toList();

        // Then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(written);
        assertThat(listed)
                .extracting(threshold -> threshold.kind() + "." + threshold.name())
                .doesNotHaveDuplicates();
    }

    @Test
    void haveThresholdsOfTheirOwnKind() {
        for (Detector detector : Detectors.all()) {
            assertThat(detector.thresholds())
                    .allMatch(threshold -> threshold.kind().equals(detector.kind()));
            assertThat(detector.thresholds()).extracting(Threshold::name).allMatch(name -> name.matches("[a-z-]+"));
        }
    }

    private static Threshold value(Field field) {
        try {
            field.setAccessible(true);
            return (Threshold) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.toString(), e);
        }
    }

    @Test
    void areOfDifferentKinds() {
        assertThat(Detectors.all().stream().map(Detector::kind)).doesNotHaveDuplicates();
    }
}
