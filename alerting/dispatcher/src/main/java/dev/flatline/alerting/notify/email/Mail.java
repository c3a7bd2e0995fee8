package dev.flatline.alerting.notify.email;

import dev.flatline.alerting.notify.Digest;
import dev.flatline.alerting.notify.Excerpt;
import dev.flatline.alerting.notify.Facts;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Messages as mails. A mail's id is made of the message's key, so that a mail sent twice is one to most programs, and
 * later mails of an episode refer to its first.
 */
final class Mail {

    private static final int SUBJECT = 200;

    private final EmailSettings settings;
    private final MailText text;
    private final MailHtml html;

    Mail(EmailSettings settings, Links links) {
        this.settings = settings;
        this.text = new MailText(links);
        this.html = new MailHtml(links);
    }

    MimeMessage of(Message message, Session session) throws MessagingException {
        MimeMessage mail = new Identified(session, id(message.key()));
        mail.setFrom(settings.from());
        mail.setRecipients(jakarta.mail.Message.RecipientType.TO, settings.to().toArray(Address[]::new));
        mail.setSubject(subject(message), StandardCharsets.UTF_8.name());
        mail.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Flatline-Key", printable(message.key()));
        if (!message.isDigest() && isLater(message)) {
            String first = id(message.first().episode() + ":1");
            mail.setHeader("In-Reply-To", first);
            mail.setHeader("References", first);
        }
        mail.setContent(body(message));
        return mail;
    }

    private static boolean isLater(Message message) {
        return message.first().resolved() || message.first().repeat() > 0;
    }

    private MimeMultipart body(Message message) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text.of(message), StandardCharsets.UTF_8.name());
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html.of(message), StandardCharsets.UTF_8.name(), "html");
        return new MimeMultipart("alternative", plain, rich);
    }

    /** The same for all mails of an episode but for what stands in brackets, which programs leave out of account. */
    private static String subject(Message message) {
        if (message.isDigest()) {
            return Excerpt.of(printable("[Flatline] " + new Digest(message.announcements()).headline()), SUBJECT);
        }
        Facts facts = new Facts(message.first().alert());
        String standing = message.first().repeat() > 0 ? "STILL " + facts.standing() : facts.standing();
        return Excerpt.of(printable("[Flatline " + standing + "] " + facts.headline()), SUBJECT);
    }

    private String id(String key) {
        String address = settings.from().getAddress();
        String host = address.substring(address.indexOf('@') + 1);
        return "<" + key.replaceAll("[^A-Za-z0-9.:_-]", "_") + "@" + host + ">";
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** A mail that keeps the id it is given. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
