package org.amparo.intake.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Court;
import org.amparo.catalog.Entry;
import org.amparo.catalog.Facility;
import org.amparo.catalog.Language;
import org.amparo.catalog.ListName;
import org.amparo.intake.AgencyInvolved;
import org.amparo.intake.AgencyPart;
import org.amparo.intake.Answer;
import org.amparo.intake.ArrestHow;
import org.amparo.intake.Authority;
import org.amparo.intake.CaseState;
import org.amparo.intake.CloseReason;
import org.amparo.intake.ConsentAnswer;
import org.amparo.intake.ConsentPurpose;
import org.amparo.intake.Consenter;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.DraftSection;
import org.amparo.intake.HoldReason;
import org.amparo.intake.LiftReason;
import org.amparo.intake.LocatorResult;
import org.amparo.intake.ObservationSource;
import org.amparo.intake.PartyRole;
import org.amparo.intake.Relation;
import org.amparo.intake.ShredCause;
import org.amparo.intake.SpanishFluency;
import org.amparo.intake.UrgencyReason;
import org.amparo.kernel.Code;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.Directory;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What codes stand for, and what a form lets choose. Templates ask it as {@code words}. */
@Component
public class CodeWords {

    static final String NAME = "words";

    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final int SCRIPT_LINES = 9;

    private final Catalog catalog;
    private final Directory directory;
    private final MessageSource messages;
    private final Clock clock;

    CodeWords(Catalog catalog, Directory directory, MessageSource messages, Clock clock) {
        this.catalog = catalog;
        this.directory = directory;
        this.messages = messages;
        this.clock = clock;
    }

    /** In which of two files about one person work goes on. */
    public Map<String, String> keptFiles() {
        var files = new LinkedHashMap<String, String>();
        for (var which : List.of("THIS", "OTHER")) {
            files.put(which, say("intake.same.kept." + which));
        }
        return files;
    }

    // What a code stands for; a code no list knows any more stands for itself

    public @Nullable Object facility(@Nullable FacilityCode code) {
        return code == null ? null : or(catalog.facility(code).orElse(null), code);
    }

    public @Nullable Object court(@Nullable CourtCode code) {
        return code == null ? null : or(catalog.court(code).orElse(null), code);
    }

    public @Nullable Object language(@Nullable LanguageCode code) {
        return code == null ? null : or(catalog.language(code).orElse(null), code);
    }

    public @Nullable Object country(@Nullable Code code) {
        return entry(ListName.COUNTRY, code);
    }

    public @Nullable Object county(@Nullable Code code) {
        return entry(ListName.COUNTY, code);
    }

    public @Nullable Object agency(@Nullable Code code) {
        return entry(ListName.AGENCY, code);
    }

    /** Agencies with their parts, as one line each. */
    public List<String> involved(List<AgencyInvolved> agencies) {
        return agencies.stream()
                .map(one -> say(
                        "intake.agency.with-part",
                        name(ListName.AGENCY, one.agency()),
                        say("intake.AgencyPart." + one.part().name())))
                .toList();
    }

    public @Nullable Object stage(@Nullable Code code) {
        return entry(ListName.PIPELINE_STAGE, code);
    }

    public @Nullable Object script(@Nullable Code code) {
        return entry(ListName.CALL_SCRIPT, code);
    }

    public String member(@Nullable MemberId id) {
        return id == null
                ? ""
                : directory.member(id).map(Directory.MemberEntry::name).orElse("");
    }

    public String organization(@Nullable OrganizationId id) {
        return id == null
                ? ""
                : directory
                        .organization(id)
                        .map(Directory.OrganizationEntry::name)
                        .orElse("");
    }

    /** The detail of a line of history: a code of one list or another. */
    public Object detail(String code) {
        for (var reason : CloseReason.values()) {
            if (reason.name().equals(code)) {
                return reason;
            }
        }
        for (var reason : HoldReason.values()) {
            if (reason.name().equals(code)) {
                return reason;
            }
        }
        for (var reason : LiftReason.values()) {
            if (reason.name().equals(code)) {
                return reason;
            }
        }
        for (var urgency : Urgency.values()) {
            if (urgency.name().equals(code)) {
                return code;
            }
        }
        if (code.startsWith("ROUND_")) {
            return say("intake.history.round", code.substring("ROUND_".length()));
        }
        if (code.equals("PROVISIONAL")) {
            return say("intake.consent.provisional");
        }
        return or(catalog.facility(FacilityCode.of(code)).orElse(null), new FacilityCode(code));
    }

    // What a form lets choose

