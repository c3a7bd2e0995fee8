package dev.flatline.benchmarks.quality.judge;

import dev.flatline.benchmarks.quality.training.RunLabel;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judgements as a table for other programs, a line for each run. */
public final class JudgementsCsv {

    private static final String HEAD =
            "suite,case,seed,state,verdict,metric,value,bar,trained,planned,onset,parameters,told,diagnosis,named";

    private JudgementsCsv() {}

    public static String of(List<Judgement> runs) {
        return Stream.concat(Stream.of(HEAD), runs.stream().map(JudgementsCsv::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Judgement run) {
        RunLabel label = run.label();
        return Stream.of(
                        label.suite(),
                        label.id(),
                        label.seed(),
                        label.state(),
                        run.verdict(),
                        label.outcome().metric(),
                        label.outcome().value(),
                        label.outcome().bar(),
                        label.trained(),
                        label.planned(),
                        label.onset(),
                        label.parameters(),
                        run.told(),
                        run.diagnosis(),
                        String.join(" ", label.namedCauses()))
                .map(cell -> quoted(String.valueOf(cell)))
                .collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        return cell.contains(",") ? '"' + cell + '"' : cell;
    }
}
