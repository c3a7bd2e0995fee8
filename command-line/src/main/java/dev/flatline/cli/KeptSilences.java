package dev.flatline.cli;

import dev.flatline.alerting.serve.SilenceStore;
import dev.flatline.alerting.silence.Silence;
import dev.flatline.alerting.topic.SilencesTopic;
import dev.flatline.cli.broker.GivenBrokers;
import java.util.List;

/** The silences on their topic, read anew each time. */
final class KeptSilences implements SilenceStore, AutoCloseable {

    private final SilencesTopic topic;

    KeptSilences(GivenBrokers brokers) {
        this.topic = new SilencesTopic(SilenceCommand.connection(brokers));
    }

    @Override
    public List<Silence> notOver() {
        return topic.read().notOver(System.currentTimeMillis());
    }

    @Override
    public void write(Silence silence) {
        topic.write(silence);
    }

    @Override
    public void close() {
        topic.close();
    }
}
