package org.amparo.correspondence;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.MemberEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Carries letters from the outbox to the mail server, a few at a time and never inside somebody's transaction. Delivery is at least once:
 * a letter keeps its message id, so that a second copy after a crash can be told.
 */
@Component
@EnableConfigurationProperties(CorrespondenceSettings.class)
class Postman {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);
    private static final int AT_ONCE = 20;

    private final Outbox outbox;
    private final LetterWriter writer;
    private final Directory directory;
    private final ObjectProvider<JavaMailSender> mail;
    private final CorrespondenceSettings settings;
    private final String from;
    private final String domain;
    private final Clock clock;

    Postman(
            Outbox outbox,
            LetterWriter writer,
            Directory directory,
            ObjectProvider<JavaMailSender> mail,
            CorrespondenceSettings settings,
            @Value("${amparo.mail.from:amparo@localhost}") String from,
            @Value("${amparo.address:http://localhost:8080}") URI address,
            Clock clock) {
        this.outbox = outbox;
        this.writer = writer;
        this.directory = directory;
        this.mail = mail;
        this.settings = settings;
        this.from = from;
        this.domain = address.getHost() == null ? "localhost" : address.getHost();
        this.clock = clock;
    }

    boolean hasMailServer() {
        return sender() != null;
    }

    /** A sender that knows a host; where none is configured, it is there and has none. */
    private @Nullable JavaMailSender sender() {
        var sender = mail.getIfAvailable();
        return sender instanceof JavaMailSenderImpl known
                        && (known.getHost() == null || known.getHost().isBlank())
                ? null
                : sender;
    }

    /** Sends what is due. Without a mail server letters wait, and the steward is told so. */
    @Scheduled(
            fixedDelayString = "${amparo.correspondence.send-every:2s}",
            initialDelayString = "${amparo.correspondence.send-every:2s}")
    void deliver() {
        var start = clock.instant();
        outbox.dropOvertaken(start, start.minus(settings.newsFor()));
        var sender = sender();
        if (sender == null) {
            return;
        }
        int taken;
        do {
            var letters = outbox.take(AT_ONCE, settings.lease(), clock.instant());
            letters.forEach(letter -> deliver(letter, sender));
            taken = letters.size();
        } while (taken == AT_ONCE);
    }

    private void deliver(Letter letter, JavaMailSender sender) {
        var reader = readerOf(letter);
        if (reader.isEmpty()) {
            outbox.settle(letter.id(), LetterState.DROPPED, clock.instant());
            return;
        }
        try {
            sender.send(message(letter, reader.get(), sender));
            outbox.settle(letter.id(), LetterState.SENT, clock.instant());
        } catch (MailException | MessagingException trouble) {
            var kind = kindOf(trouble);
            // The message of a mail exception quotes addresses: its kind has to do.
            log.warn("Letter {} was not delivered: {}", letter.id(), kind);
            var again = letter.attempts() >= settings.attempts()
                    ? null
                    : clock.instant().plus(settings.waitAfter(letter.attempts()));
            outbox.failed(letter.id(), kind, again);
        }
    }

    /** Who may sign in at this moment, and so may know that something waits. */
    private Optional<MemberEntry> readerOf(Letter letter) {
        return directory
                .member(letter.recipient())
                .filter(member -> directory
                        .members(member.organization(), letter.kind().readers())
                        .contains(member));
    }

    private MimeMessage message(Letter letter, MemberEntry reader, JavaMailSender sender) throws MessagingException {
        var words = writer.write(
                letter.kind(),
                letter.subject(),
                letter.reference(),
                letter.answerDue(),
                Locale.forLanguageTag(reader.language()));
        var message = sender.createMimeMessage();
        var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(new InternetAddress(from));
        helper.setTo(reader.email());
        helper.setSubject(words.subject());
        helper.setText(words.text(), words.html());
        helper.setSentDate(Date.from(clock.instant()));
        message.setHeader("Message-ID", "<" + letter.id() + "@" + domain + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", reader.language());
        return message;
    }

    private static DeliveryTrouble kindOf(Exception trouble) {
        if (trouble instanceof MailAuthenticationException) {
            return DeliveryTrouble.SIGN_IN_REFUSED;
        }
        if (trouble instanceof MailSendException failed) {
            var addresses = failed.getFailedMessages().values().stream()
                    .anyMatch(cause -> cause instanceof SendFailedException refused
                            && refused.getInvalidAddresses() != null
                            && refused.getInvalidAddresses().length > 0);
            return addresses ? DeliveryTrouble.ADDRESS_REFUSED : DeliveryTrouble.SERVER_UNREACHABLE;
        }
        return DeliveryTrouble.OTHER;
    }
}
