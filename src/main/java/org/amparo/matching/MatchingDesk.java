package org.amparo.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Facility;
import org.amparo.catalog.ListName;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Code;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.Directory.OrganizationEntry;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where practices are described, shortlists are read, and routing is set. A provider describes its own practice; dispatchers and
 * stewards may do it for any provider. Anybody else finds nothing here.
 */
@Component
public class MatchingDesk {

    private static final int MOST_MINUTES = 60 * 24 * 60;
    private static final int MOST_HOLIDAYS = 100;

    private final Practices practices;
    private final PracticeBook book;
    private final Shortlists shortlists;
    private final RoutedCases cases;
    private final AskedProviders asked;
    private final RoutingHistory routing;
    private final RoutingInForce inForce;
    private final Drawing drawing;
    private final Directory directory;
    private final Catalog catalog;
    private final MatchingViews views;
    private final Clock clock;

    MatchingDesk(
            Practices practices,
            PracticeBook book,
            Shortlists shortlists,
            RoutedCases cases,
            AskedProviders asked,
            RoutingHistory routing,
            RoutingInForce inForce,
            Drawing drawing,
            Directory directory,
            Catalog catalog,
            MatchingViews views,
            Clock clock) {
        this.practices = practices;
        this.book = book;
        this.shortlists = shortlists;
        this.cases = cases;
        this.asked = asked;
        this.routing = routing;
        this.inForce = inForce;
        this.drawing = drawing;
        this.directory = directory;
        this.catalog = catalog;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Says what a provider can take, and how much.
     *
     * @throws Rejected naming the field, when a code is unknown, a facility has closed, something necessary is missing or a promise is below what is in use; as
     *     stale, when somebody else described the practice in the meantime
     * @throws NotFound when there is no such provider for this person
     */
    @Transactional
    public PracticeView describe(DescribePractice command, SignedIn by) {
        var organization = provider(command.provider(), by);
        check(command.offering());
        var now = clock.instant();
        var practice = lock(command.provider()).expect(command.revision());
        refuseClosed(command.offering(), practice.sheet(now).offering());
        practice.describe(command.offering().without(day -> day.isBefore(today())), command.taking(), by.actor(), now);
        if (command.promised() != null) {
            checkOffered(command.promised(), command.offering());
            practice.promise(command.promised(), command.taking(), by.actor(), now);
        }
        if (command.rooming() != null) {
            practice.room(command.rooming(), by.actor(), now);
        }
        return save(practice, organization);
    }

    /**
     * Says how much a provider can take.
     *
     * @throws Rejected naming the field, when a promise is negative, below what is in use or of a service not offered
     * @throws NotFound when there is no such provider for this person
     */
    @Transactional
    public PracticeView setCapacity(SetCapacity command, SignedIn by) {
        var organization = provider(command.provider(), by);
        var practice =
                practices.lock(command.provider()).orElseThrow(() -> Rejected.conflict("practice-not-described"));
        checkOffered(command.promised(), practice.sheet(clock.instant()).offering());
        practice.promise(command.promised(), command.taking(), by.actor(), clock.instant());
        return save(practice, organization);
    }

    /** The practice of a provider; blank, with revision 0, when nobody has described it. */
    @Transactional(readOnly = true)
    public PracticeView practice(OrganizationId provider, SignedIn by) {
        var organization = provider(provider, by);
        var sheet = practices
                .findById(provider)
                .map(practice -> practice.sheet(clock.instant()))
                .orElseGet(() -> PracticeSheet.blank(provider));
        return views.practice(sheet, organization.name());
    }

    /** Every provider with its practice, by name. For dispatchers and stewards. */
    @Transactional(readOnly = true)
    public List<PracticeView> practices(SignedIn by) {
        MatchingPolicy.requireAllPractices(by);
        return directory.organizations(OrganizationKind.PROVIDER).stream()
                .map(organization -> views.practice(book.sheet(organization.id()), organization.name()))
                .toList();
    }

    /**
     * How every provider stands for a round of a case. For volunteers and dispatchers.
     *
     * @param round {@code null} for the latest
     */
    @Transactional(readOnly = true)
    public ShortlistView shortlist(CaseId caseFile, @Nullable Integer round, SignedIn by) {
        MatchingPolicy.requireShortlist(by);
        return view(caseFile, round);
    }

    /** Judges all providers anew, as a dispatcher asked. A round that waits no more is left as it was. */
    @Transactional
    public ShortlistView redraw(CaseId caseFile, int round, SignedIn by) {
        MatchingPolicy.requireDrawing(by);
        drawing.draw(caseFile, round, by.actor());
        return view(caseFile, round);
    }

    /**
     * Why a case came to the reader's own organization. Nothing is said of any other provider, nor of a case that never was offered to it.
     *
     * @param round {@code null} for the one it was last offered
     */
    @Transactional(readOnly = true)
    public EntryView whyMine(CaseId caseFile, @Nullable Integer round, SignedIn by) {
        MatchingPolicy.requireProvider(by);
        var own = asked.last(caseFile, round, by.organization()).orElseThrow(NotFound::new);
        var shortlist =
                shortlists.findById(new ShortlistId(caseFile, own.round())).orElseThrow(NotFound::new);
        var ranked = shortlist.entries().stream()
                .filter(entry -> entry.provider().equals(by.organization()))
                .findFirst()
                .orElseThrow(NotFound::new);
        return views.entry(
                ranked,
                null,
                by.organizationName(),
                fundNames(),
                views.asked(own),
                shortlist.onCall().contains(by.organization()));
    }

    /** The settings in force. */
    @Transactional(readOnly = true)
    public RoutingView routing(SignedIn by) {
        MatchingPolicy.requireSettings(by);
        return routing.current().view();
    }

    /** @throws Rejected when the weights contradict each other, or somebody else changed the settings in the meantime */
    @Transactional
    public RoutingView change(ChangeRouting command, SignedIn by) {
        MatchingPolicy.requireChangeOfSettings(by);
        var changed = routing.current().change(command, by.actor(), clock.instant());
        inForce.forgetAfterCommit();
        return routing.save(changed).view();
    }

    private ShortlistView view(CaseId caseFile, @Nullable Integer wanted) {
        var rounds = cases.rounds(caseFile);
        var routed = rounds.stream()
                .filter(each -> wanted == null || each.round() == wanted)
                .findFirst()
                .orElseThrow(NotFound::new);
        var shortlist = shortlists.findById(new ShortlistId(caseFile, routed.round()));
        return new ShortlistView(
                caseFile,
                routed.round(),
                rounds.stream().map(RoutedCase::round).toList(),
                routed.reference(),
                routed.facts(),
                routed.waiting(),
                shortlist.map(Shortlist::route).orElse(null),
                shortlist.map(Shortlist::cause).orElse(null),
                shortlist.map(Shortlist::drawnAt).orElse(null),
                shortlist.map(Shortlist::settingsVersion).orElse(null),
                shortlist.map(Shortlist::rulesVersion).orElse(null),
                shortlist.map(this::payers).orElse(List.of()),
                shortlist.map(drawn -> entries(drawn, routed)).orElse(List.of()));
    }

    /**
     * A fund says the same of a case whoever holds it. Those that pay come first, those that do not last. Only funds of providers that could take
     * the case but for the money are told, where there are any: that a fund pays which none of them holds helps nobody.
     */
    private List<ShortlistView.PayerView> payers(Shortlist shortlist) {
        var names = fundNames();
        var byFund = new LinkedHashMap<FundId, FundCheck>();
        var could = shortlist.entries().stream().filter(Unfunded::couldTake).toList();
        (could.isEmpty() ? shortlist.entries() : could)
                .forEach(entry -> entry.funds().forEach(check -> byFund.putIfAbsent(check.fund(), check)));
        return byFund.values().stream()
                .filter(check -> names.containsKey(check.fund().toString()))
                .map(check -> views.payer(check, names.getOrDefault(check.fund().toString(), "")))
                .sorted(Comparator.comparingInt((ShortlistView.PayerView payer) -> PAYING.indexOf(payer.finding()))
                        .thenComparing(ShortlistView.PayerView::name))
                .toList();
    }

    private static final List<Finding> PAYING =
            List.of(Finding.PASS, Finding.OVERRIDDEN, Finding.UNKNOWN, Finding.WAIVED, Finding.FAIL);

    private List<EntryView> entries(Shortlist shortlist, RoutedCase routed) {
        var names = directory.organizations(OrganizationKind.PROVIDER).stream()
                .collect(Collectors.toMap(OrganizationEntry::id, Function.identity()));
        var funds = fundNames();
        var askedNow = new HashMap<OrganizationId, Asked>();
        asked.of(routed.caseFile()).stream()
                .filter(each -> each.round() == routed.round())
                .forEach(each -> askedNow.put(each.provider(), each));
        var entries = new ArrayList<EntryView>();
        var onCall = shortlist.onCall();
        var rank = 0;
        for (var entry : shortlist.entries()) {
            var organization = names.get(entry.provider());
            var own = askedNow.get(entry.provider());
            var excluded = entry.eligibility() == Eligibility.EXCLUDED;
            rank += excluded ? 0 : 1;
            entries.add(views.entry(
                    entry,
                    excluded ? null : (Integer) rank,
                    organization == null ? "" : organization.name(),
                    funds,
                    own == null ? null : views.asked(own),
                    onCall.contains(entry.provider())));
        }
        return entries;
    }

    private Map<String, String> fundNames() {
        return directory.funds(today()).stream()
                .collect(Collectors.toMap(fund -> fund.id().toString(), FundEntry::name));
    }

    private LocalDate today() {
        return clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate();
    }

    private PracticeView save(Practice practice, OrganizationEntry organization) {
        var saved = practices.save(practice);
        book.turnPageAfterCommit();
        return views.practice(saved.sheet(clock.instant()), organization.name());
    }

    private Practice lock(OrganizationId provider) {
        return practices.lock(provider).orElseGet(() -> new Practice(provider, clock.instant()));
    }

    private OrganizationEntry provider(OrganizationId id, SignedIn by) {
        MatchingPolicy.requirePractice(id, by);
        return directory
                .organization(id)
                .filter(organization -> organization.kind() == OrganizationKind.PROVIDER)
                .orElseThrow(NotFound::new);
    }

    private void check(Offering offering) {
        require(!offering.services().isEmpty(), "services", "services-missing");
        require(
                !offering.facilities().isEmpty()
                        || !offering.fieldOffices().isEmpty()
                        || offering.has(Arrangement.NOT_DETAINED),
                "facilities",
                "places-missing");
        require(!offering.languages().isEmpty(), "languages", "languages-missing");
        offering.facilities().forEach(code -> known(catalog.facility(code).isPresent(), "facilities", code));
        offering.courts().forEach(code -> known(catalog.court(code).isPresent(), "courts", code));
        offering.fieldOffices()
                .forEach(code -> known(
                        catalog.entry(ListName.FIELD_OFFICE, ListCode.of(code.value()))
                                .isPresent(),
                        "fieldOffices",
                        code));
        offering.languages().forEach(code -> known(catalog.language(code).isPresent(), "languages", code));
        offering.relays().forEach(code -> known(catalog.language(code).isPresent(), "relays", code));
        require(offering.relays().isEmpty() || offering.canRelay(), "relays", "relay-needs-spanish");
        require(
                !offering.has(Arrangement.SPANISH_BRIDGE) || offering.speaksSpanish(),
                "arrangements",
                "bridge-needs-spanish");
        require(offering.holidays().size() <= MOST_HOLIDAYS, "holidays", "holidays-too-many");
        offering.answerMinutes().forEach((urgency, minutes) -> {
            if (minutes < 1 || minutes > MOST_MINUTES) {
                throw Rejected.invalid("answerMinutes." + urgency, "answer-minutes-out-of-range", MOST_MINUTES);
            }
        });
    }

    /** Nobody begins to serve what has closed. What was served before it did stays, and is marked on the page. */
    private void refuseClosed(Offering offering, Offering before) {
        for (var code : offering.facilities()) {
            if (!catalog.isOpen(code, today()) && !before.facilities().contains(code)) {
                throw Rejected.invalid(
                        "facilities",
                        "facility-closed",
                        catalog.facility(code).map(Facility::name).orElse(code.value()));
            }
        }
    }

    private static void checkOffered(Map<Service, Integer> promised, Offering offering) {
        promised.forEach((service, cases) -> {
            if (cases > 0 && !offering.services().contains(service)) {
                throw Rejected.invalid("capacity." + service, "capacity-not-offered", service.name());
            }
        });
    }

    private static void known(boolean known, String field, Code code) {
        if (!known) {
            throw Rejected.invalid(field, "unknown-code", code.value());
        }
    }

    private static void require(boolean holds, String field, String code) {
        if (!holds) {
            throw Rejected.invalid(field, code);
        }
    }
}
