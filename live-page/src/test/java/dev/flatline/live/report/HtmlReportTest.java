package dev.flatline.live.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.live.Messages;
import dev.flatline.live.collect.CollectedRuns;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private final CollectedRuns runs = new CollectedRuns(run -> true);

    @Test
    void oneFileHoldsAllAndAsksForNothing() {
        // Given
        Messages messages = new Messages("digits", 1, 2);
        runs.take(messages.started());
        runs.take(messages.step(0, 1));

        // When
        String report = HtmlReport.of(runs);

        // Then
        assertThat(report)
                .contains("\"name\":\"digits\"", "var uPlot", "class RunView", "The MIT License")
                .doesNotContainPattern("(src|href)=\"(?!data:)")
                .doesNotContainPattern("(?m)^(import|export) ");
    }

    @Test
    void noNameCanBeginATag() {
        // Given
        Messages hostile = new Messages("</script><script>alert(1)</script>", 1, 2);
        runs.take(hostile.started());
        runs.take(hostile.step(0, 1));

        // When
        String report = HtmlReport.of(runs);

        // Then
        assertThat(report).doesNotContain("<script>alert").contains("\\u003c/script>");
        assertThat(report.split("</script>", -1)).hasSize(3);
    }
}
