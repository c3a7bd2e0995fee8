package dev.flatline.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses AGENT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.flatline.agent");

    @Test
    void onlyObserveAndAttachAndTheListenerUsersAddKnowDl4j() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..observe..", "..attach..")
                .and()
                .doNotBelongToAnyOf(FlatlineListener.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.bytedeco..")
                .check(AGENT);
    }

    @Test
    void onlyPublishKnowsKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..publish..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(AGENT);
    }

    @Test
    void summarizeIsPure() {
        noClasses()
                .that()
                .resideInAPackage("..summarize..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..observe..", "..publish..", "..attach..", "..budget..", "java.io..", "java.nio..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Instant.class)
                .check(AGENT);
    }

    @Test
    void theStagesFollowOneAnother() {
        noClasses()
                .that()
                .resideInAnyPackage("..publish..", "..budget..", "..summarize..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..observe..", "..attach..")
                .check(AGENT);
    }

    @Test
    void theHooksKnowNothingButTheJdk() {
        noClasses()
                .that()
                .haveSimpleName("TrainingHooks")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "dev.flatline.agent.attach", "org.jspecify..")
                .check(AGENT);
    }
}
