package org.amparo.matching;

import static org.amparo.support.TestCatalog.ADELANTO;
import static org.amparo.support.TestCatalog.LOS_ANGELES;
import static org.amparo.support.TestCatalog.MAM;
import static org.amparo.support.TestCatalog.SPANISH;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.ConsentPurpose;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.FundFacts;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Standing;
import org.jspecify.annotations.Nullable;

/** Cases and practices as tests speak of them. */
final class Given {

    /** A Wednesday, ten in the morning Pacific time. */
    static final Instant NOW = Instant.parse("2026-03-04T18:00:00Z");

    static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

    private Given() {}

    /** A man held at Adelanto who speaks Mam and no Spanish, needs a bond hearing; told to sign papers. */
    static Facts facts() {
        return new Facts();
    }

    /** A provider for Adelanto in Spanish and Mam that does bond and takes unfunded cases. */
    static Practicing practicing() {
        return new Practicing();
    }

    static OrganizationId organization(int number) {
        return new OrganizationId(new UUID(7, number));
    }

    static CaseId caseFile(int number) {
        return new CaseId(new UUID(9, number));
    }

    static final class Facts {

        private int round = 1;
        private Urgency urgency = Urgency.U1;
        private Set<Service> needs = Set.of(Service.BOND);
        private CustodyStatus custody = CustodyStatus.DETAINED;
        private @Nullable FacilityCode facility = ADELANTO;
        private @Nullable CourtCode court;
        private @Nullable LanguageCode language = MAM;
        private SpanishFluency spanish = SpanishFluency.NONE;
        private @Nullable LocalDate hearing;
        private @Nullable Instant removal;
        private FundFacts fund = new FundFacts(LOS_ANGELES, 120, Answer.NO);
        private @Nullable ListCode stage;
        private @Nullable ListCode agency;
        private @Nullable LocalDate detainedSince;
        private boolean consented = true;
        private RulesOfDay rules = RulesOfDay.ALL;
        private List<FundOverride> overrides = List.of();

        Facts pays(FundEntry fund, OverrideReason reason) {
            this.overrides = List.of(new FundOverride(fund.id(), reason, NOW));
            return this;
        }

        Facts without(Rule... waived) {
            this.rules = new RulesOfDay(2, Set.of(waived));
            return this;
        }

        Facts round(int round) {
            this.round = round;
            return this;
        }

        Facts urgency(Urgency urgency) {
            this.urgency = urgency;
            return this;
        }

        Facts needs(Service... needs) {
            this.needs = Set.of(needs);
            return this;
        }

        Facts custody(CustodyStatus custody) {
            this.custody = custody;
            return this;
        }

        Facts at(@Nullable FacilityCode facility) {
            this.facility = facility;
            return this;
        }

        Facts court(String court) {
            this.court = CourtCode.of(court);
            return this;
        }

        Facts speaks(@Nullable LanguageCode language, SpanishFluency spanish) {
            this.language = language;
            this.spanish = spanish;
            return this;
        }

        Facts hearing(LocalDate day) {
            this.hearing = day;
            return this;
        }

        Facts removal(Instant moment) {
            this.removal = moment;
            return this;
        }

        Facts fund(FundFacts fund) {
            this.fund = fund;
            return this;
        }

        Facts stage(String stage) {
            this.stage = ListCode.of(stage);
            return this;
        }

        Facts agency(String agency) {
            this.agency = ListCode.of(agency);
            return this;
        }

        Facts detainedSince(LocalDate day) {
            this.detainedSince = day;
            return this;
        }

        Facts withoutConsent() {
            this.consented = false;
            return this;
        }

        CaseFacts build() {
            return new CaseFacts(
                    round,
                    urgency,
                    needs,
                    custody,
                    facility,
                    court,
                    language,
                    spanish,
                    hearing,
                    removal,
                    stage,
                    agency,
                    detainedSince,
                    fund,
                    consented,
                    consented ? Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS) : Set.of(),
                    null);
        }

        Situation situation() {
            return situation(Map.of(), List.of());
        }

