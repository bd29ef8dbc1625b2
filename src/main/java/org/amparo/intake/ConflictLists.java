package org.amparo.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Reach;
import org.amparo.kernel.Rejected;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.vault.Cell;
import org.amparo.vault.Fingerprints;
import org.amparo.vault.Fingerprints.Word;
import org.amparo.vault.Lifetime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/**
 * Names an organization keeps to check for conflicts, sealed under a key of the list and found by fingerprints of that organization alone:
 * rows of two organizations, or of a list and a case, can't be told to be about the same person by who has the database.
 *
 * <p>A case is compared with the list of the organization it was offered to, and of no other, so that a list asks nobody who is in Amparo.
 * The comparison is made anew when list or case have changed, three times at most, so that a list can't be changed word by word until it
 * spells a name.
 */
@Component
class ConflictLists {

    static final int REFERENCE = 60;

    private static final int PAGE = 50;
    private static final int MOST_NAMES = 50_000;
    private static final int COMPARISONS_OF_A_CASE = 3;
    private static final int COMPARISONS_AN_HOUR = 120;
    private static final int ALIKE = 20;
    private static final Duration UNCONFIRMED = Duration.ofDays(1);
    private static final TypeReference<Listed> LISTED = new TypeReference<>() {};

    private static final String ROW = "SELECT id, kind, told, added_at, words, found FROM intake.conflict_entry ";

    private final Sealing sealing;
    private final Fingerprints fingerprints;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Reach reach;
    private final Clock clock;

    ConflictLists(
            Sealing sealing,
            Fingerprints fingerprints,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Reach reach,
            Clock clock) {
        this.sealing = sealing;
        this.fingerprints = fingerprints;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.reach = reach;
        this.clock = clock;
    }

    /** What is sealed of an entry. */
    record Listed(PersonalText name, @Nullable PersonalText reference) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /** @param owner whose key seals the names; another one after the list was cleared */
    private record ListRow(UUID owner, long stamp) {}

    private record Entry(UUID id, ConflictKind kind, byte[] told, Instant addedAt, int words, Set<Long> found) {

        static Entry read(ResultSet row, int number) throws SQLException {
            return new Entry(
                    row.getObject("id", UUID.class),
                    ConflictKind.valueOf(row.getString("kind")),
                    row.getBytes("told"),
                    row.getTimestamp("added_at").toInstant(),
                    row.getInt("words"),
                    Set.of((Long[]) row.getArray("found").getArray()));
        }
    }

    // The list

    ConflictListView list(@Nullable ConflictId after, OrganizationId organization) {
        var list = find(organization);
        if (list.isEmpty()) {
            return new ConflictListView(0, List.of(), null);
        }
        var found = jdbc.sql(ROW + """
                        WHERE organization = ? AND upload IS NULL AND (cast(? AS uuid) IS NULL OR id < cast(? AS uuid))
                        ORDER BY id DESC LIMIT ?
                        """)
                .param(organization.value())
                .param(after == null ? null : after.value())
                .param(after == null ? null : after.value())
                .param(PAGE + 1)
                .query(Entry::read)
                .list();
        var page =
                found.stream().limit(PAGE).map(entry -> view(entry, list.get())).toList();
        return new ConflictListView(
                names(organization),
                page,
                found.size() > PAGE ? page.getLast().id().toString() : null);
    }

    /** Those on the list whose names are like what was typed. */
    List<ConflictEntryView> search(String typed, OrganizationId organization) {
        var words = words(organization, List.of(typed));
        var list = find(organization);
        if (words.isEmpty() || list.isEmpty()) {
            return List.of();
        }
        return candidates(organization, words).stream()
                .filter(entry -> matched(words, entry) == words.size())
                .limit(PAGE)
                .map(entry -> view(entry, list.get()))
                .toList();
    }

    ConflictId add(AddConflict command, SignedIn by) {
        requireRoom(by.organization(), 1);
        var id = insert(command, change(by.organization()), null, by);
        return new ConflictId(id);
    }

    void remove(ConflictId id, OrganizationId organization) {
        var gone = jdbc.sql("DELETE FROM intake.conflict_entry WHERE id = ? AND organization = ? AND upload IS NULL")
                .params(id.value(), organization.value())
                .update();
        if (gone == 0) {
            throw new NotFound();
        }
        change(organization);
    }

