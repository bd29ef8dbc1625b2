package org.amparo.referrals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The dockets. Plain SQL: each is one cheap row that follows intake's news, and one statement is all a change needs. */
@Repository
class Dockets {

    private static final String COLUMNS =
            "case_id, round, reference, state, facts, since, due, proposals, routed_at, no_provider_since, placed_with, paused,"
                    + " changed_at, changed_because, questioned_at, question_because, question_objection, terms, waits_for, waits_since,"
                    + " waits_until, waits_over";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Whose reading somebody has to wait for who opened their own offer at that time: who opened theirs before, while it lasts and can still become a yes. The
     * most urgent cases wait for nobody.
     */
    private static String readBefore(String viewed, String referral) {
        return """
                r.case_id = d.case_id AND r.round = d.round AND d.urgency <> 'U0'
                    AND r.status IN ('VIEWED', 'CONFLICT_CHECKED') AND r.held_since IS NULL AND r.answer_due > :at AND r.read_until > :at
                    AND (r.viewed_at, r.id) < (COALESCE(CAST(%s AS timestamptz), 'infinity'), %s)""".formatted(viewed, referral);
    }

    private static final String READ_BEFORE = readBefore(":viewed", ":referral");

    private final JdbcClient jdbc;

    Dockets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A case asks for a provider. Told twice, it is written once. */
    void open(CaseId caseFile, HumanReference reference, CaseFacts facts, Clockwork clockwork, Instant at) {
        jdbc.sql("""
                /* later */ INSERT INTO referrals.docket (case_id, round, reference, state, urgency, facts, since, clock_from, due,
                    consented_for, consent_until)
                VALUES (:case, :round, :reference, :state, :urgency, CAST(:facts AS jsonb), :at, :at,
                        LEAST(:at + make_interval(secs => :promised), CAST(:tooLate AS timestamptz)),
                        :purposes, CAST(:until AS timestamptz))
                ON CONFLICT (case_id, round) DO NOTHING""")
                .param("case", caseFile.value())
                .param("round", facts.round())
                .param("reference", reference.value())
                .param("state", state(facts))
                .param("urgency", facts.urgency().name())
                .param("facts", JSON.writeValueAsString(facts))
                .param("at", time(at))
                .param("promised", seconds(clockwork.promised()))
                .param("tooLate", time(clockwork.tooLate()))
                .param("purposes", purposes(facts))
                .param("until", time(consentUntil(facts)))
                .update();
    }

    /**
     * The facts of a case changed: for the round they name, which may be new, and for every other round nobody has taken yet, except for
     * what those need.
     *
     * @param because what it was, where the news says so; another day of the hearing is seen from the facts
     */
    void change(
            CaseId caseFile,
            CaseFacts facts,
            Clockwork clockwork,
            Promise promise,
            @Nullable Reopening because,
            Instant at) {
        var changed = jdbc.sql("""
                UPDATE referrals.docket SET
                    facts = CASE WHEN round = :round THEN CAST(:facts AS jsonb)
                        ELSE CAST(:facts AS jsonb) || jsonb_build_object('round', round, 'needs', facts -> 'needs') END,
                    urgency = :urgency,
                    state = :state,
                    consented_for = :purposes,
                    consent_until = CAST(:until AS timestamptz),
                    changed_because = CASE WHEN :because IS NOT NULL THEN :because
                        WHEN facts -> 'nextHearing' IS DISTINCT FROM CAST(:facts AS jsonb) -> 'nextHearing' THEN 'HEARING'
                        ELSE changed_because END,
                    changed_at = CASE WHEN :because IS NOT NULL
                            OR facts -> 'nextHearing' IS DISTINCT FROM CAST(:facts AS jsonb) -> 'nextHearing' THEN :at
                        ELSE changed_at END,
                    clock_from = CASE WHEN :anew THEN :at ELSE clock_from END,
                    due = LEAST(CASE WHEN :anew THEN :at ELSE clock_from END + make_interval(secs => :promised),
                            CAST(:tooLate AS timestamptz))
                WHERE case_id = :case AND state IN ('OPEN', 'NO_CONSENT')
                RETURNING round""")
                .param("case", caseFile.value())
                .param("round", facts.round())
                .param("facts", JSON.writeValueAsString(facts))
                .param("urgency", facts.urgency().name())
                .param("state", state(facts))
                .param("anew", promise == Promise.STARTS_ANEW)
                .param("because", because == null ? null : because.name(), Types.VARCHAR)
                .param("at", time(at))
                .param("promised", seconds(clockwork.promised()))
                .param("tooLate", time(clockwork.tooLate()))
                .param("purposes", purposes(facts))
                .param("until", time(consentUntil(facts)))
                .query(Integer.class)
                .list();
        if (!changed.contains(facts.round())) {
            reference(caseFile).ifPresent(reference -> open(caseFile, reference, facts, clockwork, at));
            jdbc.sql("""
                    UPDATE referrals.docket d SET paused = true WHERE case_id = :case AND round = :round
                        AND EXISTS (SELECT FROM referrals.docket o WHERE o.case_id = d.case_id AND o.paused)""")
                    .param("case", caseFile.value())
                    .param("round", facts.round())
                    .update();
        }
    }

