package dev.flatline.alerting.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.flatline.alerting.mute.Announcement;
import java.util.Locale;

/**
 * How it stands with one announcement on one channel.
 *
 * @param channel name of the channel
 * @param announcement what is to be told; of an episode's firing message the newest reminder
 * @param state how far it has come
 * @param message key of the message that it is sent in; empty while it waits
 * @param acceptedMillis when it was taken in, milliseconds since the epoch
 * @param changedMillis when it came to this state
 * @param note the channel's receipt if it was delivered; else the reason why it was not
 */
public record Entry(
        String channel,
        Announcement announcement,
        State state,
        String message,
        long acceptedMillis,
        long changedMillis,
        String note) {

    /** How far an announcement has come. */
    public enum State {
        /** Taken in. */
        WAITING,
        /** Put into a message, which may have been sent. */
        CLAIMED,
        /** The receiver has it. */
        DELIVERED,
        /** The receiver does not want it. */
        REJECTED,
        /** It became too old. */
        EXPIRED,
        /** There was no need to tell it, because it was over before it could be told. */
        MUTED;

        /** As written in JSON and in metrics: lower case. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing more is to be done. */
        public boolean isFinal() {
            return this != WAITING && this != CLAIMED;
        }
    }

    /** One that has just been taken in. */
    public static Entry waiting(String channel, Announcement announcement, long millis) {
        return new Entry(channel, announcement, State.WAITING, "", millis, millis, "");
    }

    /** The same for all that becomes of one announcement, its reminders included. */
    @JsonIgnore
    public String key() {
        return key(channel, announcement.episode(), announcement.alert().sequence());
    }

    static String key(String channel, String episode, int sequence) {
        return channel + "/" + episode + ":" + sequence;
    }

    /** The same with the gist of the alert only. */
    public Entry brief() {
        return new Entry(channel, announcement.brief(), state, message, acceptedMillis, changedMillis, note);
    }

    /** The same, put into a message. */
    public Entry claimed(String messageKey, long millis) {
        return new Entry(channel, announcement, State.CLAIMED, messageKey, acceptedMillis, millis, note);
    }

    /** The same, when nothing more is to be done. */
    public Entry ended(State end, long millis, String why) {
        return new Entry(channel, announcement, end, message, acceptedMillis, millis, why);
    }
}
