package org.amparo.matching.web;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Rejected;
import org.amparo.matching.DocketPlanId;
import org.amparo.matching.PlanCaseView;
import org.amparo.matching.PlanWish;
import org.amparo.matching.WishForCase;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Whom a dispatcher pins a case to, and whom it is kept from, as chosen. */
class WishForm {

    /** Pinned to nobody. */
    static final String ANYWHERE = "anywhere";

    private String plan = "";
    private String pinned = ANYWHERE;
    private Set<String> forbidden = new LinkedHashSet<>();

    static WishForm of(PlanCaseView view) {
        var form = new WishForm();
        form.plan = view.plan().toString();
        view.choices().forEach(choice -> {
            if (choice.wish() == PlanWish.Kind.PIN) {
                form.pinned = choice.provider().toString();
            } else if (choice.wish() == PlanWish.Kind.FORBID) {
                form.forbidden.add(choice.provider().toString());
            }
        });
        return form;
    }

    /** @throws Rejected when what was sent was never there to choose */
    WishForCase command(CaseId caseFile, int round) {
        try {
            return new WishForCase(
                    DocketPlanId.of(plan),
                    caseFile,
                    round,
                    pinned.isEmpty() || pinned.equals(ANYWHERE) ? null : OrganizationId.of(pinned),
                    forbidden.stream().map(OrganizationId::of).collect(Collectors.toSet()));
        } catch (IllegalArgumentException unreadable) {
            throw Rejected.invalid("pinned", "plan-cannot-pin");
        }
    }

    public String getPlan() {
        return plan;
    }

    public void setPlan(@Nullable String plan) {
        this.plan = plan == null ? "" : plan;
    }

    public String getPinned() {
        return pinned;
    }

    public void setPinned(@Nullable String pinned) {
        this.pinned = pinned == null ? "" : pinned;
    }

    public Set<String> getForbidden() {
        return forbidden;
    }

    public void setForbidden(@Nullable Set<String> forbidden) {
        this.forbidden = forbidden == null ? new LinkedHashSet<>() : new LinkedHashSet<>(forbidden);
    }
}
