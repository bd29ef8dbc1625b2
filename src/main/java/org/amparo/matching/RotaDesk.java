package org.amparo.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.MemberEntry;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where a provider plans who of its people is on call. Only for itself; anybody else finds nothing here. */
@Component
public class RotaDesk {

    /** So many weeks can be planned. */
    public static final int WEEKS = 8;

    private static final int MOST_DAYS = 100;

    private final Rotas rotas;
    private final RotaBook rotaBook;
    private final PracticeBook book;
    private final Directory directory;
    private final Clock clock;

    RotaDesk(Rotas rotas, RotaBook rotaBook, PracticeBook book, Directory directory, Clock clock) {
        this.rotas = rotas;
        this.rotaBook = rotaBook;
        this.book = book;
        this.directory = directory;
        this.clock = clock;
    }

    /** The rota of the reader's own organization; empty, with revision 0, when nobody has planned one. */
    @Transactional(readOnly = true)
    public RotaView rota(SignedIn by) {
        MatchingPolicy.requireProvider(by);
        return view(rotas.findById(by.organization()).orElseGet(() -> new Rota(by.organization())), by.organization());
    }

    /**
     * Plans the rota of the reader's own organization. What is over is forgotten.
     *
     * @throws Rejected naming the field, when a week or day is too far away or a person answers no offers there; as stale, when somebody else planned in
     *     the meantime
     * @throws NotFound when the reader's organization answers no offers
     */
    @Transactional
    public RotaView plan(PlanRota command, SignedIn by) {
        MatchingPolicy.requireProvider(by);
        var now = clock.instant();
        var last = Week.of(now).plus(WEEKS - 1);
        if (command.weeks().keySet().stream().anyMatch(last::isBefore)) {
            throw Rejected.invalid("weeks", "rota-too-far");
        }
        if (command.days().keySet().stream().anyMatch(day -> day.isAfter(last.ends()))
                || command.days().size() > MOST_DAYS) {
            throw Rejected.invalid("days", "rota-too-far");
        }
        requirePeople("weeks", command.weeks().values(), by.organization());
        requirePeople("days", command.days().values(), by.organization());
        var rota = rotas.lock(by.organization())
                .orElseGet(() -> new Rota(by.organization()))
                .expect(command.revision());
        rotaBook.forgetAfterCommit();
        return view(rotas.save(rota.plan(command.weeks(), command.days(), by.actor(), now)), by.organization());
    }

    private void requirePeople(String field, Collection<MemberId> people, OrganizationId provider) {
        for (var member : people) {
            if (person(member, provider).isEmpty()) {
                throw Rejected.invalid(field, "rota-no-such-person");
            }
        }
    }

    private RotaView view(Rota rota, OrganizationId provider) {
        var today = today();
        var offering = book.sheet(provider).offering();
        var first = Week.of(today);
        return new RotaView(
                rota.revision(),
                rota.onCall(today, offering)
                        .flatMap(member -> person(member, provider))
                        .orElse(null),
                offering.holidays().contains(today),
                IntStream.range(0, WEEKS)
                        .mapToObj(first::plus)
                        .map(week -> new RotaView.WeekTurn(week.begins(), week.ends(), turn(rota, week, provider)))
                        .toList(),
                rota.days().stream()
                        .filter(turn -> !turn.from().isBefore(today))
                        .map(turn -> person(turn.member(), provider)
                                .map(person -> new RotaView.DayTurn(turn.from(), person))
                                .orElse(null))
                        .filter(Objects::nonNull)
                        .toList(),
                directory.members(provider, Set.of(Role.PROVIDER)).stream()
                        .map(RotaDesk::person)
                        .toList());
    }

    private RotaView.@Nullable Person turn(Rota rota, Week week, OrganizationId provider) {
        return rota.weeks().stream()
                .filter(turn -> turn.from().equals(week.begins()))
                .findFirst()
                .flatMap(turn -> person(turn.member(), provider))
                .orElse(null);
    }

    /** Nobody who has left, or answers no offers any more. */
    private Optional<RotaView.Person> person(MemberId member, OrganizationId provider) {
        return directory.members(provider, Set.of(Role.PROVIDER)).stream()
                .filter(each -> each.id().equals(member))
                .map(RotaDesk::person)
                .findFirst();
    }

    private static RotaView.Person person(MemberEntry member) {
        return new RotaView.Person(member.id(), member.name());
    }

    private LocalDate today() {
        return clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate();
    }
}
