package org.amparo.membership;

/** The part of a fund's work agreed with one provider, in percent from 1 to 100. */
public record FundShare(OrganizationId organization, int percent) {}
