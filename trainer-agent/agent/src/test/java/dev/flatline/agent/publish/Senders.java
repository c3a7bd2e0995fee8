package dev.flatline.agent.publish;

import java.util.function.Consumer;

/** Senders as the publisher makes them, but before another link and without a disk. */
final class Senders {

    private Senders() {}

    static Sender withoutSpool(Outbox outbox, Link link, Consumer<String> console) {
        Reachability reachability = new Reachability("broker:1", console);
        Delivery.Waiting waiting = new Delivery.Waiting(outbox, new Spool(SpoolLimit.NONE, console));
        return new Sender(new Delivery(waiting, link, reachability), reachability);
    }
}
