package org.amparo.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.CountryCode;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Personal;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A whole case file, for a reader entitled to it. All instants are UTC, all days Pacific time.
 *
 * @param version to send along with a change
 * @param custodySeenAt when the latest sighting was true
 * @param consents the last one counts, the earlier ones are kept as evidence
 * @param history the latest first
 * @param keeping how long what is told of people is kept
 */
public record CaseView(
        CaseId id,
        long version,
        HumanReference reference,
        CaseState state,
        Instant callStarted,
        Instant openedAt,
        @Nullable MemberId openedBy,
        @Nullable OrganizationId openedFor,
        PersonView person,
        CallerView caller,
        CustodyStatus custody,
        @Nullable FacilityCode facility,
        Instant custodySeenAt,
        List<ObservationView> timeline,
        ArrestDetails arrest,
        @Nullable HearingDetails hearing,
        @Nullable Instant removalFeared,
        UrgencyView urgency,
        int round,
        List<RoundView> rounds,
        FundView fund,
        List<PartyView> parties,
        List<NoteView> notes,
        List<AttemptView> attempts,
        List<ConsentView> consents,
        List<HistoryView> history,
        @Nullable Instant closedAt,
        @Nullable CloseReason closeReason,
        Keeping keeping)
        implements Personal {

    /** Whether that organization took the call and may correct what is known of the caller. */
    public boolean wasToldTo(OrganizationId organization) {
        return openedFor == null || openedFor.equals(organization);
    }

    /** As it is shown to who may not be told how to reach anybody. */
    CaseView withoutContact() {
        return new CaseView(
                id,
                version,
                reference,
                state,
                callStarted,
                openedAt,
                openedBy,
                openedFor,
                person.withoutPhone(),
                caller.withoutContact(),
                custody,
                facility,
                custodySeenAt,
                timeline,
                arrest,
                hearing,
                removalFeared,
                urgency,
                round,
                rounds,
                fund,
                parties,
                notes,
                attempts,
                consents,
                history,
                closedAt,
                closeReason,
                keeping);
    }

    /** The consent that counts. */
    public ConsentView consent() {
        return consents.getLast();
    }

    /** What the person needs in the current round. */
    public Set<Service> needs() {
        return rounds.getLast().needs();
    }

    public record PersonView(
            @Nullable String name,
            List<String> surnames,
            List<String> aliases,
            @Nullable String born,
            @Nullable CountryCode countryOfBirth,
            @Nullable CountryCode nationality,
            @Nullable LanguageCode language,
            @Nullable String variant,
            SpanishFluency spanish,
            @Nullable String gender,
            @Nullable String pronouns,
            @Nullable String aNumber,
            @Nullable String phone)
            implements Personal {

        PersonView withoutPhone() {
            return new PersonView(
                    name,
                    surnames,
                    aliases,
                    born,
                    countryOfBirth,
                    nationality,
                    language,
                    variant,
                    spanish,
                    gender,
                    pronouns,
                    aNumber,
                    null);
        }

        @Override
        public String toString() {
            return SEALED;
        }
    }

    public record CallerView(
            @Nullable String name,
            Relation relation,
            Authority authority,
            @Nullable String phone,
            @Nullable LanguageCode language,
            SafeContactView safeContact)
            implements Personal {

        CallerView withoutContact() {
            return new CallerView(
                    name,
                    relation,
                    authority,
                    null,
                    language,
                    new SafeContactView(Answer.NO, Answer.NO, Answer.NO, null));
        }

        @Override
        public String toString() {
            return SEALED;
        }
    }

    public record SafeContactView(
            Answer call,
            Answer message,
            Answer text,
            @Nullable String bestTime) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    public record ObservationView(
            CustodyStatus custody,
            @Nullable FacilityCode facility,
            Instant seenAt,
            ObservationSource source,
            Instant recordedAt,
            @Nullable MemberId recordedBy) {}

    public record UrgencyView(
            Urgency urgency,
            Urgency computed,
            List<UrgencyReason> reasons,
            @Nullable Urgency overridden,
            @Nullable String overrideReason,
            Map<UrgencyReason, Answer> answers) {}

    public record RoundView(int number, Set<Service> needs, Instant since) {}

    public record FundView(
            @Nullable CountyCode residence,
            @Nullable Integer household,
            @Nullable Integer yearlyIncome,
            @Nullable Integer incomePercent,
            Answer violentFelony)
            implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    public record PartyView(String name, PartyRole role) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    public record NoteView(Instant at, @Nullable MemberId by, String text) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    public record AttemptView(
            Instant at,
            @Nullable MemberId by,
            String spelling,
            @Nullable CountryCode countryOfBirth,
            LocatorResult result)
            implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /** @param provisional somebody else said yes for the person, who has yet to ratify */
    public record ConsentView(
            ConsentAnswer answer,
            @Nullable ListCode script,
            @Nullable LanguageCode language,
            Answer interpreter,
            @Nullable Consenter who,
            Set<ConsentPurpose> purposes,
            @Nullable MemberId readBy,
            Instant at,
            @Nullable LocalDate ratifyBy,
            @Nullable Instant ratifiedAt,
            @Nullable Instant withdrawnAt,
            boolean provisional) {}

    /** @param detail a code that says more, for example the reason of closing */
    public record HistoryView(
            Instant at,
            HistoryKind what,
            @Nullable MemberId member,
            @Nullable OrganizationId organization,
            @Nullable String detail) {}

    @Override
    public String toString() {
        return SEALED;
    }
}
