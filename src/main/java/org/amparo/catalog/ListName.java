package org.amparo.catalog;

/** The plain lists of code and label; facilities, courts and languages have types of their own. */
public enum ListName {
    COUNTRY,
    COUNTY,
    FIELD_OFFICE,
    AGENCY,
    PIPELINE_STAGE,
    HEARING_TYPE,
    CASE_TYPE,
    BOND_DECISION,
    ADJOURNMENT,
    CHARGE,
    APPLICATION,
    APPLICATION_DECISION,
    APPEAL_DECISION,
    MOTION,
    DETENTION_AUTHORITY,
    LITIGATION_FLAG,
    CALL_SCRIPT
}
