package dev.flatline.alerting.serve;

import static dev.flatline.alerting.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alerting.deliver.Desk;
import dev.flatline.alerting.ledger.Entry;
import dev.flatline.alerting.silence.Silence;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertingServerTest implements SilenceStore {

    private final AlertingMetrics metrics = new AlertingMetrics();
    private final List<Silence> written = new ArrayList<>();

    @Test
    void servesJustTheMetricsThatAreDocumented() throws Exception {
        try (AlertingServer server = server("127.0.0.1", "")) {
            // Given
            metrics.opened("team", () -> new Desk.Queue(3, 1_500));
            Entry entry = Entry.waiting("team", alert("dead-relu").told(), 60);
            metrics.ended(entry.ended(Entry.State.DELIVERED, 2_060, ""));
            metrics.retried("team", "busy");

            // When
            String page = get(server, "/metrics", "").body();

            // Then
            String document = Files.readString(Path.of("..", "..", "grafana", "metrics.md"));
            Set<String> documented = names(document, "(?m)^\\| `(flatline_notification\\w+)`");
            assertThat(documented).hasSize(4);
            assertThat(names(page, "(?m)^# TYPE (flatline_(?!\\w+_max )\\w+)")).isEqualTo(documented);
            assertThat(page)
                    .contains("flatline_notifications_total{channel=\"team\",outcome=\"delivered\"} 1.0")
                    .contains("flatline_notifications_total{channel=\"team\",outcome=\"rejected\"} 0.0")
                    .contains("flatline_notifications_waiting{channel=\"team\"} 3.0")
                    .contains("flatline_notification_oldest_seconds{channel=\"team\"} 1.5")
                    .contains("flatline_notification_seconds_sum{channel=\"team\"} 2.0");
        }
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void fromElsewhereSilencesNeedATokenAndFiguresDoNot() throws Exception {
        try (AlertingServer open = server("0.0.0.0", "");
                AlertingServer guarded = server("0.0.0.0", "s3cret-token")) {
            assertThat(get(open, "/api/v1/silences", "").statusCode()).isEqualTo(401);
            assertThat(get(open, "/ready", "").body()).isEqualTo("ready\n");
            assertThat(get(guarded, "/api/v1/silences", "Bearer wrong").statusCode())
                    .isEqualTo(401);
            assertThat(get(guarded, "/api/v1/silences", "Bearer s3cret-token").body())
                    .isEqualTo("[]");
        }
    }

    private AlertingServer server(String address, String token) throws Exception {
        return new AlertingServer(
                new InetSocketAddress(address, 0), new AlertingServer.Answers(metrics, () -> true, this, token));
    }

    private static HttpResponse<String> get(AlertingServer server, String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public List<Silence> notOver() {
        return written;
    }

    @Override
    public void write(Silence silence) {
        written.add(silence);
    }
}
