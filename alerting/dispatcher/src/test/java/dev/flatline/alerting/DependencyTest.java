package dev.flatline.alerting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.flatline.alerting");

    @Test
    void groupMuteAndRouteKnowNoKafkaNoNetworkAndNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage("..group..", "..mute..", "..route..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.net..", "..notify..", "..ledger..", "..topic..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(CLASSES);
    }

    @Test
    void theOutboxKnowsNoClockAndNoThread() {
        noClasses()
                .that()
                .haveSimpleName("Outbox")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void onlyTheDispatcherAndItsTopicsKnowKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..topic..")
                .and()
                .haveNameNotMatching(".*AlertDispatcher(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }
}
