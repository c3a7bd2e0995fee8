package dev.flatline.alerting.deliver;

import static dev.flatline.alerting.Alerts.alert;
import static dev.flatline.alerting.Alerts.cause;
import static dev.flatline.alerting.deliver.World.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.alert.Severity;
import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.ledger.Entry;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.silence.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get, and when, told as timelines of seconds. */
class DeliveryTimelineTest {

    private static final Rate ONE_A_SECOND = new Rate(1, seconds(1));

    private static World world(String route, String... more) throws Exception {
        return world(Rate.UNLIMITED, route, more);
    }

    private static World world(Rate rate, String route, String... more) throws Exception {
        return new World(
                "channels: {people: {type: console, max-age: 1h}, others: {type: console}}\n" + "route: " + route + "\n"
                        + String.join("\n", more),
                1_000,
                rate);
    }

    @Test
    void waitsForWhatBelongsTogetherAndThenForTheNextMessage() throws Exception {
        // Given
        World world = world("{channels: people, group-wait: 5s, group-interval: 30s}");

        // When
        world.at(0).comes(alert("dead-relu").firing());
        world.at(3).comes(alert("loss-spike").firing());
        world.at(10).comes(alert("output-collapse").firing());
        world.until(60);

        // Then
        assertThat(world.told("people")).extracting(World.Told::second).containsExactly(5.0, 35.0);
        assertThat(world.told("people")).extracting(World.Told::announcements).containsExactly(2, 1);
    }

    @Test
    void aSweepIsOneMessage() throws Exception {
        // Given
        World world = world("{channels: people, group-by: 'tag:team', group-wait: 30s}");

        // When
        for (int i = 0; i < 200; i++) {
            world.at(i / 10.0)
                    .comes(alert("output-collapse").inRun("trial-" + i).firing());
        }
        world.until(120);

        // Then
        assertThat(world.told("people")).hasSize(1);
        assertThat(world.told("people").get(0).announcements()).isEqualTo(200);
    }

    @Test
    void aReceiverThatIsDownDelaysNoOther() throws Exception {
        // Given
        World world = world("{channels: [people, others], group-wait: 0}")
                .receives("people", message -> new Outcome.Retryable("down"));

        // When
        world.at(0).comes(alert("dead-relu").firing());
        world.at(10).comes(alert("loss-spike").firing());
        world.until(20);

        // Then
        assertThat(world.told("people")).isEmpty();
        assertThat(world.told("others")).extracting(World.Told::second).containsExactly(0.0, 10.0);
    }

    @Test
    void isTriedAgainLessAndLessOftenAndNotBeforeTheReceiverWants() throws Exception {
        // Given
        List<Double> attempts = new ArrayList<>();
        World world = world("{channels: people, group-wait: 0}");
        world.receives("people", message -> {
            attempts.add(world.millis() / 1_000.0);
            return attempts.size() == 5
                    ? new Outcome.Retryable("busy", seconds(600))
                    : attempts.size() < 8 ? new Outcome.Retryable("busy") : new Outcome.Delivered();
        });

        // When
        world.at(0).comes(alert("dead-relu").firing());
        world.until(3_000);

        // Then
        assertThat(attempts).hasSize(8);
        assertThat(attempts.get(1) - attempts.get(0)).isBetween(0.5, 1.01);
        assertThat(attempts.get(4) - attempts.get(3)).isBetween(4.0, 8.01);
        assertThat(attempts.get(5) - attempts.get(4)).isBetween(600.0, 600.01);
        assertThat(world.told("people")).hasSize(1);
    }

    @Test
    void oneMessageThatIsNeverTakenDoesNotHoldUpTheOthers() throws Exception {
        // Given
        World world = world("{channels: people, group-wait: 0}")
                .receives(
                        "people",
                        message -> message.key().contains("poison")
                                ? new Outcome.Retryable("500")
                                : new Outcome.Delivered());

        // When
        world.at(0).comes(alert("poison").inRun("a").firing());
        for (int i = 1; i <= 20; i++) {
            world.at(i * 30).comes(alert("dead-relu").inRun("r" + i).firing());
        }
        world.until(800);

        // Then
        assertThat(world.keys("people")).hasSize(20);
    }

