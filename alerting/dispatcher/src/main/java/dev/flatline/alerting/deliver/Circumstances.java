package dev.flatline.alerting.deliver;

/** What an outbox has to ask others. */
interface Circumstances {

    /** Whether the letter must not be sent now, though it may be later. */
    boolean holdsBack(Letter letter, long nowMillis);

    /** Whether people were told that the episode fires. */
    boolean wasTold(String episode);
}
