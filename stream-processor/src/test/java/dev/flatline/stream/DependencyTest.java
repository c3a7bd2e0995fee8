package dev.flatline.stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class DependencyTest {

    private static final String[] PURE = {
        "dev.flatline.stream.rules..",
        "dev.flatline.stream.trend..",
        "dev.flatline.stream.detect..",
        "dev.flatline.stream.diagnose..",
        "dev.flatline.stream.lifecycle.."
    };

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.flatline.stream");

    @Test
    void thePureStagesKnowNeitherKafkaNorAClock() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.time..", "java.net..", "io.micrometer..")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(classes);
    }

    @Test
    void nobodyHereKnowsTheAgentOrTheDispatcher() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.flatline.agent..", "dev.flatline.alerting..", "org.deeplearning4j..")
                .check(classes);
    }

    @Test
    void stagesKnowOnlyThoseBeforeThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.flatline.stream.trend..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.flatline.stream.detect..",
                        "dev.flatline.stream.diagnose..",
                        "dev.flatline.stream.lifecycle..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("dev.flatline.stream.detect..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.flatline.stream.diagnose..", "dev.flatline.stream.lifecycle..")
                .check(classes);
    }
}
