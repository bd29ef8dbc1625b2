package org.amparo.membership.web;

/** Whether volunteers may act during shifts only, as it was chosen. */
record ShiftRuleForm(String when, String graceMinutes) {

    static final String SHIFTS = "SHIFTS";
    static final String ANY_TIME = "ANY_TIME";

    ShiftRuleForm {
        when = Typed.text(when);
        graceMinutes = Typed.text(graceMinutes);
    }
}
