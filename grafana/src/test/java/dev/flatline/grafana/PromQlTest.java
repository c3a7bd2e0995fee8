package dev.flatline.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromQlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "up                                                  | up",
                "sum by (run, kind) (rate(a_total{x=\"}b\"}[5m])) > 3  | a_total",
                "(a_total unless a_total offset 10m) > 0 or b:c{}    | a_total,b:c",
                "max by (run) (3 * a or 2 * b{severity=\"c\"})         | a,b",
                "vector(0)                                           | ''",
            })
    void findsTheMetricsOfAnExpression(String expression, String metrics) {
        assertThat(String.join(",", PromQl.metrics(expression))).isEqualTo(metrics);
    }
}
