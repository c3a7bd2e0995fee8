package dev.flatline.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
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

    /** But for what is done once for each model, for the way out, and for a checkpoint that somebody wants. */
    @Test
    void whereAnUpdatePassesThereIsNoLockNoFileNoNetworkAndNoConsole() {
        noClasses()
                .that()
                .resideInAnyPackage("..observe..", "..summarize..", "..budget..")
                .and(isNotOnceForAModel())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.util.concurrent.locks..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Console.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "join")
                .check(AGENT);
        noMethods()
                .that()
                .areDeclaredInClassesThat(resideInAnyPackage("..observe..", "..summarize..", "..budget..")
                        .and(isNotOnceForAModel())
                        .or(simpleName("Outbox"))
                        .or(simpleName("RunChannel"))
                        .or(simpleName("Message")))
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .check(AGENT);
    }

    private static DescribedPredicate<JavaClass> isNotOnceForAModel() {
        return DescribedPredicate.not(simpleName("Watch")
                .or(simpleName("OfProcess"))
                .or(simpleName("Runs"))
                .or(simpleName("Leaving"))
                .or(simpleName("RunNames"))
                .or(simpleName("TrainingProcess"))
                .or(simpleName("CheckpointFile")));
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
