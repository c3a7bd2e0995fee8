package dev.flatline.cli.broker;

import dev.flatline.cli.WrongUseException;
import dev.flatline.events.Topics;
import dev.flatline.events.Topics.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Creates Flatline's topics where they are missing, and says how those that exist differ from what is wanted. Nothing is
 * changed unasked, and the number of partitions never is: it decides which of them the messages of a run go to.
 */
public final class TopicsCreation {

    private final GivenBrokers brokers;

    public TopicsCreation(GivenBrokers brokers) {
        this.brokers = brokers;
    }

    /**
     * How the topics are, in the order in which data flows.
     *
     * @throws WrongUseException if no broker answers
     */
    public List<TopicChange> compare() {
        try (Admin admin = brokers.admin()) {
            Set<String> there = brokers.answer(admin.listTopics().names());
            List<String> ours = Topics.all().stream()
                    .map(Topic::name)
                    .filter(there::contains)
                    .toList();
            Map<String, TopicDescription> described =
                    brokers.answer(admin.describeTopics(ours).allTopicNames());
            Map<ConfigResource, Config> configured = brokers.answer(admin.describeConfigs(
                            ours.stream().map(TopicsCreation::resource).toList())
                    .all());
            return Topics.all().stream()
                    .map(topic -> change(topic, described.get(topic.name()), configured.get(resource(topic.name()))))
                    .toList();
        }
    }

    private static TopicChange change(Topic topic, @Nullable TopicDescription is, @Nullable Config config) {
        if (is == null || config == null) {
            return TopicChange.missing(topic);
        }
        Map<String, String> different = new HashMap<>();
        topic.configuration().forEach((key, wanted) -> {
            ConfigEntry entry = config.get(key);
            String value = entry == null ? "" : String.valueOf(entry.value());
            if (!Set.of(value.split(",", -1)).equals(Set.of(wanted.split(",", -1)))) {
                different.put(key, value);
            }
        });
        return new TopicChange(topic, true, is.partitions().size(), different);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /**
     * Creates what is missing, each topic kept as many times as the brokers decide.
     *
     * @throws WrongUseException if no broker answers or it refuses, saying why
     */
    public List<TopicChange> create() {
        return create(Optional.empty());
    }

    /**
     * The same, with so many copies of each topic.
     *
     * @return how the topics were before
     */
    public List<TopicChange> create(Optional<Short> copies) {
        List<TopicChange> before = compare();
        List<NewTopic> missing = before.stream()
                .filter(change -> !change.exists())
                .map(change -> asKafkaWantsIt(change.topic(), copies))
                .toList();
        try (Admin admin = brokers.admin()) {
            admin.createTopics(missing).all().get();
            return before;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return create(copies);
            }
            throw refused("Creating", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WrongUseException("Creating topics was interrupted");
        }
    }

    /**
     * Gives existing topics the settings they should have; their partitions stay.
     *
     * @throws WrongUseException if the brokers refuse, saying why
     */
    public void alter(List<TopicChange> changes) {
        Map<ConfigResource, Collection<AlterConfigOp>> wanted = changes.stream()
                .filter(change -> !change.settings().isEmpty())
                .collect(Collectors.toMap(change -> resource(change.topic().name()), TopicsCreation::operations));
        try (Admin admin = brokers.admin()) {
            admin.incrementalAlterConfigs(wanted).all().get();
        } catch (ExecutionException e) {
            throw refused("Changing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WrongUseException("Changing topics was interrupted");
        }
    }

    private static Collection<AlterConfigOp> operations(TopicChange change) {
        List<AlterConfigOp> operations = new ArrayList<>();
        for (String key : change.settings().keySet()) {
            String value = change.topic().configuration().get(key);
            operations.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
        }
        return operations;
    }

    private WrongUseException refused(String what, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new WrongUseException(
                what + " topics at " + brokers.bootstrapServers() + " failed: " + cause.getMessage());
    }

    private static NewTopic asKafkaWantsIt(Topic topic, Optional<Short> copies) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), copies).configs(topic.configuration());
    }
}