    /** Deletes the list and destroys its key: no older copy of the database can be read. */
    int clear(OrganizationId organization) {
        var list = find(organization).orElseThrow(NotFound::new);
        var names = names(organization);
        jdbc.sql("DELETE FROM intake.conflict_entry WHERE organization = ?")
                .param(organization.value())
                .update();
        jdbc.sql("DELETE FROM intake.conflict_list WHERE organization = ?")
                .param(organization.value())
                .update();
        reach.widen(); // whose list it was is established; its key is destroyed by Amparo
        sealing.shred(List.of(list.owner()));
        return names;
    }

    // Files of names

    ConflictUploadView upload(byte[] file, SignedIn by) {
        var content = NameList.read(file);
        var organization = by.organization();
        var problems = new ArrayList<>(content.problems());
        var traces = new HashSet<>(
                jdbc.sql("SELECT trace FROM intake.conflict_entry WHERE organization = ? AND upload IS NULL")
                        .param(organization.value())
                        .query(Long.class)
                        .list());
        var good = new ArrayList<AddConflict>();
        var known = 0;
        for (var line : content.named()) {
            var entry = line.entry();
            if (words(organization, List.of(entry.name().reveal())).isEmpty()) {
                problems.add(new ConflictUploadView.RowProblem(line.row(), "name-without-letters"));
            } else if (!traces.add(trace(organization, entry))) {
                known++;
            } else {
                good.add(entry);
            }
        }
        problems.sort(Comparator.comparingInt(ConflictUploadView.RowProblem::row));
        requireRoom(organization, good.size());
        var upload = ConflictId.create();
        var list = find(organization).orElseGet(() -> begin(organization));
        good.forEach(one -> insert(one, list, upload, by));
        return new ConflictUploadView(upload, good.size(), known, problems, pending(upload, organization, list));
    }

    ConflictUploadView uploaded(ConflictId upload, OrganizationId organization) {
        var list = find(organization).orElseThrow(NotFound::new);
        var good = jdbc.sql("SELECT count(*) FROM intake.conflict_entry WHERE upload = ? AND organization = ?")
                .params(upload.value(), organization.value())
                .query(Integer.class)
                .single();
        if (good == 0) {
            throw new NotFound();
        }
        return new ConflictUploadView(upload, good, 0, List.of(), pending(upload, organization, list));
    }

    private List<ConflictEntryView> pending(ConflictId upload, OrganizationId organization, ListRow list) {
        return jdbc
                .sql(ROW + "WHERE upload = ? AND organization = ? ORDER BY id LIMIT " + ALIKE)
                .params(upload.value(), organization.value())
                .query(Entry::read)
                .list()
                .stream()
                .map(entry -> view(entry, list))
                .toList();
    }

    int confirm(ConflictId upload, OrganizationId organization) {
        var confirmed = jdbc.sql("UPDATE intake.conflict_entry SET upload = NULL WHERE upload = ? AND organization = ?")
                .params(upload.value(), organization.value())
                .update();
        if (confirmed == 0) {
            throw new NotFound();
        }
        change(organization);
        return confirmed;
    }

    int discard(ConflictId upload, OrganizationId organization) {
        var gone = jdbc.sql("DELETE FROM intake.conflict_entry WHERE upload = ? AND organization = ?")
                .params(upload.value(), organization.value())
                .update();
        if (gone == 0) {
            throw new NotFound();
        }
        return gone;
    }

    /** What nobody confirmed within a day is deleted. */
    @Scheduled(cron = "0 41 * * * *", zone = "America/Los_Angeles")
    void purge() {
        transaction.executeWithoutResult(
                status -> jdbc.sql("DELETE FROM intake.conflict_entry WHERE upload IS NOT NULL AND added_at < ?")
                        .param(Timestamp.from(clock.instant().minus(UNCONFIRMED)))
                        .update());
    }

    // The comparison

