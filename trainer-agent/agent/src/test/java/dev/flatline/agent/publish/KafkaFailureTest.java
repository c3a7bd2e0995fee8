package dev.flatline.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaFailureTest {

    static Stream<Throwable> last() {
        return Stream.of(
                new RecordTooLargeException("large"),
                new KafkaException("wrapped", new RecordTooLargeException("large")),
                new KafkaException("wrapped", new KafkaException(new RecordTooLargeException("large"))),
                new TopicAuthorizationException("not yours"),
                new IllegalStateException("a bug"));
    }

    static Stream<Throwable> passing() {
        return Stream.of(
                new TimeoutException("expired"),
                new TimeoutException("not there", new UnknownTopicOrPartitionException("no such topic")),
                new SaslAuthenticationException("wrong password"),
                new KafkaException("Failed to construct", new ConfigException("No resolvable bootstrap urls")),
                new KafkaException("Producer is closed forcefully."),
                new OutOfOrderSequenceException("gap"),
                new KafkaException("in an error state", new OutOfOrderSequenceException("gap")));
    }

    @ParameterizedTest
    @MethodSource("last")
    void whatTheBrokerWillNeverTakeIsNotTriedAgain(Throwable failure) {
        assertThat(KafkaFailure.answer(failure)).isInstanceOf(Answer.Never.class);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatMayPassIsTriedAgain(Throwable failure) {
        assertThat(KafkaFailure.answer(failure)).isInstanceOf(Answer.NotNow.class);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void theReasonIsToldWhereThereIsMoreThanNoAnswer(Throwable failure) {
        // When
        String reason = ((Answer.NotNow) KafkaFailure.answer(failure)).reason();

        // Then
        boolean nothing = failure.getCause() == null
                && (failure instanceof TimeoutException || failure.getClass() == KafkaException.class);
        assertThat(reason.isEmpty()).isEqualTo(nothing);
        assertThat(reason)
                .contains(failure.getCause() == null ? "" : failure.getCause().getMessage());
    }
}
