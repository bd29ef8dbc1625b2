package org.amparo.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.CountryCode;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Service;
import org.amparo.support.TestCatalog;
import org.jspecify.annotations.Nullable;

/** Intakes as callers tell them. All people are invented. */
final class Stories {

    private Stories() {}

    static OpenCase wifeOfAManAtAdelanto() {
        return new Story().tell();
    }

    static Story story() {
        return new Story();
    }

    /** Begins as the wife's call about a man taken this morning; each word changes one thing of it. */
    static final class Story {

        private @Nullable Instant callStarted;
        private PersonDetails person = person("Mateo Pérez Ramírez", "A000-111-222", "1990-04-03");
        private CallerDetails caller = new CallerDetails(
                PersonalText.of("Rosa Ramírez"),
                Relation.SPOUSE,
                Authority.FAMILY,
                PhoneNumber.of("213 555 0123"),
                TestCatalog.SPANISH,
                new SafeContact(Answer.YES, Answer.NO, Answer.YES, PersonalText.of("after six")));
        private Sighting custody =
                new Sighting(CustodyStatus.DETAINED, TestCatalog.ADELANTO, null, ObservationSource.FAMILY);
        private ArrestDetails arrest = ArrestDetails.unknown();
        private @Nullable HearingDetails hearing;
        private Map<UrgencyReason, Answer> answers = Map.of(UrgencyReason.TOLD_TO_SIGN, Answer.YES);
        private ConsentEvidence consent = consentOfFamily();
        private @Nullable UrgencyOverride override;
        private @Nullable String note = "Taken from his truck.";

        Story of(String name, @Nullable String aNumber, @Nullable String born) {
            person = person(name, aNumber, born);
            return this;
        }

        Story calledBy(String phone) {
            caller = new CallerDetails(
                    null, Relation.SIBLING, Authority.FAMILY, PhoneNumber.of(phone), null, SafeContact.notAsked());
            return this;
        }

        Story heldAt(CustodyStatus status, org.amparo.kernel.@Nullable FacilityCode facility) {
            custody = new Sighting(status, facility, null, ObservationSource.FAMILY);
            return this;
        }

        Story calledAt(Instant at) {
            callStarted = at;
            return this;
        }

        Story arrested(LocalDate on, @Nullable LocalTime at) {
            arrest = new ArrestDetails(
                    on,
                    at,
                    TestCatalog.LOS_ANGELES,
                    List.of(
                            new AgencyInvolved(ListCode.of("LASD"), AgencyPart.HANDED_OVER),
                            new AgencyInvolved(ListCode.of("ICE_ERO"), AgencyPart.ARRESTED)),
                    ListCode.of("IMMIGRATION_DETENTION"),
                    ArrestHow.STREET,
                    null);
            return this;
        }

        Story hearingOn(LocalDate day) {
            hearing = new HearingDetails(day, CourtCode.of("ADL"), ObservationSource.FAMILY, null);
            return this;
        }

        Story answering(Map<UrgencyReason, Answer> told) {
            answers = told;
            return this;
        }

        Story consenting(ConsentEvidence evidence) {
            consent = evidence;
            return this;
        }

        Story judged(UrgencyOverride judgement) {
            override = judgement;
            return this;
        }

        Story saying(@Nullable String said) {
            note = said;
            return this;
        }

        OpenCase tell() {
            return new OpenCase(
                    callStarted,
                    caller,
                    person,
                    custody,
                    arrest,
                    hearing,
                    answers,
                    null,
                    Set.of(Service.BOND, Service.FULL_REMOVAL_DEFENSE),
                    override,
                    new FundDetails(TestCatalog.LOS_ANGELES, 4, 30_000, Answer.NO),
                    List.of(new Party(PersonalText.of("Bruno Jefe"), PartyRole.EMPLOYER)),
                    PersonalText.ofNullable(note),
                    consent);
        }
    }

    static PersonDetails person(String name, @Nullable String aNumber, @Nullable String born) {
        return new PersonDetails(
                PersonalText.of(name),
                List.of(),
                List.of(),
                born == null ? null : PartialDate.of(born),
                CountryCode.of("GT"),
                CountryCode.of("GT"),
                TestCatalog.MAM,
                PersonalText.of("Todos Santos"),
                SpanishFluency.SOME,
                null,
                null,
                aNumber == null ? null : ANumber.of(aNumber),
                null);
    }

    static ConsentEvidence consentOfFamily() {
        return new ConsentEvidence(
                ConsentAnswer.GIVEN,
                ListCode.of("2026-1"),
                TestCatalog.SPANISH,
                Answer.NO,
                Consenter.FAMILY,
                Set.of(ConsentPurpose.values()),
                null);
    }

    static ConsentEvidence consentOfThePerson() {
        return new ConsentEvidence(
                ConsentAnswer.GIVEN,
                ListCode.of("2026-1"),
                TestCatalog.SPANISH,
                Answer.NO,
                Consenter.PERSON,
                Set.of(ConsentPurpose.values()),
                null);
    }

    static Instant daysAgo(int days) {
        return Instant.now().minusSeconds(days * 86_400L);
    }
}
