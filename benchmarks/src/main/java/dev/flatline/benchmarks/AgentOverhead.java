package dev.flatline.benchmarks;

import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what Flatline's agent costs a training, beside what DL4J's StatsListener costs it, in one run.
 *
 * <p>The agent sends to a real broker, which runs in this JVM and takes processor time that the training threads are
 * not charged for. Run it as {@code ./benchmarks/agent-overhead}; it takes
 * about a quarter of an hour.
 */
public final class AgentOverhead {

    private final Effort effort;
    private final PrintStream out;

    AgentOverhead(Effort effort, PrintStream out) {
        this.effort = effort;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 1 || (arguments.length == 1 && !arguments[0].matches("[1-9][0-9]{0,3}"))) {
            System.err.println("Usage: AgentOverhead [ROUNDS]   (default " + Effort.FULL.rounds() + ")");
            System.exit(2);
        }
        if (!isSingleThreaded()) {
            System.err.println("Set OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1: the processor time of the training"
                    + " thread is the whole cost only when ND4J computes on that thread alone.");
            System.exit(2);
        }
        int rounds = arguments.length == 0 ? Effort.FULL.rounds() : Integer.parseInt(arguments[0]);
        Effort effort = new Effort(rounds, Effort.FULL.warmUpBlocks(), Effort.FULL.scale());
        new AgentOverhead(effort, System.out).compare(ReferenceModel.all());
        // The agent would otherwise try to tell the broker, which is gone, that its runs have ended.
        Runtime.getRuntime().halt(0);
    }

    private static boolean isSingleThreaded() {
        return "1".equals(System.getenv("OMP_NUM_THREADS")) && "1".equals(System.getenv("OPENBLAS_NUM_THREADS"));
    }

    /** Measures the models one after the other and prints the table. */
    void compare(List<ReferenceModel> models) throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.create(Endings.ofThisProcess());
                EmbeddedBroker broker = EmbeddedBroker.start(directory.path())) {
            new TopicsCreation(new GivenBrokers(broker.bootstrapServers())).create();
            System.setProperty("flatline.bootstrap.servers", broker.bootstrapServers());
            System.setProperty(
                    "flatline.spool.directory",
                    directory.path().resolve("spool").toString());
            List<OverheadTable.Row> rows = new ArrayList<>();
            for (ReferenceModel model : models) {
                out.println("measuring " + model.title() + " …");
                rows.add(measure(model, broker));
            }
            new OverheadTable(effort, rows).print(out);
        }
    }

    private OverheadTable.Row measure(ReferenceModel model, EmbeddedBroker broker) {
        Comparison comparison = new Comparison(model, effort);
        long sentBefore = ThreadTimes.ofTheAgent();
        Comparison.Result result = comparison.measure();
        long sending = ThreadTimes.ofTheAgent() - sentBefore;
        return new OverheadTable.Row(
                model,
                result,
                sending,
                AgentReports.read(broker.bootstrapServers()).get(comparison.run()));
    }
}
