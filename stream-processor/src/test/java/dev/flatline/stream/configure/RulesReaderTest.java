package dev.flatline.stream.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.WrongFileException;
import dev.flatline.stream.rules.KindRules;
import dev.flatline.stream.rules.Rules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesReaderTest {

    @Test
    void readsRulesForAllAndForSomeRuns() throws WrongFileException {
        // When
        Rules rules = RulesReader.read("rules.yaml", """
                # ours
                rules:
                  learning: {nothing: 0.05}
                  dead-relu:
                    most: 8e-1
                    fire-after: 100
                overrides:
                  - run: gan-*
                    tags: {team: vision}
                    rules:
                      dead-relu: {enabled: false, severity: info}
                """);

        // Then
        KindRules forAll = rules.of("digits", Map.of()).of("dead-relu");
        assertThat(forAll).isEqualTo(new KindRules(null, null, 100, null, Map.of("most", 0.8)));
        KindRules forSome = rules.of("gan-3", Map.of("team", "vision")).of("dead-relu");
        assertThat(forSome).isEqualTo(new KindRules(false, Severity.INFO, 100, null, Map.of("most", 0.8)));
        assertThat(rules.all().of("learning").thresholds()).containsEntry("nothing", 0.05);
    }

    @Test
    void tellsEverythingThatIsWrongWithItsLineAndWhatWouldBeRight() {
        // When
        List<String> problems = problems("""
                rules:
                  dead-relou:
                    most: 0.8
                  dead-relu:
                    mots: 0.8
                    few: "much"
                    most: 1.5
                    fire-after: 0
                    resolve-after: 2.5
                    enabled: yes
                    severity: fatal
                    few: 0.4
                  exploding-gradient: 7
                  unscaled-input:
                    large:
                overides: []
                """);

        // Then
        assertThat(problems)
                .containsExactly(
                        "rules.yaml:2: rules.dead-relou is no kind of alert; did you mean 'dead-relu'?",
                        "rules.yaml:5: rules.dead-relu.mots is no setting of dead-relu; did you mean 'most'?",
                        "rules.yaml:6: rules.dead-relu.few is 'much'; it must be a number from 0 to 1 (share, 0 to 1;"
                                + " 0.5 is the default)",
                        "rules.yaml:7: rules.dead-relu.most is '1.5'; it must be a number from 0 to 1 (share, 0 to 1;"
                                + " 0.7 is the default)",
                        "rules.yaml:8: rules.dead-relu.fire-after is '0'; it must be a whole number of steps from 1 to"
                                + " 1000000",
                        "rules.yaml:9: rules.dead-relu.resolve-after is '2.5'; it must be a whole number of steps from"
                                + " 1 to 1000000",
                        "rules.yaml:10: rules.dead-relu.enabled is 'yes'; it must be true or false",
                        "rules.yaml:11: rules.dead-relu.severity is 'fatal'; it must be one of info, warning, critical",
                        "rules.yaml:12: rules.dead-relu.few stands here a second time, after line 6; keep one of them",
                        "rules.yaml:13: rules.exploding-gradient must be 'key: value' lines, each indented alike, not"
                                + " '7'",
                        "rules.yaml:15: rules.unscaled-input.large has no value; it must be a number of at least 0"
                                + " (ratio; 10.0 is the default)",
                        "rules.yaml:16: overides is no part of a rules file; did you mean 'overrides'?");
    }

    @Test
    void tellsWhatIsWrongWithOverrides() {
        // When
        List<String> problems = problems("""
                overrides:
                  - rules: {}
                  - run: [a, b]
                    tags: vision
                  - runs: gan-*
                    tags: {team: }
                    rules: {non-finit: {}}
                  - gan
                """);

        // Then
        assertThat(problems)
                .containsExactly(
                        "rules.yaml:2: overrides[1] names no runs; give it 'run: NAME' or 'tags:', or move it to"
                                + " 'rules:'",
                        "rules.yaml:3: overrides[2].run is a list; it must be the name of a run, in which * stands for"
                                + " anything",
                        "rules.yaml:4: overrides[2].tags must be 'key: value' lines, each indented alike, not"
                                + " 'vision'",
                        "rules.yaml:5: overrides[3].runs is no part of an override; did you mean 'run'?",
                        "rules.yaml:6: overrides[3].tags.team has no value; it must be the value of a tag, in which *"
                                + " stands for anything",
                        "rules.yaml:7: overrides[3].rules.non-finit is no kind of alert; did you mean 'non-finite'?",
                        "rules.yaml:8: overrides[4] must be 'key: value' lines, each indented alike, not 'gan'",
                        "rules.yaml:8: overrides[4] names no runs; give it 'run: NAME' or 'tags:', or move it to"
                                + " 'rules:'");
    }

    @Test
    void thresholdsThatAreTheWrongWayRoundAreToldOfAlsoInOverrides() {
        // When
        List<String> problems = problems("""
                rules:
                  dead-relu: {few: 0.75}
                  weight-stagnation: {still: 1e-4, moving: 1e-5}
                  saturated-activation: {few: 0.65}
                overrides:
                  - run: gan
                    rules:
                      saturated-activation: {most: 0.6}
                """);

        // Then
        assertThat(problems)
                .containsExactly(
                        "rules.yaml:2: rules.dead-relu.few is 0.75, above most (0.7); it must not be",
                        "rules.yaml:3: rules.weight-stagnation.still is 1.0E-4, above moving (1.0E-5); it must not be",
                        "rules.yaml:8: overrides[1].rules.saturated-activation.most is 0.6, below few (0.65); it must"
                                + " not be");
    }

    @Test
    void whatIsNotNearAnythingGetsTheListOfWhatThereIs() {
        assertThat(problems("rules: {dead-relu: {foobar: 1}}"))
                .singleElement()
                .asString()
                .endsWith("there is: enabled, severity, fire-after, resolve-after, most, few, all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules: [", "rules:\n\tdead-relu: {}", "a: b: c", "rules: *nobody", "--- a\n--- b"})
    void whatIsNoYamlIsToldWithItsLine(String text) {
        assertThat(problems(text)).singleElement().asString().matches("rules.yaml:\\d+: not YAML: .+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "~"})
    void anEmptyFileIsNotTakenForRules(String text) {
        assertThat(problems(text)).singleElement().asString().contains("rules.yaml is empty; 'flatline rules' prints");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- a",
                "text",
                "rules: &a {dead-relu: *a}",
                "? [a, b]\n: c",
                "rules: !!javax.script.ScriptEngineManager [x]",
                "rules: {dead-relu: {most: .nan, few: .inf, all: 0x1p-1}}"
            })
    void neverThrowsAnythingElseWhateverTheFile(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    @Test
    void aFileThatIsNestedTooDeeplyIsRefused() {
        assertThat(problems("[".repeat(10_000))).hasSize(1);
    }

    @Test
    void sectionsThatAreCommentedOutSayNothing() throws WrongFileException {
        assertThat(RulesReader.read("rules.yaml", "rules:\n  dead-relu:\n#    most: 1\noverrides:\n")
                        .of("digits", Map.of())
                        .of("dead-relu"))
                .isEqualTo(KindRules.STANDARD);
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(WrongFileException.class, () -> RulesReader.read("rules.yaml", text))
                .problems();
    }
}
