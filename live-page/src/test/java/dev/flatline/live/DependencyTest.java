package dev.flatline.live;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.flatline.live.collect.Collector;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class DependencyTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.flatline.live");

    @Test
    void onlyTheCollectorKnowsKafka() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Collector.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(classes);
    }

    @Test
    void onlyServingKnowsHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.flatline.live.serve..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.sun.net.httpserver..")
                .check(classes);
    }
}
