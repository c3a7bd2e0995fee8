package dev.flatline.cli.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import dev.flatline.events.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {

    @Test
    void servesAndLeavesNothingBehind() throws Exception {
        // Given
        TemporaryDirectory directory = TemporaryDirectory.create(new Endings());
        Path path = directory.path();
        EmbeddedBroker broker = EmbeddedBroker.start(path);
        String servers = broker.bootstrapServers();

        // When
        List<TopicChange> created = new TopicsCreation(new GivenBrokers(servers)).create();
        produce(servers);
        String consumed = consume(servers);
        broker.close();
        directory.close();

        // Then
        assertThat(created).extracting(TopicChange::topic).isEqualTo(Topics.all());
        assertThat(created).noneMatch(TopicChange::exists);
        assertThat(consumed).isEqualTo("hello");
        assertThat(path).doesNotExist();
        assertThat(answers(servers)).isFalse();
        assertThat(brokerThreads()).isEmpty();
    }

    @Test
    void listensOnThisMachineOnly() throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.create(new Endings());
                EmbeddedBroker broker = EmbeddedBroker.start(directory.path())) {
            // When
            String settings = Files.readString(directory.path().resolve("broker-1/server.properties"), UTF_8);

            // Then
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
            assertThat(settings.lines().filter(line -> line.startsWith("listeners=")))
                    .hasSize(1)
                    .allMatch(line -> line.matches("listeners=PLAINTEXT\\\\://127\\.0\\.0\\.1\\\\:\\d+,"
                            + "CONTROLLER\\\\://127\\.0\\.0\\.1\\\\:\\d+"));
        }
    }

    @Test
    void topicsThatExistAreLeftAsTheyAreUnlessAskedAndTheirDifferencesToldOf() throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.create(new Endings());
                EmbeddedBroker broker = EmbeddedBroker.start(directory.path())) {
            // Given
            GivenBrokers brokers = new GivenBrokers(broker.bootstrapServers());
            try (Admin admin = brokers.admin()) {
                NewTopic own = new NewTopic(Topics.TELEMETRY.name(), 2, (short) 1);
                brokers.answer(admin.createTopics(List.of(own.configs(Map.of("retention.ms", "1000"))))
                        .all());
            }
            TopicsCreation topics = new TopicsCreation(brokers);
            topics.create();

            // When
            List<TopicChange> before = topics.compare();
            topics.alter(before);
            List<String> after = topics.compare().get(0).differences();
            // The broker answers before it has read its own log.
            for (int i = 0; i < 50 && after.size() > 1; i++) {
                Thread.sleep(100);
                after = topics.compare().get(0).differences();
            }

            // Then
            brokers.requireTopics();
            assertThat(before).allMatch(TopicChange::exists);
            assertThat(before.get(0).differences())
                    .containsExactly(
                            "2 partitions, not 6",
                            "message.timestamp.type=CreateTime, not LogAppendTime",
                            "retention.ms=1000, not 604800000");
            assertThat(after).containsExactly("2 partitions, not 6");
            assertThat(before.subList(1, before.size()))
                    .allMatch(change -> change.differences().isEmpty());
        }
    }

    private static void produce(String servers) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.RUNS.name(), "run", "hello".getBytes(UTF_8)))
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private static String consume(String servers) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(Topics.RUNS.name(), 0)));
            ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofSeconds(10));
            return new String(records.iterator().next().value(), UTF_8);
        }
    }

    private static boolean answers(String servers) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(servers.substring(10))),
                    500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Threads whose names show that they serve requests or keep logs. */
    private static List<String> brokerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.matches("(data-plane|kafka-log-cleaner|raft-|controller-).*"))
                .toList();
    }
}
