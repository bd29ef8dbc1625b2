package org.amparo.matching;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Rejected.Fault;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * What a provider organization can take, and how much. Born when the provider (or somebody for it) first describes it; changed by
 * the provider whenever its work changes; lives as long as the organization. Room is used when a referral is accepted and given back
 * when it is concluded, both after the commit of that decision and each once for a referral.
 *
 * <p>A provider says a standing room, so many cases at a time, or promises week by week. What it said last counts: from the first week it
 * promises on it works by the week, until it says a standing room again. A place of a week is used by what is accepted in that week, and given
 * back only as long as the week lasts. What is in use is counted both ways for everybody, so that changing over loses nothing.
 *
 * <p>{@code revision} counts what people said; {@code version} also counts used room, so that an acceptance in the meantime does not
 * make a person's form stale.
 */
@Entity
@Table(schema = "matching", name = "practice")
class Practice extends AbstractAggregateRoot<Practice> {

    static final int MOST_PROMISED = 999;

    /** So many weeks that are over are kept, to say the same again and to see what became of them. */
    private static final int WEEKS_KEPT = 8;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private OrganizationId provider;

    @Version
    private @Nullable Long version;

    private int revision;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private Offering offering;

    @Enumerated(EnumType.STRING)
    private Taking taking;

    private Instant describedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(schema = "matching", name = "capacity", joinColumns = @JoinColumn(name = "provider"))
    @MapKeyColumn(name = "service")
    @MapKeyEnumerated(EnumType.STRING)
    private Map<Service, Capacity> capacity = new HashMap<>();

    private @Nullable LocalDate byWeekSince;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private List<PromisedWeek> weeks = List.of();

    private @Nullable LocalDate askedFor;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private List<PracticeQuestion> questions = List.of();

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Practice() {}

    Practice(OrganizationId provider, Instant now) {
        this.provider = provider;
        this.offering = Offering.nothing();
        this.taking = Taking.OPEN;
        this.describedAt = now;
    }

    /** @throws Rejected as stale, when somebody else described the practice since the person looked */
    Practice expect(@Nullable Integer seen) {
        if (seen != null && seen != revision) {
            throw Rejected.stale();
        }
        return this;
    }

    Practice describe(Offering offering, Taking taking, Actor actor, Instant now) {
        this.offering = offering;
        this.describedAt = now;
        this.questions = List.of(); // whoever describes it anew has answered them
        this.revision++;
        take(taking, now);
        registerEvent(new PracticeDescribed(provider, actor, now));
        return this;
    }

    /**
     * Says a standing room, in place of all that was said of room before; a service that is not named is not said.
     *
     * @throws Rejected when a promise is below what is in use, or is no sensible number
     */
    Practice promise(Map<Service, Integer> promised, Taking taking, Actor actor, Instant now) {
        var faults = new ArrayList<Fault>();
        new TreeMap<>(promised)
                .forEach((service, cases) -> check(
                        "capacity." + service.name(),
                        "capacity-below-use",
                        service,
                        cases,
                        capacity.getOrDefault(service, Capacity.NOT_SAID).used(),
                        faults));
        refuse(faults);
        this.revision++;
        var before = sheet(now);
        var reopened = take(taking, now);
        byWeekSince = null;
        settle(question -> question.kind() == PracticeQuestion.Kind.ROOM);
        var week = week(Week.of(now));
        for (var service : services(promised.keySet())) {
            capacity.put(
                    service, capacity.getOrDefault(service, Capacity.NOT_SAID).promise(promised.get(service), now));
            if (week.promises().containsKey(service)) {
                week = week.with(service, week.promise(service).notFull(now));
            }
        }
        keep(week, now);
        return announceChanges(before, services(promised.keySet()), reopened, actor, now);
    }

