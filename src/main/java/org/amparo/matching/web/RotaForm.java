package org.amparo.matching.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.amparo.matching.PlanRota;
import org.amparo.matching.RotaView;
import org.amparo.matching.Week;
import org.amparo.membership.MemberId;
import org.springframework.validation.Errors;

/** A rota as somebody typed it. A day on which somebody stands in is one text, the day and the person, so that it can be kept or taken away. */
class RotaForm {

    private static final int LONGEST_STAND_IN = 31;

    private Map<String, String> weeks = new LinkedHashMap<>();
    private Set<String> days = new LinkedHashSet<>();
    private String from = "";
    private String until = "";
    private String standIn = "";
    private String revision = "";

    static RotaForm of(RotaView view) {
        var form = new RotaForm();
        view.weeks().forEach(week -> {
            var person = week.person();
            form.weeks.put(
                    week.begins().toString(),
                    person == null ? "" : person.member().toString());
        });
        view.days().forEach(day -> form.days.add(kept(day)));
        form.revision = String.valueOf(view.revision());
        return form;
    }

    static String kept(RotaView.DayTurn turn) {
        return turn.day() + " " + turn.person().member();
    }

    /** Complains about every field that cannot be read; when there is none, {@link #command} works. */
    void check(Errors errors) {
        weeks.forEach((monday, member) -> {
            var day = day(monday);
            if (day.isEmpty()
                    || day.get().getDayOfWeek() != DayOfWeek.MONDAY
                    || !member.isBlank() && member(member).isEmpty()) {
                errors.reject("problem.unknown-code");
            }
        });
        if (!days.stream().allMatch(RotaForm::isKept) || !revision.matches("\\d{1,9}")) {
            errors.reject("problem.unknown-code");
        }
        if (from.isBlank() && until.isBlank() && standIn.isBlank()) {
            return;
        }
        if (day(from).isEmpty()) {
            errors.rejectValue("from", "problem.not-a-date");
        }
        if (!until.isBlank()) {
            var first = day(from);
            var last = day(until);
            if (last.isEmpty()) {
                errors.rejectValue("until", "problem.not-a-date");
            } else if (first.isPresent()
                    && (last.get().isBefore(first.get())
                            || last.get().isAfter(first.get().plusDays(LONGEST_STAND_IN)))) {
                errors.rejectValue("until", "problem.rota-until");
            }
        }
        if (member(standIn).isEmpty()) {
            errors.rejectValue("standIn", "problem.rota-who");
        }
    }

    PlanRota command() {
        var turns = new LinkedHashMap<Week, MemberId>();
        weeks.forEach((monday, member) ->
                member(member).ifPresent(id -> turns.put(new Week(LocalDate.parse(monday)), id)));
        var standIns = new TreeMap<LocalDate, MemberId>();
        days.forEach(each -> {
            var parts = each.split(" ", -1);
            standIns.put(LocalDate.parse(parts[0]), MemberId.of(parts[1]));
        });
        day(from)
                .ifPresent(first -> first.datesUntil(day(until).orElse(first).plusDays(1))
                        .forEach(day -> member(standIn).ifPresent(id -> standIns.put(day, id))));
        return new PlanRota(turns, standIns, Integer.valueOf(revision));
    }

    private static boolean isKept(String text) {
        var parts = text.split(" ", -1);
        return parts.length == 2
                && day(parts[0]).isPresent()
                && member(parts[1]).isPresent();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<MemberId> member(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(MemberId.of(text));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    public Map<String, String> getWeeks() {
        return weeks;
    }

    public void setWeeks(Map<String, String> weeks) {
        this.weeks = weeks;
    }

    public Set<String> getDays() {
        return days;
    }

    public void setDays(Set<String> days) {
        this.days = days;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    public String getUntil() {
        return until;
    }

    public void setUntil(String until) {
        this.until = until;
    }

    public String getStandIn() {
        return standIn;
    }

    public void setStandIn(String standIn) {
        this.standIn = standIn;
    }

    public String getRevision() {
        return revision;
    }

    public void setRevision(String revision) {
        this.revision = revision;
    }
}
