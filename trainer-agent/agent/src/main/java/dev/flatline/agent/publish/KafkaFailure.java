package dev.flatline.agent.publish;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/** What the producer's ways of failing mean for a message. */
final class KafkaFailure {

    /** What a producer that is closed in haste tells of every record it still had. */
    private static final String CLOSED = "Producer is closed forcefully.";

    private KafkaFailure() {}

    static Answer answer(Throwable failure) {
        if (!isPassing(failure)) {
            return new Answer.Never(words(failure));
        }
        boolean onlyLate = failure instanceof TimeoutException && failure.getCause() == null;
        return new Answer.NotNow(onlyLate || CLOSED.equals(failure.getMessage()) ? "" : words(failure));
    }

    /**
     * Whether the same message may be accepted later: also when a password or a host name has been put right, but not
     * when the broker judged the message itself, however deep that is told.
     */
    private static boolean isPassing(Throwable failure) {
        boolean passes = failure instanceof RetriableException || failure instanceof AuthenticationException;
        boolean judged = causes(failure).anyMatch(KafkaFailure::isJudgement);
        return passes || (failure instanceof KafkaException && !judged);
    }

    /** Kafka's errors that stem from the broker or from its limits, but for those that it says may be retried. */
    private static boolean isJudgement(Throwable cause) {
        return cause instanceof ApiException
                && !(cause instanceof RetriableException)
                && !(cause instanceof AuthenticationException)
                && !isOfProducer(cause);
    }

    /** The broker has lost track of what this producer has sent before. */
    private static boolean isOfProducer(Throwable cause) {
        return cause instanceof OutOfOrderSequenceException
                || cause instanceof InvalidProducerEpochException
                || cause instanceof ProducerFencedException;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }

    /** Whether the producer itself is of no use any more, so that the next message needs another one. */
    static boolean spoilsProducer(Throwable failure) {
        return !(failure instanceof ApiException) || isOfProducer(failure);
    }

    private static String words(Throwable failure) {
        Throwable cause = failure.getCause();
        String message = String.valueOf(failure.getMessage());
        return cause == null || cause.getMessage() == null ? message : message + ": " + cause.getMessage();
    }
}
