package org.amparo.demo;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes every e-mail the demo sends, for whomever, and shows it on a page. Nothing leaves this machine. */
public final class DemoMailbox implements AutoCloseable {

    private static final int SHOWN = 200;

    private final GreenMail server;

    private DemoMailbox(GreenMail server) {
        this.server = server;
    }

    /** Listens on a free port of the loopback interface. */
    public static DemoMailbox open() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        server.start();
        return new DemoMailbox(server);
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** What came in, newest first; not more than a page can show. */
    public List<Mail> mails() {
        return Arrays.stream(server.getReceivedMessages())
                .map(Mail::of)
                .sorted(Comparator.comparing(Mail::sent).reversed())
                .limit(SHOWN)
                .toList();
    }

    /** Mails to one address, newest first. */
    public List<Mail> mailsTo(String address) {
        return mails().stream().filter(mail -> mail.to().contains(address)).toList();
    }

    public void clear() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    public record Mail(Date sent, String from, String to, String subject, String text) {

        private static Mail of(MimeMessage message) {
            try {
                var sent = message.getSentDate() == null ? new Date(0) : message.getSentDate();
                return new Mail(
                        sent,
                        InternetAddress.toUnicodeString(message.getFrom()),
                        InternetAddress.toUnicodeString(message.getRecipients(Message.RecipientType.TO)),
                        message.getSubject() == null ? "" : message.getSubject(),
                        text(message.getContent()));
            } catch (MessagingException unreadable) {
                throw new IllegalStateException(unreadable);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private static String text(@Nullable Object content) throws MessagingException, IOException {
            if (content instanceof MimeMultipart parts) {
                for (int part = 0; part < parts.getCount(); part++) {
                    if (parts.getBodyPart(part).isMimeType("text/plain")) {
                        return text(parts.getBodyPart(part).getContent());
                    }
                }
                return parts.getCount() == 0 ? "" : text(parts.getBodyPart(0).getContent());
            }
            return content == null ? "" : content.toString();
        }
    }
}
