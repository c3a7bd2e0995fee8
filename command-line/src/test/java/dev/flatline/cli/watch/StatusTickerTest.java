package dev.flatline.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.cli.follow.FollowedRuns;
import dev.flatline.cli.follow.Messages;
import dev.flatline.cli.report.Telling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTickerTest {

    private final FollowedRuns runs = new FollowedRuns(run -> true);
    private final StatusTicker ticker = new StatusTicker(Telling.PLAIN);

    @Test
    void speaksOftenAtFirstAndThenSeldom() {
        // When
        List<Integer> spokeAt = new ArrayList<>();
        for (int second = 0; second <= 60; second++) {
            runs.take(Messages.signals("running", second, List.of()));
            if (!ticker.lines(runs.all(), Duration.ofSeconds(second)).isEmpty()) {
                spokeAt.add(second);
            }
        }

        // Then
        assertThat(spokeAt).containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 28, 38, 48, 58);
    }

    @Test
    void saysNothingWhenNothingChanged() {
        // Given
        runs.take(Messages.signals("running", 5, List.of()));
        ticker.lines(runs.all(), Duration.ofSeconds(1));

        // When
        List<String> lines = ticker.lines(runs.all(), Duration.ofSeconds(30));

        // Then
        assertThat(lines).isEmpty();
    }

    @Test
    void leavesTheEndToTheConclusion() {
        // Given
        runs.take(Messages.signals("completed", 5, List.of()));

        // When
        List<String> lines = ticker.lines(runs.all(), Duration.ofSeconds(1));

        // Then
        assertThat(lines).isEmpty();
    }
}
