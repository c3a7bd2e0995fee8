package dev.flatline.alerting.notify.email;

import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.configure.Secret;
import dev.flatline.alerting.configure.Section;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelType;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.function.Supplier;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mails through a server for SMTP, with a connection for each. */
public final class EmailChannel implements Channel {

    public static final ChannelType TYPE = new ChannelType("email", Rate.FOR_PEOPLE, EmailChannel::read);

    private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);
    private static final int MOST = 1_000;

    private final EmailSettings settings;
    private final Mail mail;
    private final Session session;

    private EmailChannel(EmailSettings settings, Links links) {
        this.settings = settings;
        this.mail = new Mail(settings, links);
        this.session = Session.getInstance(settings.server().properties());
    }

    private static Supplier<Channel> read(Section section, Links links) {
        EmailSettings settings = EmailSettings.read(section);
        return () -> new EmailChannel(settings, links);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Outcome deliver(Message message) {
        try {
            MimeMessage mime = mail.of(message, session);
            Address[] to = mime.getAllRecipients();
            try (Transport transport = session.getTransport("smtp")) {
                connect(transport);
                transport.sendMessage(mime, to);
            }
            return new Outcome.Delivered();
        } catch (SendFailedException e) {
            return refused(e);
        } catch (MessagingException e) {
            return new Outcome.Retryable("mailing through " + settings.server().host() + " failed: " + words(e));
        }
    }

    private void connect(Transport transport) throws MessagingException {
        @Nullable Secret password = settings.server().password();
        if (password == null) {
            transport.connect();
        } else {
            transport.connect(settings.server().user(), password.value());
        }
    }

    private Outcome refused(SendFailedException e) {
        Address[] reached = e.getValidSentAddresses();
        if (reached != null && reached.length > 0) {
            LOG.warn("A mail was not taken for some of its recipients: {}", words(e));
            return new Outcome.Delivered();
        }
        String reason = settings.server().host() + " did not take the mail: " + words(e);
        return isFinal(e) ? new Outcome.Rejected(reason) : new Outcome.Retryable(reason);
    }

    /** An SMTP code of 5xx is a refusal, one of 4xx asks to come back. */
    private static boolean isFinal(SendFailedException e) {
        @Nullable Exception cause = e;
        while (cause instanceof MessagingException failure) {
            int code = failure instanceof SMTPAddressFailedException address
                    ? address.getReturnCode()
                    : failure instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
            if (code >= 500) {
                return true;
            }
            cause = failure.getNextException();
        }
        return false;
    }

    private static String words(MessagingException e) {
        @Nullable Exception cause = e.getNextException();
        String message = String.valueOf(e.getMessage()).strip();
        return cause == null
                ? message
                : message + " (" + String.valueOf(cause.getMessage()).strip() + ")";
    }
}
