package org.amparo.matching;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.Proposal;
import org.amparo.referrals.Route;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * All waiting cases against all open room, as one moment found them. Born when a dispatcher asks for it, with its proof checked; takes
 * wishes, which a newer plan then keeps to and replaces it; ends as offers or is forgotten with the next draft. A committed plan is
 * kept as it was, with what was refused and why.
 */
@Entity
@Table(schema = "matching", name = "docket_plan")
class DocketPlan extends AbstractAggregateRoot<DocketPlan> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private DocketPlanId id;

    @Version
    private @Nullable Long version;

    @Enumerated(EnumType.STRING)
    private PlanState state;

    private Instant madeAt;

    @SuppressWarnings("UnusedVariable") // kept for the record beside the ledger
    private @Nullable UUID madeBy;

    private @Nullable Instant committedAt;
    private int settingsVersion;
    private int rulesVersion;
    private @Nullable Integer checkedRulesVersion;
    private String solver;
    private String digest;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private List<PlanLine> lines;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<PlanPrice> prices;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<PlanWish> wishes;

    /** Those the plan was made with; what differs is for the next. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<PlanWish> kept;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private PlanTotals planned;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private PlanTotals oneByOne;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<Scarcity.Place> scarcity;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected DocketPlan() {}

    /** @param rules those it was made under */
    DocketPlan(Planning.Planned found, List<PlanWish> wishes, RulesOfDay rules, Actor actor, Instant now) {
        this.id = DocketPlanId.create();
        this.state = PlanState.DRAFT;
        this.madeAt = now;
        this.madeBy = actor.member();
        this.settingsVersion = found.settingsVersion();
        this.rulesVersion = rules.version();
        this.solver = found.solver();
        this.digest = found.digest();
        this.lines = List.copyOf(found.lines());
        this.prices = List.copyOf(found.prices());
        this.wishes = List.copyOf(wishes);
        this.kept = this.wishes;
        this.planned = found.planned();
        this.oneByOne = found.oneByOne();
        this.scarcity = found.scarcity().places();
        registerEvent(new DocketPlanned(id, lines.size(), planned.all(), oneByOne.all(), actor, now));
    }

    /**
     * Puts wishes for a case in place of those there were.
     *
     * @throws Rejected when the plan is committed
     */
    DocketPlan wish(CaseId caseFile, int round, List<PlanWish> wanted) {
        requireDraft();
        var all = new ArrayList<PlanWish>();
        wishes.stream().filter(each -> !each.concerns(caseFile, round)).forEach(all::add);
        all.addAll(wanted);
        all.sort(PlanWish.IN_ORDER);
        wishes = List.copyOf(all);
        return this;
    }

    /**
     * Ends as offers: what the check lets through is announced, once for each case, within this transaction.
     *
     * @param rules those the check goes by
     * @throws Rejected when it was committed before, or holds wishes that it does not keep to yet
     */
    DocketPlan commit(Check check, RulesOfDay rules, OfferTerms terms, Actor actor, Instant now) {
        requireDraft();
        if (hasOpenWishes()) {
            throw Rejected.conflict("plan-wishes-open");
        }
        var checked = new ArrayList<PlanLine>();
        var offered = 0;
        var refused = 0;
        for (var line : lines) {
            if (!line.isToBeOffered()) {
                checked.add(line);
                continue;
            }
            var outcome = check.of(line);
            if (outcome.refusal() != null) {
                checked.add(line.refuse(outcome.refusal(), outcome.because()));
                refused++;
            } else {
                checked.add(line);
                offered++;
                registerEvent(new PlacementPlanned(
                        id, line.caseFile(), line.round(), outcome.proposals(), outcome.route(), terms, actor, now));
            }
        }
        lines = List.copyOf(checked);
        state = PlanState.COMMITTED;
        committedAt = now;
        checkedRulesVersion = rules.version();
        registerEvent(new DocketPlanCommitted(id, offered, refused, actor, now));
        return this;
    }

    boolean hasOpenWishes() {
        return !wishes.equals(kept);
    }

    PlanLine line(CaseId caseFile, int round) {
        return lines.stream()
                .filter(line -> line.caseFile().equals(caseFile) && line.round() == round)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private void requireDraft() {
        if (state != PlanState.DRAFT) {
            throw Rejected.conflict("plan-committed");
        }
    }

    /** Looks at a planned pair as things are at the moment of committing. */
    interface Check {

        Outcome of(PlanLine line);
    }

    /** @param refusal {@code null} when the case is to be offered as proposed */
    record Outcome(
            List<Proposal> proposals,
            Route route,
            @Nullable PlanRefusal refusal,
            @Nullable Verdict because) {

        static Outcome refused(PlanRefusal refusal, @Nullable Verdict because) {
            return new Outcome(List.of(), Route.IN_ORDER, refusal, because);
        }
    }

    DocketPlanId id() {
        return id;
    }

    PlanState state() {
        return state;
    }

    Instant madeAt() {
        return madeAt;
    }

    @Nullable
    Instant committedAt() {
        return committedAt;
    }

    int settingsVersion() {
        return settingsVersion;
    }

    int rulesVersion() {
        return rulesVersion;
    }

    /** The rules every pair was looked at by when it became offers; {@code null} while it is a draft, and of plans from before that was kept. */
    @Nullable
    Integer checkedRulesVersion() {
        return checkedRulesVersion;
    }

    String solver() {
        return solver;
    }

    String digest() {
        return digest;
    }

    List<PlanLine> lines() {
        return lines;
    }

    List<PlanPrice> prices() {
        return prices;
    }

    List<PlanWish> wishes() {
        return wishes;
    }

    PlanTotals planned() {
        return planned;
    }

    PlanTotals oneByOne() {
        return oneByOne;
    }

    List<Scarcity.Place> scarcity() {
        return scarcity;
    }
}
