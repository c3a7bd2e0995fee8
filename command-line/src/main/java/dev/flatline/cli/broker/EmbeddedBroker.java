package dev.flatline.cli.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker in this process, for one machine and as long as it is watched: reachable from this machine only,
 * nothing replicated, about 30 MB of heap, 1 to 3 seconds to start.
 *
 * <p>Uses what Kafka's own command line uses to format and start a server. None of that is public API of Kafka, so this
 * is the only class that touches it.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ATTEMPTS = 5;

    private final KafkaRaftServer server;
    private final Properties properties;
    private final BrokerPorts ports;

    private EmbeddedBroker(KafkaRaftServer server, Properties properties, BrokerPorts ports) {
        this.server = server;
        this.properties = properties;
        this.ports = ports;
    }

    /**
     * Starts a broker with its data in the given directory, which must be empty.
     *
     * @throws IOException if it cannot be started, saying why
     */
    public static EmbeddedBroker start(Path directory) throws IOException {
        return start(directory, Security.NONE);
    }

    /**
     * What clients must do to be let in.
     *
     * @param properties of the broker, over ours; {@code listeners} and their ports stay ours
     * @param scram users, as Kafka's storage tool takes them: {@code SCRAM-SHA-512=[name=…,password=…]}
     */
    record Security(Map<String, String> properties, List<String> scram) {

        static final Security NONE = new Security(Map.of(), List.of());
    }

    static EmbeddedBroker start(Path directory, Security security) throws IOException {
        keepFaultsFromEndingTheProcess();
        for (int attempt = 1; ; attempt++) {
            BrokerPorts ports = BrokerPorts.free();
            try {
                return start(directory.resolve("broker-" + attempt), ports, security);
            } catch (RuntimeException e) {
                // Somebody took the port between our finding it free and the broker's binding it.
                if (!isCausedByBinding(e) || attempt == ATTEMPTS) {
                    throw new IOException("Starting the local Kafka broker failed: " + e.getMessage(), e);
                }
            }
        }
    }

    private static EmbeddedBroker start(Path directory, BrokerPorts ports, Security security) throws IOException {
        Files.createDirectories(directory);
        Properties properties = BrokerProperties.of(directory.resolve("data"), ports);
        properties.putAll(security.properties());
        format(directory.resolve("server.properties"), properties, security.scram());
        return start(properties, ports);
    }

    private static EmbeddedBroker start(Properties properties, BrokerPorts ports) {
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        try {
            server.startup();
            return new EmbeddedBroker(server, properties, ports);
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    private static void format(Path file, Properties properties, List<String> scram) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        String cluster = Uuid.randomUuid().toString();
        List<String> command = new ArrayList<>(List.of("format", "--standalone", "-t", cluster, "-c", file.toString()));
        scram.forEach(user -> command.addAll(List.of("--add-scram", user)));
        int code = StorageTool.execute(command.toArray(String[]::new), stream);
        if (code != 0) {
            throw new IOException("Formatting the local Kafka broker's directory failed: "
                    + said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    /** Kafka ends the JVM on a fatal fault; ours has a training to look after. */
    private static void keepFaultsFromEndingTheProcess() {
        Exit.Procedure procedure = (code, message) -> {
            LOG.error("The local Kafka broker gave up: {}", message);
            throw new IllegalStateException("the local Kafka broker gave up: " + message);
        };
        Exit.setExitProcedure(procedure);
        Exit.setHaltProcedure(procedure);
    }

    private static boolean isCausedByBinding(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof BindException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Where clients connect to. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.broker();
    }

    /** Starts it again once it is closed, on the same ports and with the data it had. */
    public EmbeddedBroker again() {
        return start(properties, ports);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
