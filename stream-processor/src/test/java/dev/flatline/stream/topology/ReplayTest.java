package dev.flatline.stream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.Glob;
import dev.flatline.alert.configure.Scope;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.Script;
import dev.flatline.stream.metrics.PipelineMetrics;
import dev.flatline.stream.rules.KindRules;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.rules.RunRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules change, in the topology and when it is replayed without Kafka. */
class ReplayTest {

    private static final Rules PATIENT = rules(new KindRules(null, null, 60, 5, Map.of()));
    private static final Rules OFF = rules(new KindRules(false, null, null, null, Map.of()));

    @TempDir
    private Path stateDirectory;

    private final AtomicReference<Rules> rules = new AtomicReference<>(Rules.STANDARD);

    private static Rules rules(KindRules collapse) {
        return new Rules(new RunRules(Map.of("output-collapse", collapse)), List.of());
    }

    /** Two attempts of a run that collapses and recovers, repeated steps, a straggler, an end. */
    private static List<Telemetry> story() {
        List<Telemetry> story = new ArrayList<>();
        story.add(message(1).setRunStarted(Script.flat().description()).build());
        steps(story, 1, Script.flat().gradients(1e-9, 1e-2), 200);
        steps(story, 1, Script.flat(), 100);
        steps(story, 1, Script.healthy(), 400);
        story.add(message(2).setRunStarted(Script.flat().description()).build());
        steps(story, 2, Script.flat(), 100);
        story.add(message(1).setStep(Script.flat().step(500)).build());
        story.add(message(2)
                .setRunEnded(RunEnded.newBuilder().setStatus(RunEnded.Status.COMPLETED))
                .build());
        for (int i = 0; i < story.size(); i++) {
            story.set(
                    i,
                    story.get(i).toBuilder().setTimeMillis(1_000_000 + 100L * i).build());
        }
        return story;
    }

    private static void steps(List<Telemetry> story, long attempt, Script script, int to) {
        for (int i = to - 100; i < to; i++) {
            story.add(message(attempt).setStep(script.step(i)).build());
        }
    }

    private static Telemetry.Builder message(long attempt) {
        return Telemetry.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setRunId("digits")
                .setAttempt(attempt);
    }

    private static List<Alert> replayed(Rules rules) {
        Replay replay = new Replay(rules);
        return story().stream()
                .flatMap(message -> replay.take(message).alerts().stream())
                .toList();
    }

    private static List<Alert> collapses(List<Alert> alerts) {
        return alerts.stream()
                .filter(alert -> alert.symptom().kind().equals("output-collapse"))
                .toList();
    }

    /** Through the real topology; the rules change before the message with that position. */
    private List<Alert> live(int position, Rules newer) throws IOException {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        try (TopologyTestDriver driver =
                new TopologyTestDriver(TrainingTopology.build(new Unmeasured(), rules::get), properties)) {
            var telemetry =
                    driver.createInputTopic(Topics.TELEMETRY.name(), new StringSerializer(), new ByteArraySerializer());
            List<Telemetry> story = story();
            for (int i = 0; i < story.size(); i++) {
                if (i == position) {
                    rules.set(newer);
                }
                telemetry.pipeInput("digits", TelemetryCodec.encode(story.get(i)));
            }
            var told = driver.createOutputTopic(
                    Topics.ALERTS.name(), new StringDeserializer(), new ByteArrayDeserializer());
            List<Alert> alerts = new ArrayList<>();
            for (byte[] alert : told.readValuesToList()) {
                alerts.add(AlertCodec.decode(alert));
            }
            return alerts;
        }
    }

    @Test
    void aReplayTellsWhatTheTopologyTold() throws IOException {
        // When
        List<Alert> live = live(-1, Rules.STANDARD);

        // Then
        assertThat(replayed(Rules.STANDARD)).isEqualTo(live);
        assertThat(live).extracting(alert -> alert.symptom().kind()).contains("output-collapse", "vanishing-gradient");
    }

    @Test
    void otherRulesTellOtherwise() {
        // When
        List<Alert> collapses = collapses(replayed(PATIENT));

        // Then
        assertThat(collapses(replayed(Rules.STANDARD)).get(0).firedIteration()).isEqualTo(148);
        assertThat(collapses.get(0).firedIteration()).isEqualTo(178);
    }

    @Test
    void aRuleThatIsChangedWhileARunGoesOnHoldsFromThenOn() throws IOException {
        // When
        List<Alert> collapses = collapses(live(40, PATIENT));

        // Then
        assertThat(collapses.get(0).firstIteration()).isEqualTo(119);
        assertThat(collapses.get(0).firedIteration()).isEqualTo(178);
    }

    @Test
    void aKindThatIsSwitchedOffWhileItFiresResolves() throws IOException {
        // When
        List<Alert> collapses = collapses(live(61, OFF));

        // Then
        assertThat(collapses).extracting(Alert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(collapses.get(1).resolvedIteration()).isEqualTo(179);
        assertThat(collapses(replayed(OFF))).isEmpty();
    }

    @Test
    void severityIsAsTheRulesHaveIt() {
        assertThat(collapses(replayed(rules(new KindRules(null, Severity.INFO, null, null, Map.of())))))
                .extracting(alert -> alert.symptom().severity())
                .containsOnly(Severity.INFO);
    }

    @Test
    void anOverrideHoldsForTheRunsItNamesOnly() {
        // Given
        Scope ours = new Scope(new Glob("on *"), Map.of());
        Scope theirs = new Scope(new Glob("off *"), Map.of());

        // Then
        assertThat(collapses(replayed(new Rules(RunRules.STANDARD, List.of(new Rules.ForSome(ours, OFF.all()))))))
                .isEmpty();
        assertThat(collapses(replayed(new Rules(RunRules.STANDARD, List.of(new Rules.ForSome(theirs, OFF.all()))))))
                .isNotEmpty();
    }

    /** How busy the topology is, is not asked here. */
    private static final class Unmeasured implements PipelineMetrics {
        @Override
        public void processed(Telemetry message) {}

        @Override
        public void deadLetter() {}

        @Override
        public void repeated() {}

        @Override
        public void stateLost() {}

        @Override
        public void forget(String run) {}

        @Override
        public void show(RunSignals signals) {}
    }
}