    /** Nothing new is offered for any round of the case, or it is again. Offers that were made go on. */
    void pause(CaseId caseFile) {
        pause(caseFile, true);
    }

    void goOn(CaseId caseFile) {
        pause(caseFile, false);
    }

    private void pause(CaseId caseFile, boolean paused) {
        jdbc.sql("UPDATE referrals.docket SET paused = :paused WHERE case_id = :case")
                .param("paused", paused)
                .param("case", caseFile.value())
                .update();
    }

    void withdrawConsent(CaseId caseFile) {
        jdbc.sql("""
                UPDATE referrals.docket SET
                    state = CASE WHEN state = 'OPEN' THEN 'NO_CONSENT' ELSE state END,
                    facts = CASE WHEN state = 'OPEN' THEN facts || '{"consented": false, "purposes": []}' ELSE facts END,
                    consented_for = '{}', consent_until = NULL
                WHERE case_id = :case""").param("case", caseFile.value()).update();
    }

    void close(CaseId caseFile) {
        jdbc.sql(
                        "UPDATE referrals.docket SET state = 'CLOSED' WHERE case_id = :case AND state IN ('OPEN', 'NO_CONSENT')")
                .param("case", caseFile.value())
                .update();
    }

    /** Reads a round and keeps everybody else from changing it up to the end of the transaction. */
    Optional<Docket> lock(CaseId caseFile, int round) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM referrals.docket WHERE case_id = :case AND round = :round FOR UPDATE")
                .param("case", caseFile.value())
                .param("round", round)
                .query(Dockets::read)
                .optional();
    }

    Optional<Docket> find(CaseId caseFile, int round) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM referrals.docket WHERE case_id = :case AND round = :round")
                .param("case", caseFile.value())
                .param("round", round)
                .query(Dockets::read)
                .optional();
    }

    /** The rounds of a case, the latest first. */
    List<Docket> find(CaseId caseFile) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM referrals.docket WHERE case_id = :case ORDER BY round DESC")
                .param("case", caseFile.value())
                .query(Dockets::read)
                .list();
    }

    /**
     * Places an open round with a provider, unless another one is reading it: the lock, the check and the change in one statement.
     *
     * @return the facts it was placed with, or nothing when it is not open (any more), or reserved
     */
    Optional<CaseFacts> place(Referral taken, Instant at) {
        return jdbc.sql("""
                UPDATE referrals.docket d SET state = 'PLACED', placed_with = :provider, placed_at = :at
                WHERE case_id = :case AND round = :round AND state = 'OPEN' AND (consent_until IS NULL OR consent_until > :at)
                    AND NOT EXISTS (SELECT FROM referrals.referral r WHERE %s)
                RETURNING facts""".formatted(READ_BEFORE))
                .param("case", taken.getCaseFile().value())
                .param("round", taken.getRound())
                .param("provider", taken.getProvider().value())
                .param("referral", taken.getId().value())
                .param("viewed", time(taken.getViewedAt()))
                .param("at", time(at))
                .query((row, number) -> facts(row))
                .optional();
    }

    /** Until when another provider reads the case who opened it before this one; nothing when nobody does. */
    Optional<Instant> readByAnother(Referral referral, Instant at) {
        return jdbc.sql("""
                SELECT r.read_until FROM referrals.docket d, referrals.referral r
                WHERE d.case_id = :case AND d.round = :round AND %s
                ORDER BY r.read_until DESC LIMIT 1""".formatted(READ_BEFORE))
                .param("case", referral.getCaseFile().value())
                .param("round", referral.getRound())
                .param("referral", referral.getId().value())
                .param("viewed", time(referral.getViewedAt()))
                .param("at", time(at))
                .query((row, number) -> instant(row, "read_until"))
                .optional();
    }

    /** The same of many offers of one provider, and which of them it reads itself; an offer nobody reads is absent. */
    Map<ReferralId, Reserved> reading(Collection<ReferralId> offers, Instant at) {
        var reading = new HashMap<ReferralId, Reserved>();
        jdbc.sql("""
                SELECT m.id, (SELECT max(r.read_until) FROM referrals.referral r WHERE %s) AS another,
                    CASE WHEN m.read_until > :at AND m.held_since IS NULL AND d.urgency <> 'U0' THEN m.read_until END AS own
                FROM referrals.referral m JOIN referrals.docket d ON d.case_id = m.case_id AND d.round = m.round
                WHERE m.id = ANY (:offers)""".formatted(readBefore("m.viewed_at", "m.id")))
                .param("offers", offers.stream().map(ReferralId::value).toArray(UUID[]::new))
                .param("at", time(at))
                .query(row -> {
                    var offer = new ReferralId(row.getObject("id", UUID.class));
                    var another = instantOrNull(row, "another");
                    var own = instantOrNull(row, "own");
                    if (another != null) {
                        reading.put(offer, new Reserved(false, another));
                    } else if (own != null) {
                        reading.put(offer, new Reserved(true, own));
                    }
                });
        return reading;
    }

    void conclude(CaseId caseFile, int round) {
        jdbc.sql(
                        "UPDATE referrals.docket SET state = 'CONCLUDED', questioned_at = NULL WHERE case_id = :case AND round = :round AND state = 'PLACED'")
                .param("case", caseFile.value())
                .param("round", round)
                .update();
    }

    /**
     * Who has the round is asked whether they keep it.
     *
     * @param told when the change was told; what was asked about once is not asked again
     * @return whether it is a question that was not asked yet
     */
    boolean question(Docket docket, Reopening because, Objection objection, Instant told, Instant at) {
        return jdbc.sql("""
                UPDATE referrals.docket SET questioned_at = COALESCE(questioned_at, :at), question_because = :because,
                    question_objection = :objection, question_told = :told
                WHERE case_id = :case AND round = :round AND state = 'PLACED' AND (question_told IS NULL OR question_told < :told)""")
                        .param("case", docket.caseFile().value())
                        .param("round", docket.round())
                        .param("because", because.name())
                        .param("objection", objection.name())
                        .param("told", time(told))
                        .param("at", time(at))
                        .update()
                == 1;
    }

    /** What was asked about is no more so. @return whether there was a question */
    boolean retract(Docket docket, Instant told) {
        return jdbc.sql("""
                UPDATE referrals.docket SET questioned_at = NULL, question_told = :told
                WHERE case_id = :case AND round = :round AND questioned_at IS NOT NULL AND question_told < :told""")
                        .param("case", docket.caseFile().value())
                        .param("round", docket.round())
                        .param("told", time(told))
                        .update()
                == 1;
    }

    /** The question was answered. */
    void answered(Docket docket) {
        jdbc.sql("UPDATE referrals.docket SET questioned_at = NULL WHERE case_id = :case AND round = :round")
                .param("case", docket.caseFile().value())
                .param("round", docket.round())
                .update();
    }

    /** What a provider has, locked. Asked for when a provider is suspended or reinstated, which is rare. */
    List<Docket> placedWith(OrganizationId provider) {
        return jdbc.sql(
                        "SELECT " + COLUMNS
                                + " FROM referrals.docket WHERE state = 'PLACED' AND placed_with = :provider ORDER BY case_id, round FOR UPDATE")
                .param("provider", provider.value())
                .query(Dockets::read)
                .list();
    }

    /**
     * A shortlist was followed; {@code exhausted} when it left nobody to ask.
     *
     * @param waiting what has to come before anybody, or anybody else, is asked
     */
    void routed(
            Docket docket,
            List<Proposal> proposals,
            OfferTerms terms,
            Exhaustion exhaustion,
            @Nullable Waiting waiting,
            Instant at) {
        jdbc.sql("""
                /* later */ UPDATE referrals.docket SET proposals = CAST(:proposals AS jsonb), terms = CAST(:terms AS jsonb), routed_at = :at,
                    no_provider_since = CASE WHEN :exhausted THEN COALESCE(no_provider_since, :at) END,
                    waits_for = :what, waits_since = :since, waits_until = :until, waits_over = :over
                WHERE case_id = :case AND round = :round""")
                .param("case", docket.caseFile().value())
                .param("round", docket.round())
                .param("proposals", JSON.writeValueAsString(proposals))
                .param("terms", JSON.writeValueAsString(terms))
                .param("exhausted", exhaustion == Exhaustion.NOBODY_LEFT)
                .param("what", waiting == null ? null : waiting.what().name(), Types.VARCHAR)
                .param("since", waiting == null ? null : time(waiting.since()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", waiting == null ? null : time(waiting.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("over", waiting != null && waiting.over())
                .param("at", time(at))
                .update();
    }

    /** A dispatcher found somebody. */
    void offeredByHand(Docket docket, Instant at) {
        jdbc.sql("""
                UPDATE referrals.docket SET routed_at = COALESCE(routed_at, :at), no_provider_since = NULL,
                    waits_for = NULLIF(waits_for, 'HAND'),
                    waits_since = CASE WHEN waits_for <> 'HAND' THEN waits_since END,
                    waits_until = CASE WHEN waits_for <> 'HAND' THEN waits_until END
                WHERE case_id = :case AND round = :round
                    AND (routed_at IS NULL OR no_provider_since IS NOT NULL OR waits_for IS NOT NULL)""")
                .param("case", docket.caseFile().value())
                .param("round", docket.round())
                .param("at", time(at))
                .update();
    }

    /** From now on a dispatcher has to choose: they took back what somebody was asked. */
    void awaitHand(Docket docket, Waiting waiting) {
        jdbc.sql("""
                UPDATE referrals.docket SET waits_for = :what, waits_since = :since, waits_until = :until, waits_over = false
                WHERE case_id = :case AND round = :round AND state = 'OPEN'""")
                .param("case", docket.caseFile().value())
                .param("round", docket.round())
                .param("what", waiting.what().name())
                .param("since", time(waiting.since()))
                .param("until", time(waiting.until()))
                .update();
    }

    /** Rounds that have waited long enough, each for whoever takes it first. */
    record Over(
            CaseId caseFile,
            int round,
            HumanReference reference,
            WaitsFor what,
            @Nullable QuietHours quiet) {}

    List<Over> takeOver(int most, Instant now) {
        return jdbc.sql("""
                UPDATE referrals.docket SET waits_over = true
                WHERE (case_id, round) IN (
                    SELECT case_id, round FROM referrals.docket
                    WHERE state = 'OPEN' AND waits_for IS NOT NULL AND NOT waits_over AND waits_until <= :now
                    ORDER BY waits_until LIMIT :most FOR UPDATE SKIP LOCKED)
                RETURNING case_id, round, reference, waits_for, urgency, terms""")
                .param("now", time(now))
                .param("most", most)
                .query((row, number) -> new Over(
                        new CaseId(row.getObject("case_id", UUID.class)),
                        row.getInt("round"),
                        new HumanReference(row.getString("reference")),
                        WaitsFor.valueOf(row.getString("waits_for")),
                        Urgency.valueOf(row.getString("urgency")).neverWaits()
                                ? null
                                : terms(row).quiet()))
                .list();
    }

    private Optional<HumanReference> reference(CaseId caseFile) {
        return jdbc.sql("SELECT reference FROM referrals.docket WHERE case_id = :case ORDER BY round LIMIT 1")
                .param("case", caseFile.value())
                .query(String.class)
                .optional()
                .map(HumanReference::new);
    }

    private static Docket read(ResultSet row, int number) throws SQLException {
        var proposals = row.getString("proposals");
        var placedWith = row.getObject("placed_with", UUID.class);
        return new Docket(
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getInt("round"),
                new HumanReference(row.getString("reference")),
                Docket.State.valueOf(row.getString("state")),
                facts(row),
                instant(row, "since"),
                instant(row, "due"),
                proposals == null ? List.of() : List.of(JSON.readValue(proposals, Proposal[].class)),
                instantOrNull(row, "routed_at"),
                instantOrNull(row, "no_provider_since"),
                placedWith == null ? null : new OrganizationId(placedWith),
                row.getBoolean("paused"),
                instantOrNull(row, "changed_at"),
                reopening(row, "changed_because"),
                question(row),
                terms(row),
                waiting(row));
    }

    private static OfferTerms terms(ResultSet row) throws SQLException {
        var terms = row.getString("terms");
        return terms == null ? OfferTerms.USUAL : JSON.readValue(terms, OfferTerms.class);
    }

    static @Nullable Waiting waiting(ResultSet row) throws SQLException {
        var what = row.getString("waits_for");
        return what == null
                ? null
                : new Waiting(
                        WaitsFor.valueOf(what),
                        instant(row, "waits_since"),
                        instant(row, "waits_until"),
                        row.getBoolean("waits_over"));
    }

    static @Nullable PlacementQuestion question(ResultSet row) throws SQLException {
        var asked = instantOrNull(row, "questioned_at");
        var because = reopening(row, "question_because");
        var objection = row.getString("question_objection");
        return asked == null || because == null
                ? null
                : new PlacementQuestion(because, objection == null ? null : Objection.valueOf(objection), asked);
    }

    static @Nullable Reopening reopening(ResultSet row, String column) throws SQLException {
        var value = row.getString(column);
        return value == null ? null : Reopening.valueOf(value);
    }

    static CaseFacts facts(ResultSet row) throws SQLException {
        return JSON.readValue(row.getString("facts"), CaseFacts.class);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String[] purposes(CaseFacts facts) {
        return facts.purposes().stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    /** From when on the consent counts no longer; a day is over at midnight, Pacific time. */
    static @Nullable Instant consentUntil(CaseFacts facts) {
        return facts.consentUntil() == null
                ? null
                : facts.consentUntil()
                        .plusDays(1)
                        .atStartOfDay(LegalClock.PACIFIC)
                        .toInstant();
    }

    private static String state(CaseFacts facts) {
        return (facts.consented() ? Docket.State.OPEN : Docket.State.NO_CONSENT).name();
    }

    /** What the clock says about a case: how long an answer may take, and from when on it comes too late. */
    record Clockwork(Duration promised, @Nullable Instant tooLate) {}

    /** Whether the answer time promised to a case runs on, or from now. */
    enum Promise {
        GOES_ON,
        STARTS_ANEW
    }

    enum Exhaustion {
        SOMEBODY_ASKED,
        NOBODY_LEFT
    }
}
