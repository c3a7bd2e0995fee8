package dev.flatline.alerting.notify.http;

import dev.flatline.alerting.notify.Outcome;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * What came back.
 *
 * @param status of the answer; 0 if there was none
 * @param headers of the answer
 * @param body as far as it came, cut at 64 KiB
 * @param failure why it did not come to its end, in words; empty if it did
 */
public record Answer(int status, HttpHeaders headers, String body, String failure) {

    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(24);
    private static final HttpHeaders NONE = HttpHeaders.of(java.util.Map.of(), (name, value) -> true);

    static Answer none(String failure) {
        return new Answer(0, NONE, "", failure);
    }

    /** Whether the receiver took the request, whatever became of the body of its answer. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether all of it came. */
    public boolean isComplete() {
        return failure.isEmpty();
    }

    /**
     * What it means, as far as the status tells: 2xx is a delivery; 408, 425, 429 and 5xx, a timeout and a broken
     * connection are worth another attempt, when {@code Retry-After} says so; anything else, redirections included, is a
     * refusal.
     *
     * @param who the receiver, without secrets
     */
    public Outcome outcome(String who) {
        if (status == 0) {
            return new Outcome.Retryable("posting to " + who + " failed: " + failure);
        }
        if (isSuccess()) {
            return new Outcome.Delivered();
        }
        String reason = who + " answered with HTTP status " + status;
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            return new Outcome.Retryable(reason, retryAfter(Clock.systemUTC()));
        }
        return new Outcome.Rejected(reason + (status < 400 ? "; give the address it redirects to" : ""));
    }

    /** How long the receiver asked to be left alone: seconds, or until a date; a day at most. */
    Duration retryAfter(Clock clock) {
        Duration asked = headers.firstValue("Retry-After")
                .map(value -> value.matches("\\d{1,6}")
                        ? Duration.ofSeconds(Long.parseLong(value))
                        : until(value, clock.instant()))
                .orElse(Duration.ZERO);
        return asked.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : asked;
    }

    private static Duration until(String date, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
