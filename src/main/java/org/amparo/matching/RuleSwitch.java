package org.amparo.matching;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.amparo.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.data.domain.Persistable;

/** A decision of the coalition that a rule is in force, or not, from a day on. Written once; what is decided later counts from its own day on. */
@Entity
@Table(schema = "matching", name = "rule_switch")
class RuleSwitch extends AbstractAggregateRoot<RuleSwitch> implements Persistable<Integer> {

    @Id
    private int version;

    @Enumerated(EnumType.STRING)
    private Rule rule;

    @Enumerated(EnumType.STRING)
    private RuleState state;

    private LocalDate validFrom;
    private String reason;

    @SuppressWarnings("UnusedVariable") // kept for the record beside the ledger
    private @Nullable UUID changedBy;

    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected RuleSwitch() {}

    RuleSwitch(int version, SwitchRule decided, String reason, Actor actor, Instant now) {
        this.version = version;
        this.rule = decided.rule();
        this.state = decided.state();
        this.validFrom = decided.validFrom();
        this.reason = reason;
        this.changedBy = actor.member();
        this.changedAt = now;
        registerEvent(new RuleSwitched(rule, state, validFrom, version, actor, now));
    }

    int version() {
        return version;
    }

    Rule rule() {
        return rule;
    }

    RuleState state() {
        return state;
    }

    LocalDate validFrom() {
        return validFrom;
    }

    /** Since when it holds: from the beginning of its day, or since it was decided on that day. */
    Instant holdsSince() {
        var day = validFrom.atStartOfDay(OfficeHours.PACIFIC).toInstant();
        return changedAt.isAfter(day) ? changedAt : day;
    }

    RulesView.DecisionView view() {
        return new RulesView.DecisionView(version, state, validFrom, reason, changedAt);
    }

    @Override
    public Integer getId() {
        return version;
    }

    /** A decision is only ever inserted; a second one of the same number is somebody who was slower. */
    @Override
    public boolean isNew() {
        return true;
    }
}
