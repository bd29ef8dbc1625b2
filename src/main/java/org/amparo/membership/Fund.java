package org.amparo.membership;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.kernel.Actor;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * Money for representation, from a payer, for a period, under its own dated rules. Opened, its rules and shares changed, closed. A
 * rule is never overwritten: a change ends one row and begins another, so that a charge of last year is judged by last year's rule.
 */
@Entity
@Table(schema = "membership", name = "fund")
class Fund extends AbstractAggregateRoot<Fund> {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private FundId id;

    @Version
    private @Nullable Long version;

    private String name;
    private String payer;
    private LocalDate startsOn;
    private @Nullable LocalDate endsOn;

    @ElementCollection
    @CollectionTable(schema = "membership", name = "fund_share", joinColumns = @JoinColumn(name = "fund"))
    @MapKeyColumn(name = "organization")
    @Column(name = "percent")
    private Map<UUID, Integer> shares = new HashMap<>();

    /** All that was ever agreed, from when until when. */
    @ElementCollection
    @CollectionTable(schema = "membership", name = "fund_share_term", joinColumns = @JoinColumn(name = "fund"))
    private List<ShareTerm> shareTerms = new ArrayList<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "fund", nullable = false)
    private List<DatedRule> rules = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Fund() {}

    Fund(OpenFund command, Actor by, Instant at) {
        this.id = FundId.create();
        this.name = command.name();
        this.payer = command.payer();
        this.startsOn = command.startsOn();
        this.endsOn = command.endsOn();
        agree(command.shares(), startsOn);
        for (var i = 0; i < command.rules().size(); i++) {
            begin("rules[" + i + "].", command.rules().get(i));
        }
        registerEvent(new FundOpened(id, by, at));
    }

    /**
     * Another rule of that kind from a day on. The one in force on that day ends there.
     *
     * @throws Rejected when that day is over, a later rule of that kind is already agreed for the same days, or the fund pays on none of its days
     */
    Fund rule(FundRule rule, Actor by, Instant at) {
        requireNotOver("validFrom", rule.validFrom(), at);
        rules.stream()
                .filter(dated -> dated.is(rule.kind()) && dated.beganBefore(rule.validFrom()))
                .forEach(dated -> dated.endBy(rule.validFrom()));
        begin("", rule);
        registerEvent(new FundRulesChanged(id, by, at));
        return this;
    }

    /** A rule holds no more from that day on, which is not over. */
    Fund endRule(FundRuleId rule, LocalDate on, Actor by, Instant at) {
        requireNotOver("validTo", on, at);
        find(rule).end(on);
        registerEvent(new FundRulesChanged(id, by, at));
        return this;
    }

    Fund share(List<FundShare> agreed, Actor by, Instant at) {
        agree(agreed, LocalDate.ofInstant(at, PACIFIC));
        registerEvent(new FundRulesChanged(id, by, at));
        return this;
    }

    /** It pays no more from that day on. */
    Fund close(LocalDate on, Actor by, Instant at) {
        if (!on.isAfter(startsOn)) {
            throw Rejected.invalid("endsOn", "membership-fund-ends-before-it-begins");
        }
        if (endsOn != null && on.isAfter(endsOn)) {
            throw Rejected.invalid("endsOn", "membership-fund-ends-already", endsOn.toString());
        }
        this.endsOn = on;
        registerEvent(new FundRulesChanged(id, by, at));
        return this;
    }

    private DatedRule find(FundRuleId rule) {
        return rules.stream()
                .filter(dated -> dated.id().equals(rule))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private void begin(String path, FundRule rule) {
        if (endsOn != null && !rule.validFrom().isBefore(endsOn)) {
            throw Rejected.invalid(path + "validFrom", "membership-fund-ends-already", endsOn.toString());
        }
        if (rule.validTo() != null && !rule.validTo().isAfter(startsOn)) {
            throw Rejected.invalid(path + "validTo", "membership-rule-before-fund", startsOn.toString());
        }
        rules.stream().filter(dated -> dated.overlaps(rule)).findFirst().ifPresent(dated -> {
            throw Rejected.invalid(
                    path + "validFrom",
                    "membership-rule-overlaps",
                    dated.toRule().validFrom().toString());
        });
        rules.add(new DatedRule(rule));
    }

    /** What was charged until yesterday was charged by the rules of then. */
    private static void requireNotOver(String field, LocalDate day, Instant at) {
        var today = LocalDate.ofInstant(at, PACIFIC);
        if (day.isBefore(today)) {
            throw Rejected.invalid(field, "membership-rule-backdated", today.toString());
        }
    }

    /** @param from the first day it holds; what was agreed before ends there */
    private void agree(List<FundShare> agreed, LocalDate from) {
        var next = new HashMap<UUID, Integer>();
        var sum = 0;
        for (var share : agreed) {
            if (share.percent() < 1 || share.percent() > 100) {
                throw Rejected.invalid("shares", "membership-share-range");
            }
            if (next.put(share.organization().value(), share.percent()) != null) {
                throw Rejected.invalid("shares", "membership-share-twice");
            }
            sum += share.percent();
        }
        if (sum > 100) {
            throw Rejected.invalid("shares", "membership-shares-over-100", sum);
        }
        shareTerms = new ArrayList<>(shareTerms.stream()
                .filter(term -> stays(term, next) || term.validFrom().isBefore(from))
                .map(term -> stays(term, next) ? term : term.endedBy(from))
                .toList());
        next.forEach((organization, percent) -> {
            if (!percent.equals(shares.get(organization))) {
                shareTerms.add(new ShareTerm(organization, percent, from, null));
            }
        });
        shares.keySet().retainAll(next.keySet());
        shares.putAll(next);
    }

    private static boolean stays(ShareTerm term, Map<UUID, Integer> next) {
        return !term.isOpen() || Integer.valueOf(term.percent()).equals(next.get(term.organization()));
    }

    public FundId getId() {
        return id;
    }

    public long getVersion() {
        return version == null ? 0 : version;
    }

    public String getName() {
        return name;
    }

    public String getPayer() {
        return payer;
    }

    public LocalDate getStartsOn() {
        return startsOn;
    }

    public @Nullable LocalDate getEndsOn() {
        return endsOn;
    }

    Map<UUID, Integer> shares() {
        return Map.copyOf(shares);
    }

    List<ShareTerm> shareTerms() {
        return List.copyOf(shareTerms);
    }

    List<DatedRule> rules() {
        return List.copyOf(rules);
    }
}
