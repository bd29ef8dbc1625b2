package org.amparo.catalog;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import org.amparo.kernel.Rejected;

/** A dated rule of the coalition or of the law, as a number. */
@Entity
@DiscriminatorValue("RULE")
class RuleItem extends Item {

    private int amount;
    private boolean confirmed;

    protected RuleItem() {}

    RuleItem(ItemDraft draft, int position) {
        super(draft, position);
        particulars(draft.particulars());
    }

    @Override
    Particulars particulars() {
        return new Particulars.OfRule(amount, confirmed);
    }

    @Override
    void particulars(Particulars particulars) {
        if (!(particulars instanceof Particulars.OfRule rule)) {
            throw Rejected.invalid("particulars", "catalog-other-list");
        }
        this.amount = rule.amount();
        this.confirmed = rule.confirmed();
    }
}
