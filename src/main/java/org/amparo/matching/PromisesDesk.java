package org.amparo.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.ListName;
import org.amparo.kernel.Code;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Rejected.Fault;
import org.amparo.kernel.Service;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.OrganizationEntry;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.SignedIn;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where providers promise room week by week. A provider promises for itself; dispatchers and stewards may for any. Anybody else finds nothing
 * here.
 */
@Component
public class PromisesDesk {

    private static final int DAYS_OF_DECLINES = 90;

    private final Practices practices;
    private final AskedProviders asked;
    private final PracticeBook book;
    private final Directory directory;
    private final Catalog catalog;
    private final MatchingViews views;
    private final Clock clock;

    PromisesDesk(
            Practices practices,
            AskedProviders asked,
            PracticeBook book,
            Directory directory,
            Catalog catalog,
            MatchingViews views,
            Clock clock) {
        this.practices = practices;
        this.asked = asked;
        this.book = book;
        this.directory = directory;
        this.catalog = catalog;
        this.views = views;
        this.clock = clock;
    }

    /** What a provider said of this week, the next, and the last few. */
    @Transactional(readOnly = true)
    public PromisesView promises(OrganizationId provider, SignedIn by) {
        var organization = provider(provider, by);
        return view(
                practices
                        .findById(provider)
                        .map(practice -> practice.sheet(clock.instant()))
                        .orElseGet(() -> PracticeSheet.blank(provider)),
                organization);
    }

    /**
     * Says how many cases a provider takes on in this week or the next. From then on its room goes by the week.
     *
     * @throws Rejected naming the fields, when a promise is negative or below what is in use, of a service not offered, or for a place or a language
     *     the practice does not serve; by name when a facility has closed; as stale, when somebody else said something in the meantime
     * @throws NotFound when there is no such provider for this person
     */
    @Transactional
    public PromisesView promise(PromiseWeek command, SignedIn by) {
        var organization = provider(command.provider(), by);
        return promise(
                command.week(),
                command.promised(),
                lock(command.provider()).expect(command.revision()),
                organization,
                by);
    }

    /**
     * Says the same again as of the last week that was answered for, but for services that are offered no more.
     *
     * @throws Rejected when nothing was promised for any week before, or what was cannot be promised again
     * @throws NotFound when there is no such provider for this person
     */
    @Transactional
    public PromisesView repeat(RepeatPromise command, SignedIn by) {
        var organization = provider(command.provider(), by);
        var practice = lock(command.provider()).expect(command.revision());
        var sheet = practice.sheet(clock.instant());
        var last =
                sheet.lastAnsweredBefore(command.week()).orElseThrow(() -> Rejected.conflict("no-promise-to-repeat"));
        var promised = new EnumMap<Service, PromisedRoom>(Service.class);
        last.promises().forEach((service, promise) -> {
            if (promise.promised() != null && sheet.offering().services().contains(service)) {
                promised.put(service, new PromisedRoom(promise.promised(), promise.limits()));
            }
        });
        return promise(command.week(), promised, practice, organization, by);
    }

    /**
     * Says that there is room of a service this week after all, as promised, though an offer was declined for want of it.
     *
     * @throws NotFound when there is no such provider for this person
     */
    @Transactional
    public PromisesView roomAfterAll(OrganizationId provider, Service service, SignedIn by) {
        var organization = provider(provider, by);
        var now = clock.instant();
        var saved = practices.save(lock(provider).roomAfterAll(service, by.actor(), now));
        book.turnPageAfterCommit();
        return view(saved.sheet(now), organization);
    }

    /** What the answers of the reader's own organization to offers taught of its practice. */
    @Transactional(readOnly = true)
    public LessonsView lessons(SignedIn by) {
        MatchingPolicy.requireProvider(by);
        var provider = by.organization();
        var now = clock.instant();
        var since = now.atZone(OfficeHours.PACIFIC).toLocalDate().minusDays(DAYS_OF_DECLINES);
        var practice = practices.findById(provider);
        return new LessonsView(
                practice.map(Practice::questions).orElse(List.of()),
                practice.map(known -> full(known.sheet(now))).orElse(List.of()),
                since,
                asked.declines(provider, since.atStartOfDay(OfficeHours.PACIFIC).toInstant()));
    }

    /**
     * Says that what was put in question is right as it stands. Nothing happens when it is not in question any more.
     *
     * @throws NotFound when there is no such provider for this person
     */
    @Transactional
    public void confirm(ConfirmPractice command, SignedIn by) {
        provider(command.provider(), by);
        practices.save(lock(command.provider()).confirm(command.kind(), command.code(), by.actor(), clock.instant()));
    }

    private static List<LessonsView.Full> full(PracticeSheet sheet) {
        var full = new ArrayList<LessonsView.Full>();
        sheet.week().promises().forEach((service, promise) -> {
            if (promise.fullSince() != null && sheet.rooming() == Rooming.BY_WEEK) {
                full.add(new LessonsView.Full(service, promise.fullSince()));
            }
        });
        return full;
    }

