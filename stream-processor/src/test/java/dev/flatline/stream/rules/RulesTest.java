package dev.flatline.stream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.Glob;
import dev.flatline.alert.configure.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Threshold MOST = new Threshold("dead-relu", "most", 0.7, Unit.SHARE, "fires above");
    private static final RunRules OFF = of(new KindRules(false, null, null, null, Map.of()));

    private static RunRules of(KindRules deadRelu) {
        return new RunRules(Map.of("dead-relu", deadRelu));
    }

    private static RunRules most(double value) {
        return of(new KindRules(null, null, null, null, Map.of("most", value)));
    }

    private static Scope run(String glob) {
        return new Scope(new Glob(glob), Map.of());
    }

    @Test
    void withoutRulesEverythingIsAsTheDetectorHasIt() {
        // When
        RunRules rules = Rules.STANDARD.of("digits", Map.of());

        // Then
        assertThat(rules.value(MOST)).isEqualTo(0.7);
        assertThat(rules.of("dead-relu").isEnabled()).isTrue();
        assertThat(rules.of("dead-relu").fireAfter(10)).isEqualTo(10);
        assertThat(rules.of("dead-relu").severity(Severity.CRITICAL)).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void ofSeveralOverridesTheLaterOneWinsAndLeavesTheRestAlone() {
        // Given
        Rules rules = new Rules(
                of(new KindRules(null, Severity.INFO, 5, null, Map.of())),
                List.of(
                        new Rules.ForSome(run("gan-*"), most(0.8)),
                        new Rules.ForSome(run("*"), most(0.9)),
                        new Rules.ForSome(run("gan-2"), OFF)));

        // When
        RunRules second = rules.of("gan-2", Map.of());

        // Then
        assertThat(second.value(MOST)).isEqualTo(0.9);
        assertThat(second.of("dead-relu").isEnabled()).isFalse();
        assertThat(second.of("dead-relu").fireAfter(10)).isEqualTo(5);
        assertThat(second.of("dead-relu").severity(Severity.WARNING)).isEqualTo(Severity.INFO);
        assertThat(rules.of("gan-1", Map.of()).of("dead-relu").isEnabled()).isTrue();
    }

    @Test
    void aRunMustHaveTheNameAndAllTheTags() {
        // Given
        Scope scope = new Scope(new Glob("gan-*"), Map.of("team", new Glob("vision"), "stage", new Glob("*")));
        Rules rules = new Rules(RunRules.STANDARD, List.of(new Rules.ForSome(scope, most(0.8))));

        // Then
        assertThat(rules.of("gan-1", Map.of("team", "vision", "stage", "1", "x", "y"))
                        .value(MOST))
                .isEqualTo(0.8);
        assertThat(rules.of("gan-1", Map.of("team", "vision")).value(MOST)).isEqualTo(0.7);
        assertThat(rules.of("gan-1", Map.of("team", "speech", "stage", "1")).value(MOST))
                .isEqualTo(0.7);
        assertThat(rules.of("lstm", Map.of("team", "vision", "stage", "1")).value(MOST))
                .isEqualTo(0.7);
    }
}
