package dev.flatline.live.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flatline.live.Messages;
import dev.flatline.live.collect.CollectedRuns;
import dev.flatline.live.report.HtmlReport;
import dev.flatline.live.serve.PageAddress;
import dev.flatline.live.serve.PageServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the report as a browser shows them. */
class BrowserTest {

    private static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>";

    @TempDir
    private Path folder;

    private final Messages faulty = new Messages("faulty", 1, 4);
    private final Messages cured = new Messages("cured", 2, 4);
    private final CollectedRuns runs = new CollectedRuns(run -> true);
    private PageServer server;

    BrowserTest() throws IOException {
        server = new PageServer(PageAddress.loopback(0), runs);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAlertAppearsWhileOneLooksAndOpensWithTheIterationsAroundIt() throws Exception {
        // Given
        steps(faulty, 0, 300, 2);
        steps(cured, 0, 300, 0.2);

        // When
        try (Browser browser = Browser.look(
                server.url(),
                "text:No better than a constant answer so far.",
                "text:Learning: its loss is 90 % below",
                "count:section.run",
                "pause:look",
                "text:output-collapse in faulty",
                "click:.bar-row",
                "text:Every iteration around it",
                "count:.alert[open] canvas",
                "focus:.stack",
                "press:Escape",
                "press:ArrowLeft",
                "of:.at",
                "title",
                "faint",
                "dark",
                "faint",
                "phone",
                "tooWide",
                "complaints")) {
            assertThat(browser.answer(3).asInt()).isEqualTo(2);
            browser.untilPaused();
            runs.take(faulty.alert("output-collapse", 200, 290));
            browser.goOn();

            // Then
            assertThat(browser.answer(4).asInt()).isGreaterThanOrEqualTo(2);
            assertThat(browser.answer(4).asText()).isEqualTo("Iteration 298");
            assertThat(browser.answer().asText()).isEqualTo("✓ cured - Flatline");
            assertThat(browser.answer()).as("too faint in the light").isEmpty();
            assertThat(browser.answer(2)).as("too faint in the dark").isEmpty();
            assertThat(browser.answer(2).asBoolean()).as("too wide for a phone").isFalse();
            assertThat(browser.answer()).as("complaints").isEmpty();
        }
    }

    @Test
    void thePageComesAgainWhenTheServerHasBeenStartedAnew() throws Exception {
        // Given
        steps(faulty, 0, 10, 1);
        int port = URI.create(server.url()).getPort();

        // When
        try (Browser browser = Browser.look(
                server.url(),
                "text:faulty",
                "pause:stop",
                "text:Trying again",
                "of:h2",
                "pause:start",
                "text:cured",
                "gone:faulty")) {
            browser.untilPaused();
            server.close();
            browser.goOn();
            assertThat(browser.answer(2).asText()).as("what came last").isEqualTo("faulty");
            browser.untilPaused();
            CollectedRuns others = new CollectedRuns(run -> true);
            others.take(cured.step(0, 1));
            server = new PageServer(PageAddress.loopback(port), others);
            browser.goOn();

            // Then
            assertThat(browser.answer(2).asText()).isEqualTo("faulty");
        }
    }

    @Test
    void aMillionIterationsTakeLessThan100MegabytesInTheBrowser() throws Exception {
        // Given
        for (int i = 0; i < 1_000_000; i += 2) {
            runs.take(faulty.step(i, i == 500_000 ? Double.NaN : 1));
        }

        // When
        try (Browser browser = Browser.look(server.url(), "text:one point is", "memory", "complaints")) {
            JsonNode memory = browser.answer(2);

            // Then
            assertThat(memory.asLong()).isBetween(100_000L, 100_000_000L);
            assertThat(browser.answer()).isEmpty();
        }
    }

    @Test
    void aNameThatIsScriptIsShownAsText() throws Exception {
        // Given
        Messages hostile = new Messages(HOSTILE, 3, 2);
        steps(hostile, 0, 20, 1);
        runs.take(hostile.alert("<b>kind</b>", 5, 10));

        // When
        try (Browser browser = Browser.look(
                server.url(),
                "text:" + HOSTILE,
                "of:h2",
                "click:.bar-row",
                "count:img",
                "count:.run script",
                "complaints")) {
            // Then
            assertThat(browser.answer(2).asText()).isEqualTo(HOSTILE);
            assertThat(browser.answer(2).asInt()).isZero();
            assertThat(browser.answer().asInt()).isZero();
            assertThat(browser.answer()).isEmpty();
        }
    }

    @Test
    void theReportOpensFromDiskWithoutANetwork() throws Exception {
        // Given
        steps(new Messages(HOSTILE, 1, 3), 0, 300, 2);
        steps(cured, 0, 300, 0.2);
        runs.take(cured.alert("loss-spike", 100, 120));
        Path report = Files.writeString(folder.resolve("report.html"), HtmlReport.of(runs));

        // When
        try (Browser browser = Browser.look(
                report.toUri().toString(),
                "text:" + HOSTILE,
                "count:.run canvas",
                "click:.bar-row",
                "text:Every iteration around it",
                "requests",
                "complaints")) {
            // Then
            assertThat(browser.answer(2).asInt()).isGreaterThan(10);
            JsonNode requests = browser.answer(3);
            assertThat(requests).allMatch(request -> request.asText().matches("(file|data):.*"));
            assertThat(browser.answer()).isEmpty();
        }
    }

    private void steps(Messages messages, int from, int to, double score) {
        runs.take(messages.started());
        for (int i = from; i < to; i++) {
            runs.take(messages.step(i, score));
        }
    }
}