    /**
     * Promises for one week, in place of all that was promised for it before; a service that is not named is not said. From that week on the
     * practice works by the week.
     *
     * @throws Rejected when the week is over, a promise is below what is in use, or is no sensible number
     */
    Practice promise(Week of, Map<Service, PromisedRoom> promised, Actor actor, Instant now) {
        if (of.isBefore(Week.of(now))) {
            throw Rejected.conflict("week-over");
        }
        var before = sheet(now);
        var week = before.week(of);
        var faults = new ArrayList<Fault>();
        new TreeMap<>(promised)
                .forEach((service, room) -> check(
                        "promises." + service.name() + ".cases",
                        "promise-below-use",
                        service,
                        room.cases(),
                        week.promise(service).used(),
                        faults));
        refuse(faults);
        this.revision++;
        byWeek(of);
        var concerned = services(promised.keySet());
        concerned.addAll(week.promises().keySet());
        var said = week.said(now);
        for (var service : concerned) {
            var room = promised.get(service);
            said = said.with(
                    service,
                    room == null
                            ? said.promise(service).promise(null, Limits.NONE, now)
                            : said.promise(service).promise(room.cases(), room.limits(), now));
        }
        keep(said, now);
        registerEvent(new WeekPromised(provider, of.begins(), actor, now));
        return announceChanges(before, concerned, false, actor, now);
    }

    /**
     * It declined for want of room. What it promised for the week counts as used up until it says otherwise or the week ends; a standing room is
     * put in question.
     */
    Practice declinedForRoom(Service service, Instant declinedAt, Actor actor, Instant now) {
        var before = sheet(now);
        if (before.rooming() == Rooming.STANDING) {
            return before.room(service).mayHaveRoom()
                    ? question(new PracticeQuestion(PracticeQuestion.Kind.ROOM, service.name(), declinedAt))
                    : this;
        }
        var week = week(Week.of(declinedAt));
        var saidSince = week.saidAt() != null && week.saidAt().isAfter(declinedAt);
        if (saidSince || !now.isBefore(week.week().over())) {
            return this;
        }
        keep(week.with(service, week.promise(service).full(now)), now);
        return announceChanges(before, List.of(service), false, actor, now);
    }

    /** There is room after all, as it was promised for this week. */
    Practice roomAfterAll(Service service, Actor actor, Instant now) {
        var before = sheet(now);
        var week = week(Week.of(now));
        keep(week.with(service, week.promise(service).notFull(now)), now);
        return announceChanges(before, List.of(service), false, actor, now);
    }

    /** Puts something of it in question, once until it is answered. */
    Practice question(PracticeQuestion question) {
        if (questions.stream().noneMatch(each -> each.isAbout(question.kind(), question.code()))) {
            var asked = new ArrayList<>(questions);
            asked.add(question);
            questions = List.copyOf(asked);
        }
        return this;
    }

    /** What was put in question is right as it stands. */
    Practice confirm(PracticeQuestion.Kind kind, String code, Actor actor, Instant now) {
        if (questions.stream().anyMatch(each -> each.isAbout(kind, code))) {
            settle(question -> question.isAbout(kind, code));
            registerEvent(new PracticeConfirmed(provider, kind, actor, now));
        }
        return this;
    }

    List<PracticeQuestion> questions() {
        return questions;
    }

    private void settle(Predicate<PracticeQuestion> answered) {
        questions = questions.stream().filter(answered.negate()).toList();
    }

    /** Asks what it takes on in a week, once, and only who promises by the week and has not said. */
    Practice ask(Week next, Instant now) {
        if (byWeekSince != null
                && taking == Taking.OPEN
                && !next.begins().equals(askedFor)
                && !week(next).answered()) {
            askedFor = next.begins();
            registerEvent(new WeekAwaited(provider, next.begins(), next.plus(-1).over(), Actor.system(), now));
        }
        return this;
    }

    /** Works by the week from this one on, or with the standing room it said last. */
    Practice room(Rooming rooming, Actor actor, Instant now) {
        if (rooming != saysRoom()) {
            var before = sheet(now);
            if (rooming == Rooming.BY_WEEK) {
                byWeek(Week.of(now));
            } else {
                byWeekSince = null;
            }
            announceChanges(before, services(List.of()), false, actor, now);
        }
        return this;
    }

    private Rooming saysRoom() {
        return byWeekSince == null ? Rooming.STANDING : Rooming.BY_WEEK;
    }

    /** @param acceptedAt says in which week the place was taken */
    Practice use(Collection<Service> services, Instant acceptedAt, Actor actor, Instant now) {
        var week = week(Week.of(acceptedAt));
        for (var service : services) {
            capacity.merge(service, Capacity.NOT_SAID.use(), (before, first) -> before.use());
            week = week.with(service, week.promise(service).use());
        }
        keep(week, now);
        services.forEach(service -> announce(service, actor, now));
        return this;
    }

