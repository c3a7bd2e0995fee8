package dev.flatline.cli.broker;

import dev.flatline.cli.WrongUseException;
import dev.flatline.events.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Somebody's Kafka brokers.
 *
 * @param bootstrapServers as the user gave them, such as {@code kafka1:9092,kafka2:9092}
 * @param client how to be let in
 */
public record GivenBrokers(String bootstrapServers, ClientSettings client) {

    private static final int ANSWER_SECONDS = 5;

    /** Brokers that let everybody in. */
    public GivenBrokers(String bootstrapServers) {
        this(bootstrapServers, ClientSettings.NONE);
    }

    /** Settings of a client of these brokers: those given here, and how to be let in. */
    public Map<String, Object> settings(Map<String, ?> own) {
        Map<String, Object> all = client.and(own);
        all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return all;
    }

    /** How to reach them and be let in, for what takes Kafka's settings as text. */
    public Map<String, String> texts() {
        Map<String, String> all = new HashMap<>(client.asMap());
        all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return all;
    }

    /**
     * Makes sure that they answer, within about 5 seconds.
     *
     * @throws WrongUseException if they do not, saying what to do
     */
    public void requireReachable() {
        topicNames();
    }

    /**
     * Makes sure that they answer and have Flatline's topics.
     *
     * @throws WrongUseException if not, saying what to do
     */
    public void requireTopics() {
        Set<String> there = topicNames();
        List<String> missing = Topics.all().stream()
                .map(Topics.Topic::name)
                .filter(name -> !there.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new WrongUseException("The Kafka cluster at " + bootstrapServers + " lacks the topics "
                    + String.join(", ", missing) + ". Run: flatline topics create --bootstrap-servers "
                    + bootstrapServers);
        }
    }

    /** Whether they answer now. */
    public boolean areReachable() {
        try {
            topicNames();
            return true;
        } catch (WrongUseException e) {
            return false;
        }
    }

    private Set<String> topicNames() {
        try (Admin admin = admin()) {
            return answer(admin.listTopics().names());
        }
    }

    Admin admin() {
        try {
            return Admin.create(settings(Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    1_000 * ANSWER_SECONDS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    1_000 * ANSWER_SECONDS,
                    AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
                    false)));
        } catch (KafkaException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        }
    }

    <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(2 * ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private WrongUseException unreachable(Throwable cause) {
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            return new WrongUseException("The Kafka brokers at " + bootstrapServers + " do not let us in ("
                    + cause.getMessage() + "). Check user, password and certificates; see --kafka-config.");
        }
        return new WrongUseException("No Kafka broker answered at " + bootstrapServers + " (" + cause.getMessage()
                + "). Check the address and that the broker runs.");
    }
}
