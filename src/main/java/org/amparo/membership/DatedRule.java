package org.amparo.membership;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.Rejected;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A rule of a fund during one period; lives and dies with its fund. */
@Entity
@Table(schema = "membership", name = "fund_rule")
class DatedRule {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private FundRuleId id;

    @Enumerated(EnumType.STRING)
    private FundRule.Kind kind;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] counties;

    private @Nullable Integer percent;
    private LocalDate validFrom;
    private @Nullable LocalDate validTo;
    private String source;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected DatedRule() {}

    DatedRule(FundRule rule) {
        this.id = FundRuleId.create();
        this.kind = rule.kind();
        this.counties = rule.counties().stream().map(CountyCode::value).sorted().toArray(String[]::new);
        this.percent = rule.percent();
        this.validFrom = rule.validFrom();
        this.validTo = rule.validTo();
        this.source = rule.source();
    }

    boolean is(FundRule.Kind kind) {
        return this.kind == kind;
    }

    boolean beganBefore(LocalDate day) {
        return validFrom.isBefore(day);
    }

    boolean overlaps(FundRule other) {
        return kind == other.kind() && toRule().holdsWith(other);
    }

    /** Ends it on that day unless it ended before. */
    void endBy(LocalDate day) {
        if (validTo == null || validTo.isAfter(day)) {
            this.validTo = day;
        }
    }

    void end(LocalDate on) {
        if (!on.isAfter(validFrom)) {
            throw Rejected.invalid("validTo", "membership-rule-ends-before-it-begins");
        }
        if (validTo != null && on.isAfter(validTo)) {
            throw Rejected.invalid("validTo", "membership-rule-ends-already", validTo.toString());
        }
        this.validTo = on;
    }

    FundRule toRule() {
        return new FundRule(
                kind,
                Arrays.stream(counties).map(CountyCode::new).collect(Collectors.toUnmodifiableSet()),
                percent,
                validFrom,
                validTo,
                source);
    }

    FundRuleId id() {
        return id;
    }
}
