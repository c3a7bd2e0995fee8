package dev.flatline.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flatline.alert.configure.WrongFileException;
import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.notify.Destination;
import dev.flatline.alerting.route.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertingReaderTest {

    @TempDir
    private Path folder;

    @Test
    void aBranchHasWhatItsTrunkHasButForWhatItSays() throws Exception {
        // When
        AlertingSettings settings = AlertingReading.of("""
                channels:
                  screen: {type: console, rate: 30/m, max-age: 2h}
                route:
                  channels: [screen]
                  group-by: [kind, 'tag:sweep']
                  group-wait: 30s
                  routes:
                    - {severity: critical, group-wait: 0, muted: short}
                """, Map.of());

        // Then
        Destination screen = settings.destinations().get(0);
        assertThat(screen.rate()).isEqualTo(new Rate(30, Duration.ofMinutes(1)));
        assertThat(screen.maxAge()).isEqualTo(Duration.ofHours(2));
        Route branch = settings.route().branches().get(0);
        assertThat(branch.channels()).containsExactly("screen");
        assertThat(branch.telling().groupBy()).containsExactly("kind", "tag:sweep");
        assertThat(branch.telling().groupWait()).isZero();
        assertThat(branch.telling().withMuted()).isTrue();
    }

    @Test
    void withoutRoutesEveryChannelGetsEveryWarning() throws Exception {
        // When
        AlertingSettings settings = AlertingReading.of("channels: {a: {type: console}, b: {type: console}}", Map.of());

        // Then
        assertThat(settings.route().channels()).containsExactly("a", "b");
        assertThat(settings.route().match().minimum().label()).isEqualTo("warning");
    }

    @Test
    void everythingThatIsWrongIsToldWithItsLineAndWhatWouldBeRight() throws Exception {
        // Given
        Path empty = Files.createFile(folder.resolve("empty"));

        // When
        List<String> problems = problems("""
                channels:
                  chat: {type: slak}
                  Mail: {type: email, host: mail, from: nobody, to: [x@example.org], pasword-env: HOME}
                  hook: {type: webhook, url: https://example.org/s3cret, rate: many}
                  pager: {type: pagerduty, routing-key-env: NOT_SET}
                  page2: {type: pagerduty, routing-key-file: EMPTY}
                  prom: {type: alertmanager, urls: [alertmanager]}
                  none:
                route:
                  channels: [chatt]
                  group-wait: soon
                  group-by: [model]
                  mute-in: nights
                  routes:
                    - {severity: fatal}
                    - {chanels: chat}
                windows:
                  weekend: {days: [sunday], from: noon, zone: Mars}
                inhibit:
                  - {while: training-stalled}
                routes: []
                """.replace("EMPTY", empty.toString()));

        // Then
        assertThat(problems).allMatch(problem -> problem.matches("(?s)alerting\\.yaml:\\d+: .+"));
        assertThat(String.join("\n", problems))
                .contains(":2: channels.chat.type is 'slak'; it must be one of console, slack, email")
                .contains(":3: channels.Mail is no name for a channel; use small letters, digits, - and _")
                .contains(":3: channels.Mail.from has 'nobody' in it, which is no e-mail address")
                .contains(":3: channels.Mail.pasword-env is no part of a channel of type email; did you mean"
                        + " 'password-env'?")
                .contains(":4: channels.hook.url is a secret and does not belong here: give url-file")
                .contains(":4: channels.hook.rate is 'many'; it must be a number of messages in a time, such as 1/s")
                .contains(":5: channels.pager.routing-key-env is 'NOT_SET'; it must be the name of an environment"
                        + " variable that is set")
                .contains(":6: channels.page2.routing-key-file is '")
                .contains(":7: channels.prom.urls has 'alertmanager' in it")
                .contains(":8: channels.none has no type, which must be one of console")
                .contains(":10: route.channels names 'chatt', which there is not; did you mean 'chat'?")
                .contains(":11: route.group-wait is 'soon'; it must be a time such as 500ms, 30s, 5m, 4h or 2d")
                .contains(":12: route.group-by must be a list of run, kind, severity, tag:NAME, or be all")
                .contains(":13: route.mute-in names 'nights', which there is not; there is: weekend")
                .contains(":15: route.routes[1].severity is 'fatal'; it must be one of info, warning, critical")
                .contains(":16: route.routes[2].chanels is no part of a route; did you mean 'channels'?")
                .contains(":18: windows.weekend.days has 'sunday' in it; a day is one of mon, tue")
                .contains(":18: windows.weekend.from is 'noon'; it must be a time of the day")
                .contains(":18: windows.weekend.zone is 'Mars'; it must be a time zone")
                .contains(":20: inhibit[1] mutes nothing")
                .contains(":21: routes is no part of the settings of alerting; did you mean 'route'?");
        assertThat(problems.toString()).doesNotContain("s3cret");
    }

    @Test
    void aFileWithoutChannelsIsSaidToLackThem() {
        assertThat(problems("route: {}")).anyMatch(problem -> problem.contains("the file has no channels"));
    }

    @Test
    void aSecretInAFileIsReadAnewEachTime() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("key"), "one\n");
        var secret = dev.flatline.alerting.configure.Secret.file(file);
        String before = secret.value();

        // When
        Files.writeString(file, "two\n");

        // Then
        assertThat(List.of(before, secret.value())).containsExactly("one", "two");
        assertThat(secret.toString()).doesNotContain("two");
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(WrongFileException.class, () -> AlertingReading.of(text, Map.of()))
                .problems();
    }
}
