package dev.flatline.alerting.notify.console;

import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.configure.Section;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelType;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Prints each alert as it fires or resolves; each in one write, so that output of others does not cut it in two. */
public final class ConsoleChannel implements Channel {

    /** Prints to standard error, where Flatline says everything. */
    public static final ChannelType TYPE = new ChannelType("console", Rate.UNLIMITED, ConsoleChannel::read);

    private final ConsoleSettings settings;
    private final AlertText text;

    public ConsoleChannel(ConsoleSettings settings) {
        this.settings = settings;
        this.text = new AlertText(settings.colour() ? Paint.ANSI : Paint.NONE);
    }

    private static Supplier<Channel> read(Section section, Links links) {
        boolean colour = section.yesOrNo("colour", false);
        return () -> new ConsoleChannel(new ConsoleSettings(
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8), colour));
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public Outcome deliver(Message message) {
        message.announcements().forEach(announcement -> settings.out().println(text.of(announcement)));
        return settings.out().checkError()
                ? new Outcome.Rejected("the terminal or file that alerts are printed to is closed")
                : new Outcome.Delivered();
    }
}
