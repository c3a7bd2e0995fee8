package dev.flatline.alerting.notify.console;

import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.Outcome;

/** Prints each alert as it fires or resolves; each in one write, so that output of others does not cut it in two. */
public final class ConsoleChannel implements Channel {

    private final ConsoleSettings settings;
    private final AlertText text;

    public ConsoleChannel(ConsoleSettings settings) {
        this.settings = settings;
        this.text = new AlertText(settings.colour() ? Paint.ANSI : Paint.NONE);
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public Outcome deliver(Announcement announcement) {
        settings.out().println(text.of(announcement));
        return settings.out().checkError()
                ? new Outcome.Rejected("the terminal or file that alerts are printed to is closed")
                : new Outcome.Delivered();
    }
}
