package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flatline.cli.e2e.FlatlineProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real training that is recorded while it is watched, and judged again; and rules that change while one goes on. */
class ReplayTest {

    @TempDir
    private Path folder;

    @Test
    void aRecordedTrainingIsJudgedAgainAsItWasAndOtherwiseByOtherRules() throws Exception {
        // Given
        Path recording = folder.resolve("flat.pb.gz");
        Ended live = run(List.of("--name", "flat", "--record", recording.toString()), "trainings.Collapsing");
        assertThat(live.err()).containsPattern("flatline: \\d+ messages recorded in " + recording);

        // When
        JsonNode again = replayed(recording.toString(), "--json").get("runs").get(0);

        // Then
        JsonNode before = live.report().get("runs").get(0);
        assertThat(again.get("alerts")).isEqualTo(before.get("alerts")).isNotEmpty();
        assertThat(again.get("diagnosis")).isEqualTo(before.get("diagnosis"));
        assertThat(again.get("iterations")).isEqualTo(before.get("iterations"));
        assertThat(Words.of("replay", recording.toString()).out())
                .contains("== flat: completed after 400 iterations ==", "output-collapse (constant), critical");

        theDifferenceIsToldThatOtherRulesMake(recording);
        whatIsCutOffIsJudgedAsFarAsItGoes(recording);
        onlyTheRunsThatAreAskedForAreShown(recording);
    }

    private void theDifferenceIsToldThatOtherRulesMake(Path recording) throws Exception {
        // Given
        Path rules = Files.writeString(folder.resolve("new.yaml"), """
                rules:
                  output-collapse: {fire-after: 60, severity: warning}
                overrides:
                  - run: fl?t
                    rules: {vanishing-gradient: {enabled: false}}
                """);

        // When
        Words words = Words.of("replay", recording.toString(), "--rules", rules.toString());
        JsonNode json = replayed(recording.toString(), "--rules", rules.toString(), "--json");
        Words same =
                Words.of("replay", recording.toString(), "--rules", rules.toString(), "--baseline", rules.toString());

        // Then
        assertThat(words.code()).isZero();
        assertThat(words.out().replaceAll("\\s+", " "))
                .contains("== flat, attempt ")
                .containsPattern("Changed +output-collapse \\(constant\\): fires at iteration \\d+, 30 later;")
                .contains("its severity is warning instead of critical")
                .containsPattern("Gone +vanishing-gradient");
        assertThat(json.get("runs").get(0).get("alerts").findValuesAsText("change"))
                .contains("changes", "vanishes");
        assertThat(same.out()).contains("No alert and no diagnosis would change in 1 run.");
    }

    private void whatIsCutOffIsJudgedAsFarAsItGoes(Path recording) throws Exception {
        // Given
        byte[] whole = Files.readAllBytes(recording);
        Path half = Files.write(folder.resolve("half.pb.gz"), Arrays.copyOf(whole, whole.length / 2));

        // When
        Words words = Words.of("replay", half.toString());

        // Then
        assertThat(words.code()).isEqualTo(1);
        assertThat(words.out()).contains("== flat: running after ");
        assertThat(words.err())
                .containsPattern("half.pb.gz is damaged after message \\d+: it breaks off there")
                .contains("what came before is judged above");
    }

    private void onlyTheRunsThatAreAskedForAreShown(Path recording) {
        assertThat(Words.of("replay", recording.toString(), "--run", "f*").out())
                .contains("== flat: ");
        Words none = Words.of("replay", recording.toString(), "--run", "lstm");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("There is no run of that name. There is: flat");
    }

    @Test
    void rulesThatChangeWhileATrainingGoesOnHoldFromThenOn() throws Exception {
        // Given
        Path rules =
                Files.writeString(folder.resolve("rules.yaml"), "rules:\n  output-collapse: {fire-after: 1000000}\n");
        List<String> arguments = new ArrayList<>(List.of("run", "--rules", rules.toString(), "--"));
        arguments.addAll(FlatlineProcess.training("trainings.OneFit", "0", "collapsing"));
        FlatlineProcess flatline = FlatlineProcess.start(folder, arguments);
        flatline.waitFor("err", Pattern.compile("OneFit: iteration \\d{3,}"));

        // When
        Files.writeString(rules, "rules:\n  output-collapse: {fire-aftr: 30}\n");
        flatline.waitFor(
                "err", Pattern.compile("the rules stay as they were: .*rules.yaml:2: .*did you mean 'fire-after'"));
        assertThat(Files.readString(folder.resolve("err"))).doesNotContainPattern("(CRITICAL  |\\+ )output-collapse");
        Files.writeString(rules, "rules:\n  output-collapse: {fire-after: 30}\n");

        // Then
        flatline.waitFor("err", Pattern.compile("have changed, and hold from now on"));
        flatline.waitFor("err", Pattern.compile("(CRITICAL  |\\+ )output-collapse"));
        flatline.signal("TERM");
        JsonNode alert = alert(flatline.await(), "output-collapse");
        assertThat(alert.get("firedIteration").asInt()
                        - alert.get("firstIteration").asInt())
                .isGreaterThan(30);
    }

    private static JsonNode alert(Ended ended, String kind) {
        for (JsonNode alert : ended.report().get("runs").get(0).get("alerts")) {
            if (alert.get("kind").asText().equals(kind)) {
                return alert;
            }
        }
        throw new AssertionError("no " + kind + " in " + ended.report());
    }

    private static JsonNode replayed(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("replay"));
        line.addAll(List.of(arguments));
        Words words = Words.of(line.toArray(String[]::new));
        assertThat(words.code()).as(words.err()).isZero();
        return new ObjectMapper().readTree(words.out());
    }

    private Ended run(List<String> options, String training) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(options);
        arguments.add("--");
        arguments.addAll(FlatlineProcess.training(training));
        return FlatlineProcess.start(folder, arguments).await();
    }
}
