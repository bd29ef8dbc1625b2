package org.amparo.intake;

import java.util.List;
import org.amparo.kernel.HumanReference;

/** A case file somebody may be about to destroy; the holds are why they can't. */
public record Shreddable(CaseId id, HumanReference reference, List<HoldView> holds) {

    public boolean held() {
        return !holds.isEmpty();
    }
}
