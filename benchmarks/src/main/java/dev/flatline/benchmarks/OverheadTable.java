package dev.flatline.benchmarks;

import dev.flatline.events.v1.AgentReport;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of {@link AgentOverhead}, as Markdown, so that it can be kept beside the code. */
record OverheadTable(Effort effort, List<Row> rows) {

    OverheadTable {
        rows = List.copyOf(rows);
    }

    /**
     * One reference model.
     *
     * @param sendingNanos processor time of the agent's own threads over all of the agent's iterations
     * @param account what the agent says about itself; {@code null} when none of its telemetry reached the broker
     */
    record Row(
            ReferenceModel model, Comparison.Result result, long sendingNanos, AgentReports.@Nullable Account account) {

        String line() {
            Spread flatline = result.inCallsOf(Watcher.FLATLINE);
            Spread stats = result.inCallsOf(Watcher.STATS_LISTENER);
            return "| %s | %.2f | %s | %s | %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            model.title(),
                            result.iterationMillis().median(),
                            percent(flatline),
                            percent(result.inCallsOf(Watcher.BLAS_PASS)),
                            percent(stats),
                            times(stats, flatline),
                            percent(result.overheadOf(Watcher.FLATLINE)),
                            percent(result.overheadOf(Watcher.BLAS_PASS)),
                            percent(result.overheadOf(Watcher.LOSS_HOOK)),
                            percent(result.overheadOf(Watcher.STATS_LISTENER)),
                            ofTheAgent());
        }

        /** How many times as costly; a dash where scatter hides what Flatline costs. */
        private static String times(Spread stats, Spread flatline) {
            return flatline.median() > 0 ? "%.0f".formatted(stats.median() / flatline.median()) : "-";
        }

        private static String percent(Spread share) {
            return "%.2f (%.2f to %.2f)".formatted(100 * share.median(), 100 * share.lower(), 100 * share.upper());
        }

        private String ofTheAgent() {
            if (account == null) {
                return "none received | - | - | - | -";
            }
            AgentReport report = account.last();
            double captured = report.getCaptured();
            return "%.2f | %.0f | %d | %.2f | %.0f"
                    .formatted(
                            100 * account.overhead(),
                            100 * report.getThinned() / captured,
                            report.getDropped(),
                            100
                                    * sendingNanos
                                    / captured
                                    / 1e6
                                    / result.iterationMillis().median(),
                            account.bytesPerIteration());
        }
    }

    void print(PrintStream out) {
        out.printf(
                """

                Overhead per iteration, in percent of an unwatched one: median (quartiles) of %d paired rounds, one ND4J thread,
                interleaved in random order, %s on %d processors. In calls: time on the wall in the watcher's callbacks, of the
                rest of the same iterations. Paired: processor time of the training thread, of that of the unwatched training.
                Flatline: default settings, every iteration, to a Kafka broker in this JVM. StatsListener: every iteration, into memory.
                BLAS floor: four statistics of every gradient, update and parameter, by OpenBLAS in chunks, sent to nobody.
                Loss-hook floor: the same statistics of outputs and labels alone, where the loss is computed.

                | model | iteration ms | Flatline in calls %% | BLAS floor in calls %% | StatsListener in calls %% | StatsListener : Flatline | Flatline paired %% | BLAS floor paired %% | loss-hook floor paired %% | StatsListener paired %% | Flatline says of itself %% | agent.thinned %% | agent.dropped | agent's own threads %% | bytes per iteration |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
                """,
                effort.rounds(),
                "Java " + Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors());
        rows.forEach(row -> out.println(row.line()));
    }
}
