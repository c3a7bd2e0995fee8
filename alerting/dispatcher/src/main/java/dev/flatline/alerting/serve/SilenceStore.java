package dev.flatline.alerting.serve;

import dev.flatline.alerting.silence.Silence;
import java.util.List;

/** Reads and writes silences. */
public interface SilenceStore {

    /** Those that are not over. */
    List<Silence> notOver();

    /** Keeps one, in place of what has its id. */
    void write(Silence silence);
}