    /** @param held what was chosen before: kept to choose though it has closed, so that nothing is lost without a word */
    public Map<String, Object> facilities(String held) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("UNKNOWN", say("intake.custody.facility.unknown"));
        catalog.facilities(today())
                .forEach(facility -> options.put(
                        facility.code().value(), facility.name() + " · " + facility.city() + ", " + facility.state()));
        if (!options.containsKey(held) && held.matches("[\\w-]{1,40}")) {
            catalog.facility(FacilityCode.of(held))
                    .ifPresent(closed -> options.put(held, say("intake.custody.facility.closed", closed.name())));
        }
        return options;
    }

    /** Facilities only, to filter by. */
    public List<Facility> places() {
        return catalog.facilities(today());
    }

    public List<Court> courts() {
        return catalog.courts(today());
    }

    public List<Language> languages() {
        return catalog.languages(today());
    }

    public List<Entry> countries() {
        return catalog.entries(ListName.COUNTRY, today());
    }

    public List<Entry> counties() {
        return catalog.entries(ListName.COUNTY, today());
    }

    public List<Entry> agencies() {
        return catalog.entries(ListName.AGENCY, today());
    }

    public List<Entry> stages() {
        return catalog.entries(ListName.PIPELINE_STAGE, today());
    }

    public List<Entry> scripts() {
        return catalog.entries(ListName.CALL_SCRIPT, today());
    }

    /** The answers to a question; one nobody has asked yet stands first. */
    public Map<String, Object> answers() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("", Answer.NOT_ASKED);
        for (var answer : List.of(Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.REFUSED)) {
            options.put(answer.name(), answer);
        }
        return options;
    }

    public List<AgencyPart> agencyParts() {
        return List.of(AgencyPart.values());
    }

    public List<Integer> agencyRows() {
        return IntStream.range(0, DraftSection.AGENCIES).boxed().toList();
    }

    public List<Relation> relations() {
        return List.of(Relation.values());
    }

    public List<Authority> authorities() {
        return List.of(Authority.values());
    }

    public List<CustodyStatus> custodies() {
        return List.of(CustodyStatus.values());
    }

    public List<ObservationSource> sources() {
        return List.of(ObservationSource.values());
    }

    public List<ArrestHow> arrests() {
        return List.of(ArrestHow.values());
    }

    public List<SpanishFluency> fluencies() {
        return List.of(SpanishFluency.values());
    }

    public List<UrgencyReason> questions() {
        return UrgencyReason.questions();
    }

    public List<Service> services() {
        return List.of(Service.values());
    }

    public Map<String, Object> urgencies() {
        Map<String, Object> options = new LinkedHashMap<>();
        for (var urgency : Urgency.values()) {
            options.put(urgency.name(), urgency.name() + ": " + say("kernel.Urgency." + urgency.name()));
        }
        return options;
    }

    public List<ConsentAnswer> consentAnswers() {
        return List.of(ConsentAnswer.GIVEN, ConsentAnswer.REFUSED, ConsentAnswer.NOT_ASKED);
    }

    public List<Consenter> consenters() {
        return List.of(Consenter.values());
    }

    public List<ConsentPurpose> purposes() {
        return List.of(ConsentPurpose.values());
    }

    public List<PartyRole> partyRoles() {
        return List.of(PartyRole.values());
    }

    public List<CloseReason> closeReasons() {
        return Arrays.stream(CloseReason.values()).filter(CloseReason::isChosen).toList();
    }

    public List<ShredCause> shredReasons() {
        return Arrays.stream(ShredCause.values())
                .filter(cause -> cause != ShredCause.CLOCK)
                .toList();
    }

    public List<HoldReason> holdReasons() {
        return List.of(HoldReason.values());
    }

    public List<LiftReason> liftReasons() {
        return List.of(LiftReason.values());
    }

    public List<LocatorResult> locatorResults() {
        return List.of(LocatorResult.values());
    }

    public List<CaseState> openStates() {
        return List.of(CaseState.WAITING, CaseState.NO_CONSENT, CaseState.PLACED, CaseState.SERVED);
    }

    public List<Integer> parties() {
        return IntStream.range(0, DraftSection.PARTIES).boxed().toList();
    }

    /** The call script in the language of the call; in English when nobody has written it in that language. */
    public List<String> script(LanguageCode spoken) {
        var locale = Locale.of(scriptLanguage(spoken));
        var lines = new ArrayList<String>();
        for (var line = 1; line <= SCRIPT_LINES; line++) {
            lines.add(messages.getMessage("intake.script." + line, null, locale));
        }
        return lines;
    }

    public String scriptLanguage(LanguageCode spoken) {
        return spoken.value().equals("es") ? "es" : "en";
    }

    String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    private String name(ListName list, ListCode code) {
        return catalog.entry(list, code)
                .map(entry ->
                        LocaleContextHolder.getLocale().getLanguage().equals("es") ? entry.spanish() : entry.english())
                .orElse(code.value());
    }

    private @Nullable Object entry(ListName list, @Nullable Code code) {
        return code == null
                ? null
                : or(catalog.entry(list, new ListCode(code.value())).orElse(null), code);
    }

    private static Object or(@Nullable Object known, Code code) {
        return known == null ? code.value() : known;
    }
}