    /** What was answered before holds as long as list and case are the same. */
    ConflictCheck compare(CaseFile file, SignedIn by) {
        var organization = by.organization();
        var list = find(organization);
        var listed = list.isEmpty() ? 0 : names(organization);
        if (list.isEmpty() || listed == 0) {
            return new ConflictCheck(file.id(), file.reference(), ConflictAnswer.NO_LIST, 0, null);
        }
        var known = jdbc.sql("""
                        SELECT answer, checked_at, list_stamp, told_version, comparisons FROM intake.conflict_answer
                        WHERE case_id = ? AND organization = ? FOR UPDATE
                        """)
                .params(file.id().value(), organization.value())
                .query((row, number) -> new Known(
                        ConflictAnswer.valueOf(row.getString("answer")),
                        row.getTimestamp("checked_at").toInstant(),
                        row.getLong("list_stamp"),
                        row.getLong("told_version"),
                        row.getInt("comparisons")))
                .optional();
        if (known.isPresent()
                && known.get().listStamp() == list.get().stamp()
                && known.get().toldVersion() == file.toldVersion()) {
            return new ConflictCheck(
                    file.id(),
                    file.reference(),
                    known.get().answer(),
                    listed,
                    known.get().checkedAt());
        }
        if (known.map(Known::comparisons).orElse(0) >= COMPARISONS_OF_A_CASE || isBusy(organization)) {
            return new ConflictCheck(file.id(), file.reference(), ConflictAnswer.ASKED_TOO_OFTEN, listed, null);
        }
        var now = clock.instant();
        var answer = alike(file, organization).isEmpty() ? ConflictAnswer.NO_MATCH : ConflictAnswer.POSSIBLE_MATCH;
        jdbc.sql("""
                        INSERT INTO intake.conflict_answer (case_id, organization, answer, checked_at, list_stamp, told_version, comparisons)
                        VALUES (?, ?, ?, ?, ?, ?, 1)
                        ON CONFLICT (case_id, organization) DO UPDATE
                        SET answer = excluded.answer, checked_at = excluded.checked_at, list_stamp = excluded.list_stamp,
                            told_version = excluded.told_version, comparisons = conflict_answer.comparisons + 1
                        """)
                .params(
                        file.id().value(),
                        organization.value(),
                        answer.name(),
                        Timestamp.from(now),
                        list.get().stamp(),
                        file.toldVersion())
                .update();
        return new ConflictCheck(file.id(), file.reference(), answer, listed, now);
    }

    private record Known(ConflictAnswer answer, Instant checkedAt, long listStamp, long toldVersion, int comparisons) {}

    private boolean isBusy(OrganizationId organization) {
        return jdbc.sql("SELECT count(*) FROM intake.conflict_answer WHERE organization = ? AND checked_at > ?")
                        .params(
                                organization.value(),
                                Timestamp.from(clock.instant().minus(Duration.ofHours(1))))
                        .query(Integer.class)
                        .single()
                >= COMPARISONS_AN_HOUR;
    }

    /** Those on the list who are like somebody in the case, for who sees the names of the case anyway. */
    List<ConflictEntryView> marked(CaseFile file, OrganizationId organization) {
        return find(organization)
                .map(list -> alike(file, organization).stream()
                        .limit(ALIKE)
                        .map(entry -> view(entry, list))
                        .toList())
                .orElse(List.of());
    }

    private List<Entry> alike(CaseFile file, OrganizationId organization) {
        var people = people(file.told(), organization);
        var all = people.stream().flatMap(somebody -> somebody.words().stream()).toList();
        return all.isEmpty()
                ? List.of()
                : candidates(organization, all).stream()
                        .filter(entry -> people.stream().anyMatch(somebody -> isAlike(somebody, entry)))
                        .toList();
    }

    /** Somebody in a case, by the words of the names that are written together. A party may be a firm. */
    private record Named(List<Word> words, boolean party) {}

    /** Everybody a check of conflicts asks about. */
    private List<Named> people(Told told, OrganizationId organization) {
        var person = told.person();
        var own = new ArrayList<String>();
        if (person.name() != null) {
            own.add(person.name().reveal());
        }
        person.surnames().forEach(surname -> own.add(surname.reveal()));
        var caller = told.caller().name();
        var people = Stream.of(
                        Stream.of(List.copyOf(own)),
                        person.aliases().stream().map(alias -> List.of(alias.reveal())),
                        Stream.ofNullable(caller).map(name -> List.of(name.reveal())))
                .flatMap(names -> names)
                .map(names -> new Named(words(organization, names), false));
        var parties = told.parties().stream()
                .map(party -> new Named(words(organization, List.of(party.name().reveal())), true));
        return Stream.concat(people, parties)
                .filter(somebody -> !somebody.words().isEmpty())
                .toList();
    }

    /**
     * Of two names of several words, the shorter must be in the longer but for one word, and two words at least: a mother's surname is
     * often left out. A single word is like a single word, and, as firms are listed, like a word of a party's name.
     */
    private static boolean isAlike(Named somebody, Entry entry) {
        var words = somebody.words();
        var shorter = Math.min(words.size(), entry.words());
        if (shorter > 1) {
            return matched(words, entry) >= (shorter > 3 ? shorter - 1 : 2);
        }
        return words.size() == entry.words()
                ? matched(words, entry) == 1
                : somebody.party()
                        && words.stream().anyMatch(word -> entry.found().contains(word.spelt()));
    }

