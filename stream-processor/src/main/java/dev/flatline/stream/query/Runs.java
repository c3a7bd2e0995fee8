package dev.flatline.stream.query;

import dev.flatline.stream.RunSignals;
import java.util.List;
import java.util.Optional;

/** The runs that are known, here and at other instances. */
public interface Runs {

    /**
     * The runs of this instance as they stand now, ended ones that are not forgotten yet included.
     *
     * @throws NotNowException while partitions are being handed over
     */
    List<RunSignals> here();

    /**
     * One run of this instance.
     *
     * @throws NotNowException while partitions are being handed over
     */
    Optional<RunSignals> here(String run);

    /** Who would have this run, if it is not this instance. */
    Optional<Peer> elsewhere(String run);

    /** The other instances. */
    List<Peer> peers();

    /** Another instance, at the address it announces. */
    record Peer(String host, int port) {}

    /** Ask again in a second. */
    final class NotNowException extends RuntimeException {

        public NotNowException(String why) {
            super(why);
        }
    }
}