    private PromisesView promise(
            Week week,
            Map<Service, PromisedRoom> promised,
            Practice practice,
            OrganizationEntry organization,
            SignedIn by) {
        var now = clock.instant();
        var current = Week.of(now);
        if (current.next().isBefore(week)) {
            throw Rejected.conflict("week-too-far");
        }
        var offering = practice.sheet(now).offering();
        var day = week.equals(current) ? now.atZone(OfficeHours.PACIFIC).toLocalDate() : week.begins();
        var faults = new ArrayList<Fault>();
        new TreeMap<>(promised).forEach((service, room) -> check(service, room, offering, day, faults));
        if (!faults.isEmpty()) {
            throw Rejected.invalid(faults);
        }
        var saved = practices.save(practice.promise(week, promised, by.actor(), now));
        book.turnPageAfterCommit();
        return view(saved.sheet(now), organization);
    }

    private Practice lock(OrganizationId provider) {
        return practices.lock(provider).orElseThrow(() -> Rejected.conflict("practice-not-described"));
    }

    private void check(Service service, PromisedRoom room, Offering offering, LocalDate day, List<Fault> faults) {
        var field = "promises." + service.name();
        if (room.cases() > 0 && !offering.services().contains(service)) {
            faults.add(new Fault(field + ".cases", "capacity-not-offered", List.of(service.name())));
        }
        var limits = room.limits();
        for (var code : limits.facilities()) {
            var facility = catalog.facility(code);
            if (facility.isEmpty()) {
                faults.add(unknown(field + ".facilities", code));
            } else if (!catalog.isOpen(code, day)) {
                faults.add(refused(
                        field + ".facilities",
                        "promise-facility-closed",
                        service,
                        facility.get().name()));
            } else if (!offering.facilities().contains(code)
                    && !offering.fieldOffices().contains(facility.get().fieldOffice())) {
                faults.add(refused(
                        field + ".facilities",
                        "promise-place-not-served",
                        service,
                        facility.get().name()));
            }
        }
        for (var code : limits.fieldOffices()) {
            var office = catalog.entry(ListName.FIELD_OFFICE, ListCode.of(code.value()));
            if (office.isEmpty()) {
                faults.add(unknown(field + ".fieldOffices", code));
            } else if (!offering.fieldOffices().contains(code)) {
                faults.add(refused(
                        field + ".fieldOffices",
                        "promise-place-not-served",
                        service,
                        office.get().english()));
            }
        }
        for (var code : limits.languages()) {
            var language = catalog.language(code);
            if (language.isEmpty()) {
                faults.add(unknown(field + ".languages", code));
            } else if (!offering.languages().contains(code)
                    && !offering.relays().contains(code)) {
                faults.add(refused(
                        field + ".languages",
                        "promise-language-not-reached",
                        service,
                        language.get().english()));
            }
        }
    }

    private static Fault unknown(String field, Code code) {
        return new Fault(field, "unknown-code", List.of(code.value()));
    }

    private static Fault refused(String field, String code, Service service, String name) {
        return new Fault(field, code, List.of(service.name(), name));
    }

    private PromisesView view(PracticeSheet sheet, OrganizationEntry organization) {
        var current = Week.of(clock.instant());
        var weeks = new ArrayList<>(sheet.weeks());
        for (var week : List.of(current, current.next())) {
            if (weeks.stream().noneMatch(each -> each.week().equals(week))) {
                weeks.add(PromisedWeek.blank(week));
            }
        }
        weeks.sort(Comparator.comparing(PromisedWeek::week).reversed());
        return new PromisesView(
                sheet.provider(),
                organization.name(),
                sheet.saysRoom(),
                sheet.revision(),
                sheet.offering(),
                weeks.stream()
                        .map(week -> view(week, sheet.offering(), current))
                        .toList());
    }

    private PromisesView.WeekView view(PromisedWeek week, Offering offering, Week current) {
        var services = new TreeSet<Service>(offering.services());
        services.addAll(week.promises().keySet());
        return new PromisesView.WeekView(
                week.week().begins(),
                week.week().ends(),
                phase(week.week(), current),
                week.saidAt(),
                services.stream()
                        .map(service -> views.promise(service, week.promise(service)))
                        .toList());
    }

    private static PromisesView.Phase phase(Week week, Week current) {
        if (week.equals(current)) {
            return PromisesView.Phase.CURRENT;
        }
        return week.isBefore(current) ? PromisesView.Phase.PAST : PromisesView.Phase.NEXT;
    }

    private OrganizationEntry provider(OrganizationId id, SignedIn by) {
        MatchingPolicy.requirePractice(id, by);
        return directory
                .organization(id)
                .filter(organization -> organization.kind() == OrganizationKind.PROVIDER)
                .orElseThrow(NotFound::new);
    }
}