    /** @param acceptedAt when the place was taken: one of a week that is over is not given back to anybody */
    Practice giveBack(Collection<Service> services, Instant acceptedAt, Actor actor, Instant now) {
        var week = week(Week.of(acceptedAt));
        var lasts = now.isBefore(week.week().over());
        for (var service : services) {
            capacity.computeIfPresent(service, (key, before) -> before.giveBack(now));
            if (lasts && week.promises().containsKey(service)) {
                week = week.with(service, week.promise(service).giveBack(now));
            }
        }
        keep(week, now);
        services.forEach(service -> announce(service, actor, now));
        return this;
    }

    PracticeSheet sheet(Instant now) {
        var week = Week.of(now);
        return new PracticeSheet(
                provider,
                version == null ? 0 : version,
                revision,
                offering,
                taking,
                capacity,
                byWeekSince == null ? null : new Week(byWeekSince),
                weeks,
                week(week),
                describedAt);
    }

    private static void check(
            String field, String belowUse, Service service, int promised, int used, List<Fault> faults) {
        if (promised < 0) {
            faults.add(new Fault(field, "capacity-negative", List.of(service.name())));
        } else if (promised > MOST_PROMISED) {
            faults.add(new Fault(field, "capacity-too-large", List.of(service.name(), MOST_PROMISED)));
        } else if (promised < used) {
            faults.add(new Fault(field, belowUse, List.of(service.name(), promised, used)));
        }
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Rejected.invalid(faults);
        }
    }

    /** All services it has something to say of. */
    private Set<Service> services(Collection<Service> named) {
        var services = EnumSet.noneOf(Service.class);
        services.addAll(named);
        services.addAll(capacity.keySet());
        services.addAll(offering.services());
        return services;
    }

    private void byWeek(Week first) {
        if (byWeekSince == null || first.begins().isBefore(byWeekSince)) {
            byWeekSince = first.begins();
        }
    }

    private PromisedWeek week(Week wanted) {
        return weeks.stream()
                .filter(each -> each.week().equals(wanted))
                .findFirst()
                .orElseGet(() -> PromisedWeek.blank(wanted));
    }

    private void keep(PromisedWeek changed, Instant now) {
        var oldest = Week.of(now).plus(-WEEKS_KEPT);
        var kept = new ArrayList<PromisedWeek>();
        weeks.stream()
                .filter(each ->
                        !each.week().equals(changed.week()) && !each.week().isBefore(oldest))
                .forEach(kept::add);
        if (!changed.week().isBefore(oldest)
                && (changed.answered() || !changed.promises().isEmpty())) {
            kept.add(changed);
        }
        kept.sort(Comparator.comparing(PromisedWeek::week));
        weeks = List.copyOf(kept);
    }

    /** @return whether the provider takes cases again after a pause: then every service has room from now on */
    private boolean take(Taking next, Instant now) {
        var reopened = taking == Taking.PAUSED && next == Taking.OPEN;
        taking = next;
        if (reopened) {
            capacity.replaceAll(
                    (service, each) -> new Capacity(each.promised(), each.used(), each.mayHaveRoom() ? now : null));
            var week = week(Week.of(now));
            for (var each : week.promises().entrySet()) {
                week = week.with(each.getKey(), each.getValue().reopened(now));
            }
            keep(week, now);
        }
        return reopened;
    }

    private Practice announceChanges(
            PracticeSheet before, Collection<Service> services, boolean all, Actor actor, Instant now) {
        var after = sheet(now);
        for (var service : services) {
            if (all || !after.room(service).saysTheSameAs(before.room(service))) {
                announce(service, actor, now);
            }
        }
        return this;
    }

    private void announce(Service service, Actor actor, Instant now) {
        var sheet = sheet(now);
        var room = sheet.room(service);
        var standing =
                sheet.rooming() == Rooming.STANDING ? sheet.capacity(service).promised() : null;
        var turned = taking == Taking.PAUSED || !room.mayHaveRoom() || room.appearedAt(now);
        registerEvent(new CapacityChanged(provider, service, room.open(), standing, turned, actor, now));
    }
}
