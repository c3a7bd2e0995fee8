package dev.flatline.agent.publish;

/** What the way to the broker says of a message: when it is handed over, and again when its fate is known. */
sealed interface Answer {

    /** It was taken for delivery; or, later, it has arrived. Of the way itself: it is open. */
    record Yes() implements Answer {}

    /** Of the way itself only: it is being opened. */
    record NotYet() implements Answer {}

    /**
     * Not now: the broker is away, or lets us in no more; the same message may be accepted later.
     *
     * @param reason in words; empty where nothing is known but that no answer came
     */
    record NotNow(String reason) implements Answer {}

    /** Never: it is too large, or we may not write there. */
    record Never(String reason) implements Answer {}
}
