package org.amparo.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.amparo.intake.Reveals.Step;
import org.amparo.ledger.LedgerLine;
import org.amparo.ledger.Openings;
import org.amparo.membership.Directory;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts together who saw what because of which decision, from two records that are only ever added to: the decisions in the history of the
 * case, and the looks in the ledger. A look carries its ground and what there was to see since it was written down, so later decisions
 * change nothing of it.
 */
@Component
class RevealRecord {

    /** What opens or closes a part of the file to an organization. */
    private static final Set<HistoryKind> DECISIONS = EnumSet.of(
            HistoryKind.OFFERED,
            HistoryKind.OFFER_OPENED,
            HistoryKind.FILE_OPENED,
            HistoryKind.PLACED,
            HistoryKind.UNPLACED,
            HistoryKind.HELD,
            HistoryKind.FREED);

    private final CaseHistory history;
    private final Openings openings;
    private final Directory directory;

    RevealRecord(CaseHistory history, Openings openings, Directory directory) {
        this.history = history;
        this.openings = openings;
        this.directory = directory;
    }

    Reveals of(CaseFile file) {
        Map<Optional<OrganizationId>, List<Step>> sights = new LinkedHashMap<>();
        var looks = openings.of(file.id()).reversed();
        looks.stream()
                .filter(line -> basis(line) == Basis.HOTLINE)
                .forEach(line -> look(line).ifPresent(step -> into(sights, line.organization(), step)));
        for (var entry : history.of(file.id()).reversed()) {
            if (DECISIONS.contains(entry.what())) {
                into(sights, entry.organization(), decision(entry));
            }
        }
        looks.stream()
                .filter(line -> basis(line) != Basis.HOTLINE)
                .forEach(line -> look(line).ifPresent(step -> into(sights, line.organization(), step)));
        return new Reveals(
                file.id(),
                file.reference(),
                sights.entrySet().stream()
                        .map(sight -> new Reveals.Sight(
                                sight.getKey().orElse(null),
                                sight.getKey()
                                        .flatMap(directory::organization)
                                        .map(Directory.OrganizationEntry::name)
                                        .orElse(null),
                                together(sight.getValue())))
                        .toList(),
                looks.size() >= Openings.AT_MOST);
    }

    private static void into(
            Map<Optional<OrganizationId>, List<Step>> sights, @Nullable OrganizationId organization, Step step) {
        sights.computeIfAbsent(Optional.ofNullable(organization), key -> new ArrayList<>())
                .add(step);
    }

    private Step decision(CaseHistory.Entry entry) {
        return new Step(
                entry.at(), entry.what(), null, null, Set.of(), entry.member(), name(entry.member()), 1, entry.at());
    }

    private static Optional<Step> look(LedgerLine line) {
        return code(ReadAs.class, line)
                .map(as -> new Step(
                        line.at(), null, as, basis(line), shown(line), line.member(), line.memberName(), 1, line.at()));
    }

    private static @Nullable Basis basis(LedgerLine line) {
        return code(Basis.class, line).orElse(null);
    }

    private static Set<FieldSet> shown(LedgerLine line) {
        var shown = new TreeSet<FieldSet>();
        for (var word : words(line)) {
            Arrays.stream(FieldSet.values())
                    .filter(one -> one.name().equals(word))
                    .forEach(shown::add);
        }
        return shown;
    }

    private static <E extends Enum<E>> Optional<E> code(Class<E> type, LedgerLine line) {
        return words(line).stream()
                .flatMap(word -> Arrays.stream(type.getEnumConstants())
                        .filter(one -> one.name().equals(word)))
                .findFirst();
    }

    private static List<String> words(LedgerLine line) {
        return line.ground() == null ? List.of() : List.of(line.ground().split(" "));
    }

    private @Nullable String name(@Nullable MemberId member) {
        return member == null
                ? null
                : directory.member(member).map(Directory.MemberEntry::name).orElse(null);
    }

    /** In the order of time; somebody who looks again at the same is one step. */
    private static List<Step> together(List<Step> steps) {
        var told = new ArrayList<Step>();
        var sorted = steps.stream().sorted(Comparator.comparing(Step::at)).toList();
        for (var step : sorted) {
            var before = told.isEmpty() ? null : told.getLast();
            if (before != null && step.as() != null && isSame(before, step)) {
                told.set(told.size() - 1, again(before, step.at()));
            } else {
                told.add(step);
            }
        }
        return told;
    }

    private static boolean isSame(Step one, Step other) {
        return one.as() == other.as()
                && one.because() == other.because()
                && one.shown().equals(other.shown())
                && Objects.equals(one.member(), other.member());
    }

    private static Step again(Step step, Instant last) {
        return new Step(
                step.at(),
                step.decision(),
                step.as(),
                step.because(),
                step.shown(),
                step.member(),
                step.memberName(),
                step.times() + 1,
                last);
    }
}
