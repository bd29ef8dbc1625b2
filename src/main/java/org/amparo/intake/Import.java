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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.vault.Cell;
import org.amparo.vault.Lifetime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * An uploaded spreadsheet: read, looked at, then confirmed. Its cells are kept only until then; what stays is how many rows it had and
 * what was wrong with which.
 */
@Entity
@Table(schema = "intake", name = "import")
@EntityListeners(Sealing.class)
class Import implements Sealing.Sealed {

    private static final TypeReference<Content> CONTENT = new TypeReference<>() {};

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ImportId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "member"))
    private MemberId member;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "organization"))
    private OrganizationId organization;

    private Instant uploadedAt;
    private @Nullable Instant confirmedAt;

    /** The file's name and its rows, sealed. */
    private byte[] content;

    private long contentVersion;

    @Transient
    private @Nullable Content opened;

    @Transient
    private long sealedVersion;

    @Transient
    private @Nullable Sealing sealing;

    /** What the spreadsheet holds. */
    record Content(PersonalText fileName, List<Row> rows) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /** What became of a row. */
    enum State {
        GOOD,
        KNOWN,
        WRONG
    }

    /** A row by its number in the file; {@code typed} is empty once the import is confirmed. */
    record Row(
            int number,
            State state,
            String fingerprint,
            Map<String, List<String>> typed,
            List<ImportView.RowProblem> problems)
            implements Personal {

        Row settled() {
            return new Row(number, state, fingerprint, Map.of(), problems);
        }

        @Override
        public String toString() {
            return SEALED;
        }
    }

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Import() {}

    @SuppressWarnings("NullAway.Init") // sealed when it is saved
    Import(String fileName, List<Row> rows, SignedIn by, Instant now) {
        this.id = ImportId.create();
        this.member = by.member();
        this.organization = by.organization();
        this.uploadedAt = now;
        keep(new Content(PersonalText.of(fileName), rows));
    }

    Import confirmed(Instant now) {
        confirmedAt = now;
        keep(new Content(fileName(), rows().stream().map(Row::settled).toList()));
        return this;
    }

    ImportId id() {
        return id;
    }

    MemberId member() {
        return member;
    }

    OrganizationId organization() {
        return organization;
    }

    PersonalText fileName() {
        return content().fileName();
    }

    private Content content() {
        if (opened == null) {
            opened = Objects.requireNonNull(sealing).open(cell(), content, CONTENT);
        }
        return opened;
    }

    private void keep(Content anew) {
        opened = anew;
        contentVersion++;
    }

    @Override
    public void seal(Sealing with) {
        if (sealedVersion == contentVersion) {
            return;
        }
        if (sealedVersion == 0) {
            with.admit(id.value(), Lifetime.PASSING);
        }
        content = with.seal(cell(), Sealing.requireOpened(opened));
        sealedVersion = contentVersion;
        sealing = with;
    }

    @Override
    public void openableWith(Sealing with) {
        sealedVersion = contentVersion;
        sealing = with;
    }

    private Cell cell() {
        return new Cell("intake.import", "content", id.value(), contentVersion);
    }

    Instant uploadedAt() {
        return uploadedAt;
    }

    @Nullable
    Instant confirmedAt() {
        return confirmedAt;
    }

    List<Row> rows() {
        return content().rows();
    }

    int count(State state) {
        return Math.toIntExact(
                rows().stream().filter(row -> row.state() == state).count());
    }
}
