package dev.flatline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.cli.follow.Messages;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.RunSignals.LayerSignals;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TerminalViewTest {

    private final TerminalView view = new TerminalView();

    private static LayerSignals layer(double gradientOfLast) {
        double unknown = Double.NaN;
        return new LayerSignals(
                "layer",
                "DenseLayer",
                "relu",
                0.01,
                1,
                unknown,
                gradientOfLast,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown);
    }

    private String toldOf(RunSignals signals) {
        view.hear(signals);
        return view.tell(signals);
    }

    @Test
    void showsTheCourseOfTheSkillAndWhatReachesEachLayer() {
        // Given
        for (int i = 0; i < 8; i++) {
            view.hear(Messages.signals("running", i, List.of(), i / 8.0));
        }

        // When
        String told = toldOf(Messages.withLayers(
                Messages.signals("running", 8, List.of(), 1), List.of(layer(1e-6), layer(Double.NaN), layer(1))));

        // Then
        assertThat(told.lines())
                .containsExactly(
                        "digits  iteration 8  learning",
                        "          skill     ▁▂▃▄▅▅▆▇█  100 %, score 2.30, diversity under 1 %",
                        "          gradient  ▁·█  ▁ 1e-6 of the last layer");
    }

    @Test
    void fitsEightyColumnsWhateverTheRun() {
        // Given
        List<LayerSignals> layers =
                IntStream.range(0, 1_000).mapToObj(i -> layer(1 / (1.0 + i))).toList();
        for (int i = 0; i < 100_000; i++) {
            view.hear(Messages.signals("running", i, List.of(), -1e9));
        }

        // When
        String told = toldOf(Messages.withLayers(
                Messages.signals("running", 100_000, List.of(Messages.firing(), Messages.firing()), -1e9), layers));

        // Then
        assertThat(("flatline: " + told).lines()).hasSize(3).allMatch(line -> line.length() <= 80);
    }

    @Test
    void saysThatTheSkillIsUnknownWhereItIs() {
        // When
        String told = toldOf(Messages.signals("running", 1, List.of(), Double.NaN));

        // Then
        assertThat(told).contains("skill     ·  unknown");
    }
}
