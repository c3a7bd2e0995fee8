package dev.flatline.alerting.notify.email;

import dev.flatline.alerting.configure.Secret;
import dev.flatline.alerting.configure.Section;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which server takes our mail, and for whom.
 *
 * @param server where it is and how to talk to it
 * @param from the sender
 * @param to at least one recipient
 */
record EmailSettings(Server server, InternetAddress from, List<InternetAddress> to) {

    private static final InternetAddress NOBODY = new InternetAddress();

    EmailSettings {
        to = List.copyOf(to);
    }

    /**
     * A server for SMTP.
     *
     * @param host its name
     * @param port 587 for submission
     * @param encryption {@code starttls}, which must succeed, {@code tls} or {@code none}
     * @param user whom to log in as; empty for nobody
     * @param password of the user; {@code null} for no user
     * @param timeout for connecting, for an answer, and for writing, each
     */
    record Server(
            String host,
            int port,
            String encryption,
            String user,
            @Nullable Secret password,
            Duration timeout) {

        /** As the mail library wants it. */
        Properties properties() {
            Properties properties = new Properties();
            String millis = Long.toString(timeout.toMillis());
            properties.put("mail.smtp.host", host);
            properties.put("mail.smtp.port", Integer.toString(port));
            properties.put("mail.smtp.connectiontimeout", millis);
            properties.put("mail.smtp.timeout", millis);
            properties.put("mail.smtp.writetimeout", millis);
            properties.put("mail.smtp.auth", Boolean.toString(password != null));
            properties.put("mail.smtp.sendpartial", "true");
            properties.put("mail.smtp.ssl.enable", Boolean.toString(encryption.equals("tls")));
            properties.put("mail.smtp.starttls.enable", Boolean.toString(encryption.equals("starttls")));
            properties.put("mail.smtp.starttls.required", Boolean.toString(encryption.equals("starttls")));
            properties.put("mail.smtp.ssl.checkserveridentity", "true");
            return properties;
        }
    }

    static EmailSettings read(Section section) {
        String host = section.required("host", "the name of a mail server");
        int port = section.number("port", 587, 65_535);
        String encryption = section.choice("encryption", "starttls", List.of("starttls", "tls", "none"));
        String user = section.text("user", "");
        @Nullable Secret password = section.secrets().optional("password");
        if (user.isEmpty() != (password == null)) {
            section.complain("user", "needs both user and password-file or password-env, or neither");
        }
        Duration timeout = section.wait("timeout", Duration.ofSeconds(10));
        Server server = new Server(host, port, encryption, user, password, timeout);
        return new EmailSettings(server, sender(section), recipients(section));
    }

    private static InternetAddress sender(Section section) {
        String from = section.required("from", "the address that mails come from");
        return from.isEmpty() ? NOBODY : address(section, "from", from);
    }

    private static List<InternetAddress> recipients(Section section) {
        List<InternetAddress> to = new ArrayList<>();
        section.texts("to", "an address").forEach(text -> to.add(address(section, "to", text)));
        if (to.isEmpty()) {
            section.complain("to", "must have to, one address or a list of them");
        }
        return to;
    }

    private static InternetAddress address(Section section, String key, String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            section.complain(key, "has '" + text + "' in it, which is no e-mail address");
            return NOBODY;
        }
    }
}
