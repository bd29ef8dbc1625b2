package org.amparo.correspondence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.amparo.kernel.HumanReference;
import org.amparo.matching.Week;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Words for a letter: a reference, a time, a link (which may hold the id of a member), and sentences that are the same for everybody. It is given nothing else, so it can
 * tell nothing else.
 */
@Component
class LetterWriter {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    record Words(String subject, String text, String html) {}

    private final MessageSource messages;
    private final String address;
    private final SpringTemplateEngine templates = new SpringTemplateEngine();

    LetterWriter(MessageSource messages, @Value("${amparo.address:http://localhost:8080}") String address) {
        this.messages = messages;
        this.address = address.replaceAll("/+$", "");
        templates.addTemplateResolver(resolver(TemplateMode.TEXT, ".txt"));
        templates.addTemplateResolver(resolver(TemplateMode.HTML, ".html"));
        templates.setTemplateEngineMessageSource(messages);
    }

    Words write(
            LetterKind kind,
            UUID subject,
            @Nullable HumanReference reference,
            @Nullable Instant answerDue,
            Locale locale) {
        var due = answerDue == null ? null : inWords(answerDue, locale);
        var context = new Context(locale);
        context.setVariable("subject", say(kind, "subject", reference, due, locale));
        context.setVariable("body", say(kind, "body", reference, due, locale));
        context.setVariable("todo", say(kind, "todo", reference, due, locale));
        context.setVariable("due", due);
        context.setVariable("reference", reference == null ? null : reference.value());
        context.setVariable("link", link(kind, subject, answerDue));
        return new Words(
                say(kind, "subject", reference, due, locale),
                templates.process("letter.txt", context),
                templates.process("letter.html", context));
    }

    private String say(
            LetterKind kind, String part, @Nullable HumanReference reference, @Nullable String due, Locale locale) {
        return messages.getMessage(
                "correspondence.letter." + kind + "." + part,
                new Object[] {reference == null ? "" : reference.value(), due == null ? "" : due},
                locale);
    }

    private @Nullable String link(LetterKind kind, UUID subject, @Nullable Instant answerDue) {
        return switch (kind) {
            case OFFER_WAITS, OFFER_REMINDER -> address + "/inbox";
            case OFFER_CHANGED -> address + "/referrals/" + subject;
            case MATTER_CHANGED -> address + "/matters/" + subject;
            case NO_PROVIDER_FOUND -> address + "/queue";
            case HAND_AWAITED -> address + "/queue?show=BY_HAND";
            case WEEK_AWAITED ->
                address + "/practice/promises" + (answerDue == null ? "" : "?week=" + Week.of(answerDue));
            case LOOK_UPS -> address + "/members/" + subject;
            case EMERGENCY_OPENED -> address + "/emergencies";
            case OFFER_GONE, FILE_EXPORTED -> null;
        };
    }

    /** Day and time as people say them, in Pacific time. */
    static String inWords(Instant moment, Locale locale) {
        var format = locale.getLanguage().equals("es")
                ? DateTimeFormatter.ofPattern("EEEE d 'de' MMMM 'a las' h:mm a", Locale.of("es", "US"))
                : DateTimeFormatter.ofPattern("EEEE, MMMM d, 'at' h:mm a", locale);
        return format.format(moment.atZone(PACIFIC));
    }

    private static ClassLoaderTemplateResolver resolver(TemplateMode mode, String ending) {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/correspondence/letter/");
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.getResolvablePatternSpec().addPattern("*" + ending);
        resolver.setCheckExistence(true);
        return resolver;
    }
}
