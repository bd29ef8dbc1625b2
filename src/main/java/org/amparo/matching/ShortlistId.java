package org.amparo.matching;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.io.Serializable;
import org.amparo.intake.CaseId;

/** A shortlist is of one round of one case. */
@Embeddable
record ShortlistId(
        @Embedded @AttributeOverride(name = "value", column = @Column(name = "case_id"))
        CaseId caseFile,

        int round) implements Serializable {}