        Situation situation(Map<OrganizationId, Asked> asked, List<FundEntry> funds) {
            var byHolder = new java.util.HashMap<OrganizationId, List<FundEntry>>();
            funds.forEach(each -> each.holders()
                    .forEach(holder -> byHolder.computeIfAbsent(holder, key -> new java.util.ArrayList<>())
                            .add(each)));
            var facts = build();
            return new Situation(
                    caseFile(1),
                    facts,
                    ADELANTO.equals(facility) ? FieldOfficeCode.of("LOS") : null,
                    Duration.ofDays(1),
                    Drawing.deadline(facts, NOW),
                    byHolder,
                    asked,
                    Set.of(),
                    rules,
                    overrides,
                    NOW);
        }
    }

    static final class Practicing {

        private Set<Service> services = Set.of(Service.BOND);
        private Set<FacilityCode> facilities = Set.of(ADELANTO);
        private Set<CourtCode> courts = Set.of();
        private Set<FieldOfficeCode> offices = Set.of();
        private Set<LanguageCode> languages = Set.of(SPANISH, MAM);
        private Set<LanguageCode> relays = Set.of();
        private Map<Urgency, Integer> answers = Map.of(Urgency.U1, 120);
        private Set<Arrangement> arrangements = Set.of(Arrangement.UNFUNDED, Arrangement.AROUND_THE_CLOCK);
        private Set<LocalDate> holidays = Set.of();
        private Taking taking = Taking.OPEN;
        private final Map<Service, Capacity> capacity = new EnumMap<>(Service.class);
        private @Nullable PromisedWeek week;

        Practicing services(Service... services) {
            this.services = Set.of(services);
            return this;
        }

        Practicing facilities(FacilityCode... facilities) {
            this.facilities = Set.of(facilities);
            return this;
        }

        Practicing courts(String court) {
            this.courts = Set.of(CourtCode.of(court));
            return this;
        }

        Practicing everywhereIn(String office) {
            this.offices = Set.of(FieldOfficeCode.of(office));
            return this;
        }

        Practicing languages(LanguageCode... languages) {
            this.languages = Set.of(languages);
            return this;
        }

        Practicing relays(LanguageCode... relays) {
            this.relays = Set.of(relays);
            return this;
        }

        Practicing answers(Map<Urgency, Integer> answers) {
            this.answers = answers;
            return this;
        }

        Practicing with(Arrangement... arrangements) {
            this.arrangements = Set.of(arrangements);
            return this;
        }

        Practicing closedOn(LocalDate... days) {
            this.holidays = Set.of(days);
            return this;
        }

        Practicing paused() {
            this.taking = Taking.PAUSED;
            return this;
        }

        Practicing promised(Service service, int promised, int used) {
            this.capacity.put(service, new Capacity(promised, used, promised > used ? NOW : null));
            return this;
        }

        /** It promises week by week, and answered for the week of {@link Given#NOW}. */
        Practicing promisedThisWeek(Service service, @Nullable Integer cases, int used, Limits limits) {
            return thisWeek(service, new Promise(cases, used, limits, NOW, null));
        }

        /** It promises week by week, and has said nothing of the week of {@link Given#NOW}. */
        Practicing byWeek() {
            this.week = PromisedWeek.blank(Week.of(NOW));
            return this;
        }

        Practicing thisWeek(Service service, Promise promise) {
            var said = week == null ? PromisedWeek.blank(Week.of(NOW)) : week;
            this.week = said.with(service, promise).said(NOW);
            return this;
        }

        Offering offering() {
            return new Offering(
                    services, facilities, courts, offices, languages, relays, answers, arrangements, holidays);
        }

        Candidate by(OrganizationId provider) {
            return by(provider, Standing.ADMITTED);
        }

        Candidate by(OrganizationId provider, Standing standing) {
            var sheet = week == null
                    ? new PracticeSheet(provider, 1, 1, offering(), taking, capacity, NOW)
                    : new PracticeSheet(
                            provider, 1, 1, offering(), taking, capacity, week.week(), List.of(week), week, NOW);
            return new Candidate(provider, standing, sheet);
        }
    }

    static FundEntry fund(String name, OrganizationId holder, FundRule... rules) {
        return new FundEntry(new FundId(new UUID(11, name.hashCode())), name, Set.of(holder), List.of(rules));
    }

    static FundRule rule(FundRule.Kind kind) {
        return new FundRule(kind, Set.of(LOS_ANGELES), 200, LocalDate.of(2025, 1, 1), null, "test");
    }
}
