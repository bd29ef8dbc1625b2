package org.amparo.catalog;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import org.amparo.kernel.Rejected;

/** An entry of a plain list. */
@Entity
@DiscriminatorValue("ENTRY")
class EntryItem extends Item {

    private static final Particulars NONE = new Particulars.None();

    protected EntryItem() {}

    EntryItem(ItemDraft draft, int position) {
        super(draft, position);
    }

    @Override
    Particulars particulars() {
        return NONE;
    }

    @Override
    void particulars(Particulars particulars) {
        if (!(particulars instanceof Particulars.None)) {
            throw Rejected.invalid("particulars", "catalog-other-list");
        }
    }
}
