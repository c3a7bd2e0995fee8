package dev.flatline.alerting.notify.email;

import static dev.flatline.alerting.Alerts.alert;
import static dev.flatline.alerting.Alerts.cause;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelContract;
import dev.flatline.alerting.notify.ChannelFrom;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailChannelTest extends ChannelContract {

    private GreenMail server;

    @BeforeEach
    void startServer() {
        server = new GreenMail(new ServerSetup[] {new ServerSetup(0, null, "smtp"), new ServerSetup(0, null, "smtps")});
        server.setUser("people@example.org", "people", "s3cret");
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    @Override
    protected Channel channel() {
        return channel("port: " + server.getSmtp().getPort(), "encryption: none", "to: [people@example.org]");
    }

    private static Channel channel(String port, String encryption, String to) {
        return ChannelFrom.settings(
                "type: email",
                "host: 127.0.0.1",
                port,
                encryption,
                "user: people",
                "password-env: PASSWORD",
                "from: Flatline <flatline@example.org>",
                to,
                "timeout: 2s");
    }

    @Test
    void saysAllThereIsToSayAsTextAndAsHtml() throws Exception {
        // When
        channel()
                .deliver(Message.of(alert("output-collapse")
                        .causedBy(cause("saturating-stack", "output-collapse"))
                        .told()));

        // Then
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[Flatline CRITICAL] output-collapse in run digits");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("CRITICAL  output-collapse in run digits")
                .contains("Since     iteration 12 (certain at iteration 60)")
                .contains("Sure      80 %")
                .contains("Fix       .activation(Activation.RELU)")
                .contains("https://wiki.example.org/runbooks/output-collapse.md");
        assertThat(parts.getBodyPart(1).getContentType()).contains("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("One answer for every input.", "80 %", "var-run=digits", "</html>");
    }

    @Test
    void mailsOfAnEpisodeMakeAThreadAndOneSentTwiceHasOneId() throws Exception {
        // Given
        Channel channel = channel();
        channel.deliver(Message.of(alert("dead-relu").told()));

        // When
        channel.deliver(Message.of(alert("dead-relu").told()));
        channel.deliver(Message.of(Announcement.of(alert("dead-relu").at(220).resolved())));

        // Then
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails[1].getMessageID()).isEqualTo(mails[0].getMessageID());
        assertThat(mails[2].getMessageID()).isNotEqualTo(mails[0].getMessageID());
        assertThat(mails[2].getHeader("In-Reply-To")).containsExactly(mails[0].getMessageID());
        assertThat(mails[2].getSubject()).isEqualTo("[Flatline RESOLVED] dead-relu in run digits");
    }

    @Test
    void aSweepIsOneMail() throws Exception {
        // Given
        List<Announcement> sweep = IntStream.range(0, 200)
                .mapToObj(i -> alert("output-collapse").inRun("trial-" + i).told())
                .toList();

        // When
        channel().deliver(new Message("digest:1", sweep, Map.of()));

        // Then
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[Flatline] 200 alerts in 200 runs: 200 CRITICAL");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("in 200 runs: trial-0, trial-1")
                .contains("and 188 more");
    }

    @Test
    void aWrongPasswordAServerThatIsGoneAndOneThatCannotEncryptAreWorthAnotherAttempt() {
        // Given
        server.setUser("people@example.org", "people", "another");
        String to = "to: people@example.org";
        Channel wrongPassword = channel();
        Channel gone = channel("port: 1", "encryption: none", to);
        Channel plain = channel("port: " + server.getSmtp().getPort(), "encryption: starttls", to);
        Channel untrusted = channel("port: " + server.getSmtps().getPort(), "encryption: tls", to);
        Message message = Message.of(alert("dead-relu").told());

        // When
        List<Outcome> outcomes = List.of(
                wrongPassword.deliver(message),
                gone.deliver(message),
                plain.deliver(message),
                untrusted.deliver(message));

        // Then
        assertThat(outcomes).allMatch(Outcome.Retryable.class::isInstance);
        assertThat(outcomes.toString()).doesNotContain("s3cret");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aHeaderCannotBeSmuggledInThroughTheNameOfARun() throws Exception {
        // When
        channel()
                .deliver(Message.of(
                        alert("dead-relu").inRun("a\r\nBcc: x@example.org").told()));

        // Then
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).contains("Bcc: x@example.org");
    }
}
