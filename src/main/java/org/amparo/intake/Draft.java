package org.amparo.intake;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Personal;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.vault.Cell;
import org.amparo.vault.Lifetime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * An intake being written: what people typed, valid or not. Born when a volunteer answers the phone, saved section by section, and
 * designed to be deleted: its content goes when it is submitted, and all of it after thirty days without a touch. It lives in the
 * database, not in a session, so signing in again finds it where it was.
 */
@Entity
@Table(schema = "intake", name = "draft")
@EntityListeners(Sealing.class)
class Draft implements Sealing.Sealed {

    private static final TypeReference<Map<DraftSection, Content>> SECTIONS = new TypeReference<>() {};

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private DraftId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "owner"))
    private MemberId owner;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "organization"))
    private OrganizationId organization;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "language"))
    private LanguageCode language;

    private Instant startedAt;
    private Instant touchedAt;

    /** What was typed, sealed; nothing once it was submitted. */
    private byte @Nullable [] sections;

    private long sectionsVersion;

    @Transient
    private @Nullable Map<DraftSection, Content> opened;

    @Transient
    private long sealedVersion;

    @Transient
    private @Nullable Sealing sealing;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "submitted_as"))
    private @Nullable CaseId submittedAs;

    /** What was typed in one section, and how often the section was saved. */
    record Content(long version, Map<String, Typed> fields) implements Personal {

        static final Content EMPTY = new Content(0, Map.of());

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /** What was typed in one field, at which version of the section and by whom, and what stood there before. */
    record Typed(List<String> value, long at, @Nullable MemberId by, List<String> before) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Draft() {}

    private Draft(SignedIn by, LanguageCode language, Instant now) {
        this.id = DraftId.create();
        this.owner = by.member();
        this.organization = by.organization();
        this.language = language;
        this.startedAt = now;
        this.touchedAt = now;
        keep(new EnumMap<>(DraftSection.class));
    }

    static Draft start(SignedIn by, LanguageCode language, Instant now) {
        return new Draft(by, language, now);
    }

    /**
     * Keeps what was typed in a section. A field somebody else has changed since the version the typist saw is a conflict when both
     * typed something different; all other fields are kept. A field that still says what it said before the other's change was not
     * touched by this typist, and nobody is in conflict with themselves.
     *
     * @return the fields in conflict, with what was typed now
     */
    Map<String, List<String>> save(
            DraftSection section, long seen, Map<String, List<String>> typed, MemberId by, Instant now) {
        var content = content(section);
        var next = content.version() + 1;
        Map<String, Typed> fields = new HashMap<>(content.fields());
        Map<String, List<String>> conflicts = new LinkedHashMap<>();
        var changed = false;
        for (var entry : typed.entrySet()) {
            var mine = entry.getValue();
            var kept = fields.getOrDefault(entry.getKey(), new Typed(List.of(), 0, null, List.of()));
            if (mine.equals(kept.value())) {
                continue;
            }
            if (kept.at() > seen && !by.equals(kept.by())) {
                if (!mine.equals(kept.before())) {
                    conflicts.put(entry.getKey(), new ArrayList<>(mine));
                }
                continue;
            }
            fields.put(entry.getKey(), new Typed(List.copyOf(mine), next, by, kept.value()));
            changed = true;
        }
        if (changed) {
            Map<DraftSection, Content> all = new EnumMap<>(DraftSection.class);
            all.putAll(sections());
            all.put(section, new Content(next, fields));
            keep(all);
        }
        touchedAt = now;
        return conflicts;
    }

    /** Became a case file: what was typed is not needed any more, and its key is to be destroyed. */
    Draft submitted(CaseId as, Instant now) {
        submittedAs = as;
        sections = null;
        opened = new EnumMap<>(DraftSection.class);
        touchedAt = now;
        return this;
    }

    Content content(DraftSection section) {
        return sections().getOrDefault(section, Content.EMPTY);
    }

    /** All fields of all sections, as typed. */
    Map<String, List<String>> typed() {
        Map<String, List<String>> all = new HashMap<>();
        sections().values().forEach(content -> content.fields().forEach((name, field) -> all.put(name, field.value())));
        return all;
    }

    private Map<DraftSection, Content> sections() {
        if (opened == null) {
            opened = sections == null
                    ? new EnumMap<>(DraftSection.class)
                    : Objects.requireNonNull(sealing).open(cell(), sections, SECTIONS);
        }
        return opened;
    }

    private void keep(Map<DraftSection, Content> all) {
        opened = all;
        sectionsVersion++;
    }

    @Override
    public void seal(Sealing with) {
        if (sealedVersion == sectionsVersion) {
            return;
        }
        var content = Sealing.requireOpened(opened);
        if (sealedVersion == 0) {
            with.admit(id.value(), Lifetime.PASSING);
        }
        sections = with.seal(cell(), content);
        sealedVersion = sectionsVersion;
        sealing = with;
    }

    @Override
    public void openableWith(Sealing with) {
        sealedVersion = sectionsVersion;
        sealing = with;
    }

    private Cell cell() {
        return new Cell("intake.draft", "sections", id.value(), sectionsVersion);
    }

    DraftId id() {
        return id;
    }

    MemberId owner() {
        return owner;
    }

    OrganizationId organization() {
        return organization;
    }

    LanguageCode language() {
        return language;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant touchedAt() {
        return touchedAt;
    }

    @Nullable
    CaseId submittedAs() {
        return submittedAs;
    }
}
