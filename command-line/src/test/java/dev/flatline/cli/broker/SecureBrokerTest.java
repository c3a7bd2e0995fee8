package dev.flatline.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.cli.WrongUseException;
import dev.flatline.events.CommandCodec;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.Command;
import dev.flatline.events.v1.Stop;
import dev.flatline.stream.Instance;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.StreamProcessor;
import dev.flatline.stream.StreamProcessorConfig;
import dev.flatline.stream.serve.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agent and processor in a real training, before a real broker that lets nobody in without TLS and a password. */
class SecureBrokerTest {

    private static final String PASSWORD = "p\"a\\ss word";
    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;

    @BeforeEach
    void startABrokerThatAsksForCertificateAndPassword() throws Exception {
        keytool("-genkeypair", "-keystore", "broker.p12", "-alias", "broker", "-dname", "CN=localhost");
        keytool("-genkeypair", "-keystore", "agent.p12", "-alias", "agent", "-dname", "CN=agent");
        trust("broker.p12", "broker");
        trust("agent.p12", "agent");
        Map<String, String> properties = new HashMap<>(Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "PLAINTEXT",
                "sasl.enabled.mechanisms", "SCRAM-SHA-512",
                "sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512",
                "listener.name.plaintext.scram-sha-512.sasl.jaas.config", jaas("broker", "of-the-broker"),
                "ssl.client.auth", "required"));
        properties.putAll(tls("broker.p12"));
        broker = EmbeddedBroker.start(
                folder.resolve("kafka"),
                new EmbeddedBroker.Security(
                        properties,
                        List.of(
                                "SCRAM-SHA-512=[name=broker,password=of-the-broker]",
                                "SCRAM-SHA-512=[name=agent,password=" + PASSWORD + "]")));
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> new NewTopic(topic.name(), 1, (short) 1))
                            .toList())
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void stopTheBroker() {
        broker.close();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", STORE_PASSWORD, "-noprompt"));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-ext", "san=ip:127.0.0.1,dns:localhost"));
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.out").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("keytool.out")))
                .isZero();
    }

    private void trust(String keys, String alias) throws IOException, InterruptedException {
        keytool("-exportcert", "-keystore", keys, "-alias", alias, "-file", alias + ".cer");
        keytool("-importcert", "-keystore", "trusted.p12", "-alias", alias, "-file", alias + ".cer");
    }

    private Map<String, String> tls(String keys) {
        return Map.of(
                "ssl.keystore.location",
                folder.resolve(keys).toString(),
                "ssl.keystore.password",
                STORE_PASSWORD,
                "ssl.truststore.location",
                folder.resolve("trusted.p12").toString(),
                "ssl.truststore.password",
                STORE_PASSWORD);
    }

    private static String jaas(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password.replace("\\", "\\\\").replace("\"", "\\\"") + "\";";
    }

    private Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>(tls("agent.p12"));
        client.put("bootstrap.servers", broker.bootstrapServers());
        client.put("security.protocol", "SASL_SSL");
        client.put("sasl.mechanism", "SCRAM-SHA-512");
        client.put("sasl.jaas.config", jaas("agent", PASSWORD));
        return client;
    }

    /** Trains with the agent, and returns everything that was printed. */
    private String train(String password) throws Exception {
        assertThat(training(password, "trainings.Healthy").start().waitFor())
                .as(printed())
                .isZero();
        return printed();
    }

    private String printed() throws IOException {
        Path printed = folder.resolve("printed");
        return Files.exists(printed) ? Files.readString(printed) : "";
    }

    /** A training with the agent, whose settings are in a file. */
    private ProcessBuilder training(String password, String... program) throws Exception {
        Path settings = folder.resolve("flatline.properties");
        Files.write(
                settings,
                List.of(
                        "bootstrap.servers=" + broker.bootstrapServers(),
                        "run.name=secure",
                        "security.protocol=SASL_SSL",
                        "sasl.username=agent",
                        "sasl.password=" + password.replace("\\", "\\\\"),
                        "ssl.keystore.location=" + folder.resolve("agent.p12"),
                        "ssl.keystore.password=" + STORE_PASSWORD,
                        "ssl.truststore.location=" + folder.resolve("trusted.p12"),
                        "ssl.truststore.password=" + STORE_PASSWORD,
                        "commands.allowed=stop",
                        "commands.checkpoint.directory=" + folder.resolve("checkpoints")));
        String dl4j = Files.readString(Path.of(System.getProperty("flatline.examples.classpath")))
                .strip();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + System.getProperty("flatline.agent.jar") + "=config.file=" + settings
                        + ",spool.bytes=16777216,spool.directory=" + folder.resolve("spool"),
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath() + ":" + dl4j));
        command.addAll(List.of(program));
        ProcessBuilder training = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile());
        training.environment().remove("JAVA_TOOL_OPTIONS");
        return training;
    }

    @Test
    void telemetryAndSignalsArriveThroughTlsWithCertificateAndPassword() throws Exception {
        // Given
        GivenBrokers brokers =
                new GivenBrokers(broker.bootstrapServers(), ClientSettings.read(null, environment(PASSWORD)));
        brokers.requireTopics();

        // When
        String printed;
        try (StreamProcessor processor = StreamProcessor.start(new StreamProcessorConfig(
                brokers.bootstrapServers(),
                brokers.client().asMap(),
                folder.resolve("state"),
                WebSettings.local(0),
                Instance.only("1")))) {
            printed = train(PASSWORD);
            assertThat(processor.failure()).isNull();
            assertThat(RunSignals.decode(first(brokers, Topics.SIGNALS)).run().id())
                    .isEqualTo("secure");
        }

        // Then
        assertThat(printed)
                .contains("watching run secure")
                .doesNotContain("cannot reach")
                .doesNotContain(PASSWORD);
        assertThat(TelemetryCodec.decode(first(brokers, Topics.TELEMETRY)).getRunId())
                .isEqualTo("secure");
    }

    /** The first message on the topic. */
    private static byte[] first(GivenBrokers brokers, Topics.Topic topic) {
        Map<String, Object> reading =
                brokers.settings(Map.of("group.id", "test-" + topic.name(), "auto.offset.reset", "earliest"));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic.name()));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = 0; i < 20 && records.isEmpty(); i++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            assertThat(records).as(topic.name()).isNotEmpty();
            return records.get(0).value();
        }
    }

    /** The variables that the agent knows, as the other commands are given them. */
    private Map<String, String> environment(String password) {
        return Map.of(
                "FLATLINE_SECURITY_PROTOCOL",
                "SASL_SSL",
                "FLATLINE_SASL_USERNAME",
                "agent",
                "FLATLINE_SASL_PASSWORD",
                password,
                "FLATLINE_SSL_KEYSTORE_LOCATION",
                folder.resolve("agent.p12").toString(),
                "FLATLINE_SSL_KEYSTORE_PASSWORD",
                STORE_PASSWORD,
                "FLATLINE_SSL_TRUSTSTORE_LOCATION",
                folder.resolve("trusted.p12").toString(),
                "FLATLINE_SSL_TRUSTSTORE_PASSWORD",
                STORE_PASSWORD);
    }

    @Test
    void whoIsNotLetInIsToldSoAndNotThatNobodyAnswers() {
        // Given
        GivenBrokers brokers =
                new GivenBrokers(broker.bootstrapServers(), ClientSettings.read(null, environment("hunter2")));

        // Then
        assertThatThrownBy(brokers::requireTopics)
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("do not let us in")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aCommandComesThroughTlsWithCertificateAndPassword() throws Exception {
        // Given
        Command stop = Command.newBuilder()
                .setSchema(1)
                .setCommandId("stop")
                .setRunId("secure")
                .setStop(Stop.getDefaultInstance())
                .build();
        Process training = training(PASSWORD, "trainings.OneFit", "0").start();

        // When
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 120 && training.isAlive(); i++) {
                // The agent listens from the moment at which it reached the broker.
                Command next = stop.toBuilder().setCommandId("stop-" + i).build();
                producer.send(new ProducerRecord<>(Topics.COMMANDS.name(), CommandCodec.encode(next)))
                        .get();
                Thread.sleep(500);
            }
        } finally {
            training.destroyForcibly();
        }

        // Then
        assertThat(training.waitFor()).as(printed()).isZero();
        assertThat(printed()).contains("iterations ").doesNotContain("cannot take commands");
        assertThat(folder.resolve("checkpoints").toFile().list()).hasSize(1);
    }

    @Test
    void aWrongPasswordIsToldWithoutShowingItAndTheTrainingGoesOn() throws Exception {
        // When
        String printed = train("hunter2");

        // Then
        assertThat(printed)
                .contains("flatline: ")
                .containsIgnoringCase("authentication failed")
                .containsPattern("3\\d\\d messages wait on disk")
                .doesNotContain("hunter2");
    }
}
