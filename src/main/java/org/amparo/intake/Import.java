package org.amparo.intake;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded spreadsheet: read, looked at, then confirmed. Its cells are kept only until then; what stays is how many rows it had and
 * what was wrong with which.
 */
@Entity
@Table(schema = "intake", name = "import")
class Import {

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

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "file_name"))
    private PersonalText fileName;

    private Instant uploadedAt;
    private @Nullable Instant confirmedAt;

    @Convert(converter = StoredJson.OfRows.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    private List<Row> rows;

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

    Import(String fileName, List<Row> rows, SignedIn by, Instant now) {
        this.id = ImportId.create();
        this.member = by.member();
        this.organization = by.organization();
        this.fileName = PersonalText.of(fileName);
        this.uploadedAt = now;
        this.rows = rows;
    }

    Import confirmed(Instant now) {
        confirmedAt = now;
        rows = rows.stream().map(Row::settled).toList();
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
        return fileName;
    }

    Instant uploadedAt() {
        return uploadedAt;
    }

    @Nullable
    Instant confirmedAt() {
        return confirmedAt;
    }

    List<Row> rows() {
        return rows;
    }

    int count(State state) {
        return Math.toIntExact(rows.stream().filter(row -> row.state() == state).count());
    }
}
