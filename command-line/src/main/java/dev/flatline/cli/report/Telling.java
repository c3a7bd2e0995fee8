package dev.flatline.cli.report;

import dev.flatline.stream.RunSignals;

/** How it is told, now and then, how a run stands. */
public interface Telling {

    /** One line each time, for log files. */
    Telling PLAIN = StatusLine::of;

    /** Hears of everything, told or not. */
    default void hear(RunSignals signals) {}

    /** What to print; may have several lines, the last one without an end. */
    String tell(RunSignals signals);
}
