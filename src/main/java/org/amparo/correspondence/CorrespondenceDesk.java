package org.amparo.correspondence;

import static org.amparo.correspondence.Outbox.utc;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Reach;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Directory;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where providers keep their calendar, and stewards look after letters that did not arrive. */
@Component
@Transactional
public class CorrespondenceDesk {

    private static final int MOST_SHOWN = 100;

    private final CalendarFeeds feeds;
    private final Hearings hearings;
    private final CalendarText text;
    private final Outbox outbox;
    private final Postman postman;
    private final LetterMapper mapper;
    private final Directory directory;
    private final JdbcClient jdbc;
    private final String address;
    private final Reach reach;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CorrespondenceDesk(
            CalendarFeeds feeds,
            Hearings hearings,
            CalendarText text,
            Outbox outbox,
            Postman postman,
            LetterMapper mapper,
            Directory directory,
            JdbcClient jdbc,
            @Value("${amparo.address:http://localhost:8080}") String address,
            Reach reach,
            Clock clock) {
        this.feeds = feeds;
        this.hearings = hearings;
        this.text = text;
        this.outbox = outbox;
        this.postman = postman;
        this.mapper = mapper;
        this.directory = directory;
        this.jdbc = jdbc;
        this.address = address.replaceAll("/+$", "");
        this.reach = reach;
        this.clock = clock;
    }

    /** The own calendar, if there is one. */
    @Transactional(readOnly = true)
    public Optional<CalendarView> calendar(SignedIn by) {
        return feeds.findByMemberAndRevokedAtIsNull(by.member()).map(mapper::view);
    }

    /** Makes a calendar at a new secret address; the one before answers no more. */
    public OpenedCalendar openCalendar(CalendarScope scope, SignedIn by) {
        if (!by.is(Role.PROVIDER)) {
            throw new NotFound();
        }
        revoke(by);
        var token = CalendarToken.draw(random);
        var feed = feeds.saveAndFlush(CalendarFeed.open(by, scope, token, clock.instant()));
        return new OpenedCalendar(mapper.view(feed), address + "/calendar/" + token.value() + ".ics");
    }

    /** Ends the own calendar; nothing happens when there is none. */
    public void revokeCalendar(SignedIn by) {
        revoke(by);
    }

    /**
     * The calendar at a secret address, as iCalendar text in its owner's language.
     *
     * @throws NotFound when the address is unknown or revoked, or when its owner may not sign in
     */
    public String calendarAt(String token) {
        var secret = new CalendarToken(token);
        if (!secret.isWellFormed()) {
            throw new NotFound();
        }
        reach.widen(); // nobody is signed in: who knows the address may read what is there
        var feed =
                feeds.findByFingerprintAndRevokedAtIsNull(secret.fingerprint()).orElseThrow(NotFound::new);
        var owner = directory.members(feed.organization(), Set.of(Role.PROVIDER)).stream()
                .filter(member -> member.id().equals(feed.member()))
                .findFirst()
                .orElseThrow(NotFound::new);
        var now = clock.instant();
        jdbc.sql("UPDATE correspondence.calendar_feed SET last_read = :now WHERE id = :id")
                .param("now", utc(now))
                .param("id", feed.getId().value())
                .update();
        return text.of(hearings.of(feed, now), Locale.forLanguageTag(owner.language()));
    }

    /** How the post stands, for the steward. */
    @Transactional(readOnly = true)
    public Delivery delivery() {
        return new Delivery(
                postman.hasMailServer() ? Delivery.MailServer.CONFIGURED : Delivery.MailServer.MISSING,
                outbox.count(LetterState.WAITING),
                outbox.count(LetterState.UNDELIVERED),
                outbox.troubled(MOST_SHOWN).stream()
                        .map(letter -> mapper.view(letter, directory))
                        .toList());
    }

    /**
     * Tries a letter again, at once and with all its attempts.
     *
     * @throws Rejected when it has been sent or dropped meanwhile, or never existed
     */
    public void redeliver(LetterId letter) {
        if (!outbox.retry(letter, clock.instant())) {
            throw Rejected.conflict("letter-settled");
        }
    }

    private void revoke(SignedIn by) {
        feeds.findByMemberAndRevokedAtIsNull(by.member())
                .ifPresent(feed -> feeds.saveAndFlush(feed.revoke(by.actor(), clock.instant())));
    }
}
