package dev.flatline.benchmarks.quality.own;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.benchmarks.quality.training.Expectation.Verdict;
import dev.flatline.benchmarks.quality.training.Training;
import dev.flatline.benchmarks.quality.training.TrainingCase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnSuiteTest {

    static List<TrainingCase> cases() {
        return OwnSuite.cases();
    }

    @Test
    void hasFaultyAndHealthyCasesOfManyKinds() {
        assertThat(cases()).extracting(TrainingCase::id).doesNotHaveDuplicates();
        assertThat(cases())
                .filteredOn(one -> one.expectation().verdict() == Verdict.FAULTY)
                .hasSizeGreaterThanOrEqualTo(25);
        assertThat(cases())
                .filteredOn(one -> one.expectation().verdict() == Verdict.HEALTHY)
                .hasSizeGreaterThanOrEqualTo(25);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseCanBeTrainedAndJudged(TrainingCase one) {
        // Given
        Training training = one.beginning().begin(1);

        // When
        training.train();

        // Then
        assertThat(training.planned()).isPositive();
        assertThat(training.onset()).isLessThan(training.planned());
        assertThat(training.outcome().bar()).isBetween(0.2, 1.0);
    }
}
