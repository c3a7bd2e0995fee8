package dev.flatline.cli.broker;

import dev.flatline.cli.WrongUseException;
import dev.flatline.events.Topics;
import dev.flatline.events.Topics.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates Flatline's topics where they are missing; what exists is left as it is. The broker decides how many copies
 * of them are kept.
 */
public final class TopicsCreation {

    private final GivenBrokers brokers;

    public TopicsCreation(GivenBrokers brokers) {
        this.brokers = brokers;
    }

    /**
     * The topics that are not there, in the order in which data flows.
     *
     * @throws WrongUseException if no broker answers
     */
    public List<Topic> missing() {
        try (Admin admin = brokers.admin()) {
            Set<String> there = brokers.answer(admin.listTopics().names());
            return Topics.all().stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .toList();
        }
    }

    /**
     * Creates what is missing.
     *
     * @throws WrongUseException if no broker answers or it refuses, saying why
     */
    public List<Topic> create() {
        List<Topic> missing = missing();
        try (Admin admin = brokers.admin()) {
            admin.createTopics(
                            missing.stream().map(TopicsCreation::asKafkaWantsIt).toList())
                    .all()
                    .get();
            return missing;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return create();
            }
            throw new WrongUseException(
                    "Creating topics at " + brokers.bootstrapServers() + " failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WrongUseException("Creating topics was interrupted");
        }
    }

    private static NewTopic asKafkaWantsIt(Topic topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(topic.configuration());
    }
}
