package org.amparo.matching;

import org.amparo.membership.OrganizationId;

/** Says that what was put in question is right as it stands in the practice. */
public record ConfirmPractice(OrganizationId provider, PracticeQuestion.Kind kind, String code) {}
