package dev.flatline.benchmarks.quality.own;

import dev.flatline.benchmarks.quality.training.TrainingCase;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cases of this repository: trainings that people really have, on data made in code.
 *
 * <p>Bars are set where a training without fault gets to on every seed that was tried, with room below.
 */
public final class OwnSuite {

    private OwnSuite() {}

    public static List<TrainingCase> cases() {
        return Stream.of(HealthyCases.all(), UnusualCases.all(), FaultyCases.all(), LateCases.all())
                .flatMap(List::stream)
                .toList();
    }
}
