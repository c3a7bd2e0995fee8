package dev.flatline.benchmarks;

import dev.flatline.agent.FlatlineAgent;
import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import dev.flatline.events.v1.AgentReport;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A day of training in fast forward: the smallest training there is, watched by the agent in its default settings before
 * a broker in this JVM, and then the same unwatched, each in a JVM of its own. What grows with the iterations shows in
 * the first table and not in the second. Run it as {@code ./benchmarks/soak [ITERATIONS]}.
 */
public final class Soak {

    private Soak() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, URISyntaxException {
        String iterations = arguments.length == 1 ? arguments[0] : "";
        if (!iterations.matches("[1-9]\\d{2,8}")) {
            System.err.println("Usage: Soak ITERATIONS (100 to 999999999)");
            System.exit(2);
        }
        try (TemporaryDirectory directory = TemporaryDirectory.create(Endings.ofThisProcess());
                EmbeddedBroker broker = EmbeddedBroker.start(directory.path())) {
            new TopicsCreation(new GivenBrokers(broker.bootstrapServers())).create();
            System.out.println("Watched:\n");
            train(
                    iterations,
                    List.of("-javaagent:" + agent() + "=run.name=soak,spool.bytes=0,bootstrap.servers="
                            + broker.bootstrapServers()));
            AgentReports.Account account =
                    AgentReports.read(broker.bootstrapServers()).get("soak");
            if (account == null) {
                throw new IOException("no telemetry of the watched training has arrived");
            }
            AgentReport report = account.last();
            System.out.printf(
                    "%nThe agent captured %,d iterations, dropped %,d messages and met %,d errors.%n",
                    report.getCaptured(), report.getDropped(), report.getErrors());
        }
        System.out.println("\nUnwatched:\n");
        train(iterations, List.of());
        Runtime.getRuntime().halt(0);
    }

    private static Path agent() throws URISyntaxException {
        return Path.of(FlatlineAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** A small heap is collected often, and ND4J frees its arrays when it is. */
    private static void train(String iterations, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms192m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"));
        command.addAll(options);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), SoakedTraining.class.getName(), iterations));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("the training ended with code " + code);
        }
    }
}
