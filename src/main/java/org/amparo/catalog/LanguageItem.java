package org.amparo.catalog;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import org.amparo.kernel.Rejected;
import org.jspecify.annotations.Nullable;

/** A language people speak. */
@Entity
@DiscriminatorValue("LANGUAGE")
class LanguageItem extends Item {

    private boolean indigenous;
    private @Nullable String eoirCode;

    protected LanguageItem() {}

    LanguageItem(ItemDraft draft, int position) {
        super(draft, position);
        particulars(draft.particulars());
    }

    @Override
    Particulars particulars() {
        return new Particulars.OfLanguage(indigenous, eoirCode);
    }

    @Override
    void particulars(Particulars particulars) {
        if (!(particulars instanceof Particulars.OfLanguage language)) {
            throw Rejected.invalid("particulars", "catalog-other-list");
        }
        this.indigenous = language.indigenous();
        this.eoirCode = language.eoirCode();
    }
}
