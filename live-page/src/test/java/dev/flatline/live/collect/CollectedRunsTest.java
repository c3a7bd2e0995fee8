package dev.flatline.live.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flatline.live.Messages;
import dev.flatline.live.collect.CollectedRuns.News;
import org.junit.jupiter.api.Test;

class CollectedRunsTest {

    private final Messages messages = new Messages("digits", 1_000, 3);
    private final CollectedRuns runs = new CollectedRuns(run -> true);

    @Test
    void aRunIsShownFromItsFirstStepOn() {
        // Given
        runs.take(messages.started());
        assertThat(runs.since(0).all()).isEmpty();

        // When
        runs.take(messages.step(0, 1.5));

        // Then
        JsonNode run = only(runs.since(0));
        assertThat(run.at("/sheet/name").asText()).isEqualTo("digits");
        assertThat(run.at("/sheet/status").asText()).isEqualTo("running");
        assertThat(run.at("/figures/last/0/0").asDouble()).isEqualTo(1.5);
        assertThat(run.at("/figures/last/2/0").asDouble()).isEqualTo(2);
        assertThat(run.at("/figures/last/3/0").asDouble()).isEqualTo(0.25);
        assertThat(run.at("/layers/last")).hasSize(3 * 4);
    }

    @Test
    void aReaderIsToldOnlyWhatItDoesNotKnowYet() {
        // Given
        steps(0, 100);
        long version = runs.since(0).version();
        assertThat(runs.since(version).runs()).isEmpty();

        // When
        steps(100, 103);

        // Then
        JsonNode run = only(runs.since(version));
        assertThat(run.at("/figures/index")).hasSize(3);
        assertThat(run.at("/figures/replace").asBoolean()).isFalse();
        assertThat(run.at("/layers/index")).hasSize(3);
    }

    @Test
    void aScoreThatIsNoNumberIsMarkedAndLeavesTheRestOfTheCurve() {
        // When
        runs.take(messages.step(0, 1));
        runs.take(messages.step(1, Double.NaN));
        runs.take(messages.step(2, Double.POSITIVE_INFINITY));

        // Then
        JsonNode run = only(runs.since(0));
        assertThat(run.at("/figures/last/0").toString()).isEqualTo("[1.0,null,null]");
        assertThat(run.at("/figures/greatest/6").toString()).isEqualTo("[0.0,1.0,1.0]");
    }

    @Test
    void theIterationsAroundAnAlertAreKeptFromBeforeItsOnset() {
        // Given
        steps(0, 5_000);

        // When
        runs.take(messages.alert("loss-plateau", 4_800, 4_980));
        steps(5_000, 6_000);

        // Then
        JsonNode iterations = only(runs.since(0)).at("/windows/loss-plateaudigits/iteration");
        assertThat(iterations.get(0).asInt()).isEqualTo(4_800 - Window.BEFORE);
        assertThat(iterations.get(iterations.size() - 1).asInt()).isEqualTo(4_980 + Window.AFTER);
        assertThat(iterations).hasSize(180 + Window.BEFORE + Window.AFTER + 1);
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        // When
        steps(0, 10);
        steps(0, 10);

        // Then
        assertThat(only(runs.since(0)).at("/figures/rows").toString()).isEqualTo("[1,1,1,1,1,1,1,1,1,1]");
    }

    @Test
    void theRunsHeardOfLeastRecentlyAreLetGo() {
        // When
        for (int i = 0; i <= CollectedRuns.MOST_RUNS; i++) {
            runs.take(new Messages("run-" + i, 1, 1).step(0, 1));
            runs.take(new Messages("run-0", 1, 1).step(i + 1, 1));
        }

        // Then
        assertThat(runs.since(0).all()).hasSize(CollectedRuns.MOST_RUNS);
        assertThat(runs.since(0).all().toString()).contains("run-0@1").doesNotContain("run-1@1");
    }

    @Test
    void runsThatNobodyWantsAreNotKept() {
        // Given
        CollectedRuns picky = new CollectedRuns(run -> run.name().equals("other"));

        // When
        picky.take(messages.started());
        picky.take(messages.step(0, 1));

        // Then
        assertThat(picky.since(0).all()).isEmpty();
    }

    private void steps(int from, int to) {
        for (int i = from; i < to; i++) {
            runs.take(messages.step(i, 1));
        }
    }

    private static JsonNode only(News news) {
        assertThat(news.runs()).hasSize(1);
        return news.runs().get(0);
    }
}
