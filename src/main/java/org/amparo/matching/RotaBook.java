package org.amparo.matching;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amparo.kernel.Reach;
import org.amparo.kernel.Remembered;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.MemberEntry;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which providers have somebody on call, from memory. Who it is stays with the provider: that there is somebody is all that routing asks. What
 * another node changes is seen within a second.
 */
@Component
class RotaBook {

    private final Remembered<Map<OrganizationId, Rota>> rotas;
    private final PracticeBook book;
    private final Directory directory;

    RotaBook(Rotas rotas, PracticeBook book, Directory directory, Reach reach, JdbcClient jdbc) {
        this.rotas = new Remembered<>(
                () -> reach.ofAmparo(
                        () -> rotas.findAll().stream().collect(toMap(Rota::provider, Function.identity()))),
                () -> reach.ofAmparo(() -> jdbc.sql("SELECT coalesce(sum(version + 1), 0) FROM matching.rota")
                        .query(Long.class)
                        .single()),
                Duration.ofSeconds(1));
        this.book = book;
        this.directory = directory;
    }

    /** Those of the providers that have somebody on call on that day, Pacific time: a person who still answers offers there. */
    Set<OrganizationId> onCall(List<OrganizationId> providers, LocalDate day) {
        var known = rotas.get();
        return providers.stream()
                .filter(provider -> {
                    var rota = known.get(provider);
                    return rota != null
                            && rota.onCall(day, book.sheet(provider).offering())
                                    .filter(member -> directory.members(provider, Set.of(Role.PROVIDER)).stream()
                                            .map(MemberEntry::id)
                                            .anyMatch(member::equals))
                                    .isPresent();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Called inside a transaction that changes a rota: once it has committed, the next reader reads again. */
    void forgetAfterCommit() {
        AfterCommit.first(rotas::forget);
    }
}