    @Test
    void theEndOfAnEpisodeIsToldAfterItsBeginningThoughThatCameHard() throws Exception {
        // Given
        AtomicBoolean down = new AtomicBoolean(true);
        World world = world("{channels: people, group-wait: 0}")
                .receives("people", message -> down.get() ? new Outcome.Retryable("down") : new Outcome.Delivered());

        // When
        world.at(0).comes(alert("dead-relu").firing());
        world.at(20).comes(alert("dead-relu").resolved(), alert("loss-spike").firing());
        world.until(100);
        down.set(false);
        world.until(1_000);

        // Then
        assertThat(world.keys("people"))
                .containsSubsequence("digits/dead-relu:1", "digits/dead-relu:2")
                .contains("digits/loss-spike:1")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsTooOldIsBuriedAndItsEndNotTold() throws Exception {
        // Given
        World world =
                world("{channels: people, group-wait: 0}").receives("people", message -> new Outcome.Retryable("down"));
        world.at(0).comes(alert("dead-relu").firing());
        world.until(4_000);
        world.receives("people", message -> new Outcome.Delivered());

        // When
        world.comes(alert("dead-relu").resolved());
        world.until(5_000);

        // Then
        assertThat(world.buried()).extracting(Entry::state).containsExactly(Entry.State.EXPIRED);
        assertThat(world.told("people")).isEmpty();
    }

    @Test
    void whatIsRefusedIsBuriedAndNotTriedAgain() throws Exception {
        // Given
        List<Message> attempts = new ArrayList<>();
        World world = world("{channels: people, group-wait: 0}").receives("people", message -> {
            attempts.add(message);
            return new Outcome.Rejected("no such channel");
        });

        // When
        world.at(0).comes(alert("dead-relu").firing());
        world.until(1_000);

        // Then
        assertThat(attempts).hasSize(1);
        assertThat(world.buried()).extracting(Entry::note).containsExactly("no such channel");
    }

    @Test
    void aSymptomIsToldInFullWhereItsCauseWasNotTold() throws Exception {
        // Given
        Cause stack = cause("saturating-stack", "saturated-activation", "output-collapse");
        World world = world("{channels: people, group-wait: 0, severity: info, routes: [{channels: others, severity:"
                + " critical, continue: true}, {channels: people}]}");

        // When
        world.at(0)
                .comes(alert("saturated-activation")
                        .severity(Severity.WARNING)
                        .causedBy(stack)
                        .firing());
        world.at(1).comes(alert("output-collapse").causedBy(stack).firing());
        world.until(10);

        // Then
        assertThat(world.keys("people")).containsExactly("digits/saturated-activation:1");
        assertThat(world.keys("others")).containsExactly("digits/output-collapse:1");
        assertThat(world.told("others").get(0).message().first().muted()).isFalse();
    }

    @Test
    void aSilenceHoldsBackAndWhatStillFiresAfterItIsTold() throws Exception {
        // Given
        World world = world("{channels: people, group-wait: 0}");
        world.silence(new Silence("1", "dig*", Map.of(), "", "", 0, 60_000, "me", "known"));

        // When
        world.at(1).comes(alert("dead-relu").firing(), alert("loss-spike").firing());
        world.at(30).comes(alert("loss-spike").resolved());
        world.until(100);

        // Then
        assertThat(world.keys("people")).containsExactly("digits/dead-relu:1");
        assertThat(world.told("people").get(0).second()).isBetween(60.0, 61.0);
    }

    @Test
    void theEndOfWhatWasToldIsToldInSpiteOfASilence() throws Exception {
        // Given
        World world = world("{channels: people, group-wait: 0, group-interval: 0}");
        world.at(0).comes(alert("dead-relu").firing());
        world.at(10).silence(new Silence("1", "", Map.of("team", "vision"), "", "", 0, 9_000_000, "me", "known"));

        // When
        world.at(30).comes(alert("dead-relu").resolved());
        world.until(40);

        // Then
        assertThat(world.keys("people")).containsExactly("digits/dead-relu:1", "digits/dead-relu:2");
    }

    @Test
    void nothingIsToldAtNightAndAllOfItInTheMorning() throws Exception {
        // Given
        World world = world(
                "{channels: people, group-wait: 0, group-by: all, mute-in: nights}",
                "windows: {nights: {from: 22:00, to: 06:00, zone: UTC}}");

        // When
        world.at(100).comes(alert("dead-relu").firing());
        world.at(20_000).comes(alert("output-collapse").inRun("b").firing());
        world.until(30_000);

        // Then
        assertThat(world.told("people")).hasSize(1);
        assertThat(world.told("people").get(0).second()).isBetween(21_600.0, 21_602.0);
        assertThat(world.told("people").get(0).announcements()).isEqualTo(2);
    }

    @Test
    void remindsUntilItIsAcknowledgedOrOverOrTheRunHasEnded() throws Exception {
        // Given
        World world = world("{channels: people, group-wait: 0, group-interval: 0, repeat-interval: 1h}");
        world.at(0)
                .comes(
                        alert("acknowledged").inRun("a").firing(),
                        alert("over").inRun("b").firing(),
                        alert("ended").inRun("c").firing());

        // When
        world.at(4_000);
        world.silence(new Silence("1", "", Map.of(), "", "a/acknowledged", 0, 999_000_000, "me", "on it"));
        world.at(4_001).comes(alert("over").inRun("b").resolved());
        world.ends("c");
        world.until(40_000);

        // Then
        assertThat(world.keys("people"))
                .containsExactlyInAnyOrder(
                        "a/acknowledged:1",
                        "b/over:1",
                        "c/ended:1",
                        "a/acknowledged:1:1",
                        "b/over:1:1",
                        "c/ended:1:1",
                        "b/over:2");
    }

    @Test
    void aReceiverThatWantsItIsToldAgainWhileItFiresAndForFiveMinutesWhenItIsOver() throws Exception {
        // Given
        World world =
                world("{channels: people, group-wait: 0, group-interval: 0}").refreshes(seconds(60));

        // When
        world.at(10)
                .comes(
                        alert("a").inRun("over").firing(),
                        alert("b").inRun("ended").firing());
        world.at(130).comes(alert("a").inRun("over").resolved());
        world.at(200).ends("ended");
        world.until(1_000);

        // Then
        List<String> keys = world.keys("people");
        assertThat(keys).filteredOn("over/a:1"::equals).hasSize(1 + 2);
        assertThat(keys).filteredOn("over/a:2"::equals).hasSize(1 + 5);
        assertThat(keys).filteredOn("ended/b:1"::equals).hasSize(1 + 3);
        assertThat(keys.subList(keys.indexOf("over/a:2"), keys.size())).doesNotContain("over/a:1");
    }

    /** Each point at which taking in, claiming, sending and acknowledging one alert and its end can be cut short. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
    void aCrashAnywhereLosesNothingAndRepeatsNothingThatWasAcknowledged(int point) throws Exception {
        // Given
        World world = world("{channels: people, group-wait: 0, group-interval: 0}");
        List<Alert> topic =
                List.of(alert("dead-relu").firing(), alert("dead-relu").resolved());
        int committed = 0;
        int crashes = 0;
        world.crashesAt(point);

        // When
        while (committed < topic.size()) {
            try {
                world.comes(topic.get(committed));
                committed++;
                world.until(committed * 10);
            } catch (World.Crash crash) {
                crashes++;
                world.begin();
                world.until(committed * 10 + 5);
            }
        }
        world.until(100);

        // Then
        List<String> keys = world.keys("people");
        assertThat(keys.stream().distinct()).containsExactly("digits/dead-relu:1", "digits/dead-relu:2");
        assertThat(keys.size() - 2).isLessThanOrEqualTo(crashes);
        boolean betweenSendingAndAcknowledging = point == 5 || point == 6 || point == 13 || point == 14;
        assertThat(keys.size()).isEqualTo(betweenSendingAndAcknowledging && crashes > 0 ? 3 : 2);
    }

    @Test
    void tenThousandAlertsInAMinuteToAReceiverThatTakesOneASecondAreAllTold() throws Exception {
        // Given
        World world = world(ONE_A_SECOND, "{channels: people, group-wait: 2s}");

        // When
        int most = 0;
        for (int i = 0; i < 10_000; i++) {
            world.at(i * 0.006).comes(alert("output-collapse").inRun("run-" + i).firing());
            most = Math.max(most, world.desk().size());
        }
        world.until(180);

        // Then
        List<World.Told> told = world.told("people");
        assertThat(world.keys("people")).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(told).hasSizeLessThan(80);
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).second() - told.get(i - 1).second()).isGreaterThanOrEqualTo(1.0);
        }
        assertThat(most).isLessThan(1_000);
        assertThat(world.desk().isEmpty()).isTrue();
    }

    @Test
    void whatWaitsLongIsKeptInShort() throws Exception {
        // Given
        World world =
                world("{channels: people, group-wait: 0}").receives("people", message -> new Outcome.Retryable("down"));
        for (int i = 0; i < 1_500; i++) {
            world.at(1).comes(alert("output-collapse").inRun("run-" + i).firing());
        }

        // When
        world.receives("people", message -> new Outcome.Delivered());
        world.until(60);

        // Then
        long full = world.told("people").stream()
                .flatMap(each -> each.message().announcements().stream())
                .filter(each -> !each.alert().symptom().evidence().isEmpty())
                .count();
        assertThat(world.keys("people")).hasSize(1_500);
        assertThat(full).isLessThanOrEqualTo(1_000);
    }
}
