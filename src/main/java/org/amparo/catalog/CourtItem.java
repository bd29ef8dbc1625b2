package org.amparo.catalog;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import org.amparo.kernel.Rejected;

/** A hearing location of the immigration courts. */
@Entity
@DiscriminatorValue("COURT")
class CourtItem extends Item {

    private boolean detained;

    protected CourtItem() {}

    CourtItem(ItemDraft draft, int position) {
        super(draft, position);
        particulars(draft.particulars());
    }

    @Override
    Particulars particulars() {
        return new Particulars.OfCourt(detained);
    }

    @Override
    void particulars(Particulars particulars) {
        if (!(particulars instanceof Particulars.OfCourt court)) {
            throw Rejected.invalid("particulars", "catalog-other-list");
        }
        this.detained = court.detained();
    }
}
