package dev.flatline.alerting.deliver;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.mute.Windows;
import dev.flatline.alerting.route.Telling;

/** The world around deliveries: the time, and what people have asked for since an alert was taken in. */
public interface Context {

    /** Milliseconds since the epoch. */
    long millis();

    /** Whether somebody has silenced the alert. */
    boolean isSilenced(Alert alert, long nowMillis);

    /** Whether the attempt of the run that the alert speaks of is over, so that nobody needs reminding of it. */
    boolean isOver(Alert alert);

    /** How the alert is to be told on a channel, by the settings that hold now. */
    Telling telling(String channel, Alert alert);

    /** The times in which nothing is told. */
    Windows windows();
}
