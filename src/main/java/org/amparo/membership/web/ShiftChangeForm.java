package org.amparo.membership.web;

/** One day that differs from the week, as it was typed. */
record ShiftChangeForm(String member, String kind, String standIn, String on, String starts, String ends) {

    ShiftChangeForm {
        member = Typed.text(member);
        kind = Typed.text(kind);
        standIn = Typed.text(standIn);
        on = Typed.text(on);
        starts = Typed.text(starts);
        ends = Typed.text(ends);
    }
}
