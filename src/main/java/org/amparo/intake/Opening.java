package org.amparo.intake;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.amparo.catalog.Catalog;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.NotFound;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens a case file, with its call, in one transaction of as few rows as it takes. */
@Component
class Opening {

    private final CaseFiles files;
    private final Calls calls;
    private final Drafts drafts;
    private final DraftReading reading;
    private final Sealing sealing;
    private final Catalog catalog;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Opening(
            CaseFiles files,
            Calls calls,
            Drafts drafts,
            DraftReading reading,
            Sealing sealing,
            Catalog catalog,
            Clock clock) {
        this.files = files;
        this.calls = calls;
        this.drafts = drafts;
        this.reading = reading;
        this.sealing = sealing;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Transactional
    public OpenedCase open(OpenCase command, Actor actor) {
        var call = CallId.create();
        var file = files.save(
                CaseFile.open(HumanReference.draw(random), call, command, incomePercent(command.fund()), actor, clock));
        calls.save(Call.intake(call, file.callStarted(), callLanguage(command), file.id(), actor, file.openedAt()));
        return opened(file);
    }

    /** A draft is submitted once; pressing again leads to the same case file. */
    @Transactional
    public OpenedCase submit(DraftId id, SignedIn by) {
        var draft = drafts.findLocked(id)
                .filter(found -> IntakePolicy.isOwn(found.organization(), by))
                .orElseThrow(NotFound::new);
        if (draft.submittedAs() != null) {
            return opened(files.findById(draft.submittedAs()).orElseThrow(NotFound::new));
        }
        var result = reading.read(draft.typed(), draft.startedAt());
        if (!result.problems().isEmpty()) {
            throw FieldProblem.rejected(result.problems());
        }
        var opened = open(result.command(), by.actor());
        drafts.save(draft.submitted(opened.id(), clock.instant()));
        sealing.shred(List.of(id.value()));
        return opened;
    }

    /** Household income in percent of the poverty guideline, rounded to tens; {@code null} when either is not known. */
    @Nullable
    Integer incomePercent(FundDetails fund) {
        if (fund.household() == null || fund.yearlyIncome() == null) {
            return null;
        }
        var today = LocalDate.ofInstant(clock.instant(), UrgencyRules.ZONE);
        var guideline = catalog.povertyGuideline(fund.household(), today);
        return Math.toIntExact(Math.round(fund.yearlyIncome() * 10.0 / guideline) * 10);
    }

    private static @Nullable LanguageCode callLanguage(OpenCase command) {
        return command.caller().language();
    }

    private static OpenedCase opened(CaseFile file) {
        return new OpenedCase(
                Objects.requireNonNull(file.id()),
                file.reference(),
                file.urgency(),
                file.reasoning().reasons());
    }
}
