package org.amparo.intake;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.amparo.kernel.Actor;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * One call to the hotline. Most are no case: they are logged when they end and announced by {@link CallLogged}. One that became a case
 * file is written in the same transaction as the file, and only the file is announced. A call may carry a promise to call back, which
 * is open until somebody has kept it.
 */
@Entity
@Table(schema = "intake", name = "call")
class Call extends AbstractAggregateRoot<Call> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private CallId id;

    @Version
    private @Nullable Long version;

    @Enumerated(EnumType.STRING)
    private CallKind kind;

    private Instant startedAt;
    private Instant endedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "language"))
    private @Nullable LanguageCode language;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "member"))
    private @Nullable MemberId member;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "organization"))
    private @Nullable OrganizationId organization;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    private @Nullable CaseId caseFile;

    private @Nullable Instant callBackBy;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "call_back_phone"))
    private @Nullable PersonalText callBackPhone;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "promise"))
    private @Nullable PersonalText promise;

    private @Nullable Instant keptAt;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Call() {}

    private Call(
            CallId id, CallKind kind, Instant startedAt, @Nullable LanguageCode language, Actor actor, Instant now) {
        this.id = id;
        this.kind = kind;
        this.startedAt = startedAt;
        this.endedAt = now;
        this.language = language;
        this.member = actor.member() == null ? null : new MemberId(actor.member());
        this.organization = actor.organization() == null ? null : new OrganizationId(actor.organization());
    }

    /** A call ended that did not become a case file. */
    static Call logged(LogCall command, Actor actor, Instant now) {
        var call = new Call(
                CallId.create(),
                command.kind(),
                Objects.requireNonNullElse(command.startedAt(), now),
                command.language(),
                actor,
                now);
        call.caseFile = command.caseFile();
        if (command.callBack() != null) {
            call.callBackBy = command.callBack().by();
            call.callBackPhone = command.callBack().phone() == null
                    ? null
                    : PersonalText.of(command.callBack().phone().e164());
            call.promise = command.callBack().promise();
        }
        call.registerEvent(new CallLogged(call.id, call.kind, actor, now));
        return call;
    }

    /** A call became a case file. */
    static Call intake(
            CallId id, Instant startedAt, @Nullable LanguageCode language, CaseId caseFile, Actor actor, Instant now) {
        var call = new Call(id, CallKind.INTAKE, startedAt, language, actor, now);
        call.caseFile = caseFile;
        return call;
    }

    Call keepPromise(Instant now) {
        if (callBackBy == null) {
            throw Rejected.conflict("nothing-promised");
        }
        if (keptAt == null) {
            keptAt = now;
        }
        return this;
    }

    CallId id() {
        return id;
    }

    CallKind kind() {
        return kind;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant endedAt() {
        return endedAt;
    }

    @Nullable
    LanguageCode language() {
        return language;
    }

    @Nullable
    MemberId member() {
        return member;
    }

    @Nullable
    OrganizationId organization() {
        return organization;
    }

    @Nullable
    CaseId caseFile() {
        return caseFile;
    }

    @Nullable
    Instant callBackBy() {
        return callBackBy;
    }

    @Nullable
    PersonalText callBackPhone() {
        return callBackPhone;
    }

    @Nullable
    PersonalText promise() {
        return promise;
    }

    @Nullable
    Instant keptAt() {
        return keptAt;
    }
}
