package org.amparo.catalog;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * A code on a list during one period. Added by a steward or by the first migration, corrected when it was wrong, ended when it holds
 * no more; never deleted, because old records keep their words. Every change announces {@link ListChanged} in its transaction.
 */
@Entity
@Table(schema = "catalog", name = "item")
@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
@DiscriminatorColumn(name = "kind", length = 12)
abstract class Item extends AbstractAggregateRoot<Item> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ItemId id;

    @Version
    private @Nullable Long version;

    private String list;
    private String code;
    private String english;
    private String spanish;
    private int position;
    private LocalDate validFrom;
    private @Nullable LocalDate validTo;
    private String source;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Item() {}

    @SuppressWarnings("NullAway.Init") // describe() sets the rest
    Item(ItemDraft draft, int position) {
        this.id = ItemId.create();
        this.list = draft.list().name();
        this.code = draft.code();
        this.position = position;
        describe(draft);
    }

    static Item of(ItemDraft draft, int position) {
        var particulars = draft.particulars();
        if (particulars instanceof Particulars.OfFacility) {
            return new FacilityItem(draft, position);
        }
        if (particulars instanceof Particulars.OfCourt) {
            return new CourtItem(draft, position);
        }
        if (particulars instanceof Particulars.OfLanguage) {
            return new LanguageItem(draft, position);
        }
        return particulars instanceof Particulars.OfRule
                ? new RuleItem(draft, position)
                : new EntryItem(draft, position);
    }

    abstract Particulars particulars();

    /** @throws Rejected when they belong to another list */
    abstract void particulars(Particulars particulars);

    Item announce(Actor actor, Instant at) {
        registerEvent(new ListChanged(list, code, actor, at));
        return this;
    }

    Item correct(ItemDraft draft) {
        describe(draft);
        particulars(draft.particulars());
        return this;
    }

    Item end(LocalDate on) {
        if (!on.isAfter(validFrom)) {
            throw Rejected.invalid("validTo", "catalog-ends-before-it-begins");
        }
        this.validTo = on;
        return this;
    }

    private void describe(ItemDraft draft) {
        this.english = draft.english();
        this.spanish = draft.spanish();
        this.validFrom = draft.provenance().validFrom();
        this.validTo = draft.provenance().validTo();
        this.source = draft.provenance().source();
    }

    public ItemId getId() {
        return id;
    }

    public long getVersion() {
        return version == null ? 0 : version;
    }

    public ListKey getList() {
        return new ListKey(list);
    }

    public String getCode() {
        return code;
    }

    public String getEnglish() {
        return english;
    }

    public String getSpanish() {
        return spanish;
    }

    public Particulars getParticulars() {
        return particulars();
    }

    public Provenance getProvenance() {
        return new Provenance(validFrom, validTo, source);
    }

    int position() {
        return position;
    }
}
