package dev.flatline.stream.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.events.v1.Evaluation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EvaluationTrendTest {

    private final EvaluationTrend trend = new EvaluationTrend();

    private void add(long iteration, String metric, double value) {
        trend.add(Evaluation.newBuilder()
                .setIteration(iteration)
                .putMetrics(metric, value)
                .build());
    }

    @Test
    void remembersWhenTheLossWasLowestAndTheAccuracyHighest() {
        // When
        add(100, "loss", 0.9);
        add(200, "loss", 0.5);
        add(300, "loss", 0.7);
        add(100, "accuracy", 0.6);
        add(200, "accuracy", 0.8);
        add(300, "accuracy", 0.7);

        // Then
        assertThat(trend.loss().best()).isEqualTo(0.5);
        assertThat(trend.loss().bestIteration()).isEqualTo(200);
        assertThat(trend.loss().last()).isEqualTo(0.7);
        assertThat(trend.loss().count()).isEqualTo(3);
        assertThat(trend.loss().sinceBest()).isEqualTo(1);
        assertThat(trend.accuracy().best()).isEqualTo(0.8);
        assertThat(trend.accuracy().bestIteration()).isEqualTo(200);
        assertThat(trend.accuracy().last()).isEqualTo(0.7);
        assertThat(trend.squaredError().count()).isZero();
    }

    @Test
    void judgesByTheWorstWhereTrainingDataAreEvaluatedToo() {
        // When
        for (int epoch = 1; epoch <= 3; epoch++) {
            add(epoch * 10L, "loss", 0.1 / epoch);
            add(epoch * 10L, "loss", 0.4 + 0.1 * epoch);
        }

        // Then
        assertThat(trend.loss().best()).isEqualTo(0.5);
        assertThat(trend.loss().bestIteration()).isEqualTo(10);
        assertThat(trend.loss().last()).isEqualTo(0.7, within(1e-12));
        assertThat(trend.loss().count()).isEqualTo(3);
    }

    @Test
    void knowsNothingBeforeTheFirst() {
        assertThat(trend.loss().last()).isNaN();
        assertThat(trend.loss().best()).isNaN();
        assertThat(trend.loss().bestIteration()).isEqualTo(-1);
        assertThat(trend.loss().lastIteration()).isEqualTo(-1);
    }

    @Test
    void nothingThatIsNotFiniteIsTheBest() {
        // When
        add(1, "loss", Double.NaN);
        add(2, "loss", Double.NEGATIVE_INFINITY);
        add(3, "loss", 2);
        add(4, "loss", Double.NaN);
        add(4, "loss", 1);

        // Then
        assertThat(trend.loss().last()).isNaN();
        assertThat(trend.loss().best()).isEqualTo(2);
        assertThat(trend.loss().bestIteration()).isEqualTo(3);
        assertThat(trend.loss().count()).isEqualTo(4);
    }

    @Test
    void whatIsSentTwiceCountsOnce() {
        // Given
        add(10, "loss", 0.5);
        add(20, "loss", 0.6);

        // When
        add(10, "loss", 0.5);
        add(20, "loss", 0.6);

        // Then
        assertThat(trend.loss().count()).isEqualTo(2);
        assertThat(trend.loss().last()).isEqualTo(0.6);
        assertThat(trend.loss().best()).isEqualTo(0.5);
    }

    @Test
    void goesOnAfterItWasWrittenAsIfItHadNotBeen() throws IOException {
        // Given
        add(10, "loss", 0.5);
        add(20, "accuracy", 0.9);
        add(30, "mse", 3);
        EvaluationTrend back = new EvaluationTrend();

        // When
        back.read(new DataInputStream(new ByteArrayInputStream(written(trend))));

        // Then
        assertThat(written(back)).isEqualTo(written(trend));
        assertThat(back.loss().best()).isEqualTo(0.5);
        assertThat(back.accuracy().lastIteration()).isEqualTo(20);
    }

    private static byte[] written(EvaluationTrend trend) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trend.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
