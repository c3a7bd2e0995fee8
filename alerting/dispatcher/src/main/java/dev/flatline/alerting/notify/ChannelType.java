package dev.flatline.alerting.notify;

import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.configure.Section;
import java.util.function.Supplier;

/**
 * A kind of channel, of which there may be several with different settings.
 *
 * @param name as in {@code type: slack}
 * @param rate what its receiver takes where the settings say nothing
 * @param reader reads the settings of one
 */
public record ChannelType(String name, Rate rate, Reader reader) {

    /** Makes channels from settings. */
    public interface Reader {

        /** Asks for every key of this type; what it gives is called if nothing was wrong with them. */
        Supplier<Channel> read(Section section, Links links);
    }
}
