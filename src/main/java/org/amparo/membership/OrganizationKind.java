package org.amparo.membership;

/** What an organization is to the coalition. */
public enum OrganizationKind {
    HOTLINE,
    PROVIDER,
    COALITION
}
