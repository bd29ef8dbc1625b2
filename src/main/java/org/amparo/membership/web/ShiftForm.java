package org.amparo.membership.web;

import java.util.List;

/** A weekly shift as it was typed. */
record ShiftForm(String member, List<String> days, String starts, String ends) {

    ShiftForm {
        member = Typed.text(member);
        days = Typed.texts(days);
        starts = Typed.text(starts);
        ends = Typed.text(ends);
    }
}