    private static int matched(List<Word> words, Entry entry) {
        return Math.toIntExact(words.stream()
                .filter(word ->
                        entry.found().contains(word.spelt()) || !Collections.disjoint(entry.found(), word.sounds()))
                .count());
    }

    private List<Entry> candidates(OrganizationId organization, List<Word> words) {
        var any = words.stream()
                .flatMap(word -> Stream.concat(Stream.of(word.spelt()), word.sounds().stream()))
                .distinct()
                .toArray(Long[]::new);
        return jdbc.sql(ROW + "WHERE organization = ? AND upload IS NULL AND found && ? ORDER BY id DESC")
                .param(organization.value())
                .param(any)
                .query(Entry::read)
                .list();
    }

    // Rows

    private Optional<ListRow> find(OrganizationId organization) {
        return jdbc.sql("SELECT owner, stamp FROM intake.conflict_list WHERE organization = ?")
                .param(organization.value())
                .query((row, number) -> new ListRow(row.getObject("owner", UUID.class), row.getLong("stamp")))
                .optional();
    }

    private int names(OrganizationId organization) {
        return jdbc.sql("SELECT count(*) FROM intake.conflict_entry WHERE organization = ? AND upload IS NULL")
                .param(organization.value())
                .query(Integer.class)
                .single();
    }

    /** The list is another one from now on: what was answered by the former is compared anew. */
    private ListRow change(OrganizationId organization) {
        if (find(organization).isEmpty()) {
            return begin(organization);
        }
        return jdbc.sql(
                        "UPDATE intake.conflict_list SET stamp = stamp + 1 WHERE organization = ? RETURNING owner, stamp")
                .param(organization.value())
                .query((row, number) -> new ListRow(row.getObject("owner", UUID.class), row.getLong("stamp")))
                .single();
    }

    private ListRow begin(OrganizationId organization) {
        var owner = ConflictId.create().value();
        sealing.admit(owner, Lifetime.LASTING);
        jdbc.sql("INSERT INTO intake.conflict_list (organization, owner, stamp) VALUES (?, ?, ?)")
                .params(organization.value(), owner, clock.millis())
                .update();
        return find(organization).orElseThrow();
    }

    private UUID insert(AddConflict one, ListRow list, @Nullable ConflictId upload, SignedIn by) {
        var id = ConflictId.create().value();
        var words = words(by.organization(), List.of(one.name().reveal()));
        var found = words.stream()
                .flatMap(word -> Stream.concat(Stream.of(word.spelt()), word.sounds().stream()))
                .distinct()
                .toArray(Long[]::new);
        jdbc.sql("""
                        INSERT INTO intake.conflict_entry (id, organization, kind, told, words, found, trace, added_at, added_by, upload)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? AS uuid))
                        """)
                .param(id)
                .param(by.organization().value())
                .param(one.kind().name())
                .param(sealing.seal(cell(id, list), new Listed(one.name(), one.reference())))
                .param(words.size())
                .param(found)
                .param(trace(by.organization(), one))
                .param(Timestamp.from(clock.instant()))
                .param(by.member().value())
                .param(upload == null ? null : upload.value())
                .update();
        return id;
    }

    private void requireRoom(OrganizationId organization, int more) {
        if (names(organization) + more > MOST_NAMES) {
            throw Rejected.conflict("conflict-list-full", MOST_NAMES);
        }
    }

    private ConflictEntryView view(Entry entry, ListRow list) {
        var listed = sealing.open(cell(entry.id(), list), entry.told(), LISTED);
        return new ConflictEntryView(
                new ConflictId(entry.id()),
                listed.name().reveal(),
                entry.kind(),
                PersonalText.revealed(listed.reference()),
                entry.addedAt());
    }

    private List<Word> words(OrganizationId organization, List<String> names) {
        return fingerprints.words("conflicts|" + organization, names);
    }

    /** The same name of the same kind with the same reference is listed once. */
    private long trace(OrganizationId organization, AddConflict one) {
        return fingerprints.of(
                "conflict|" + organization,
                String.join(
                        "\n",
                        one.name().reveal().strip(),
                        one.kind().name(),
                        one.reference() == null ? "" : one.reference().reveal().strip()));
    }

    private static Cell cell(UUID entry, ListRow list) {
        return new Cell("intake.conflict_entry", "told/" + entry, list.owner(), 1);
    }
}
