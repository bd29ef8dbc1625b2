package org.amparo.membership.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amparo.forms.Reading;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.MemberEntry;
import org.amparo.membership.MemberId;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.ShiftChangeKind;
import org.amparo.membership.ShiftId;
import org.amparo.membership.ShiftPlan;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where dispatchers and stewards say when volunteers are on the telephone. */
@Controller
@RequestMapping("/shifts")
@PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
class ShiftPages {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final MembershipDesk desk;
    private final Directory directory;
    private final Clock clock;

    ShiftPages(MembershipDesk desk, Directory directory, Clock clock) {
        this.desk = desk;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping
    String hotlines(SignedIn by, Model model) {
        var hotlines = desk.hotlinesOf(by);
        if (hotlines.size() == 1) {
            return "redirect:/shifts/" + hotlines.getFirst().id();
        }
        model.addAttribute("hotlines", hotlines);
        return "membership/shift-hotlines";
    }

    @GetMapping("/{id}")
    String plan(@PathVariable OrganizationId id, SignedIn by, Model model) {
        return page(desk.shifts(id, by), null, null, null, by, model);
    }

    @PostMapping("/{id}/rule")
    @PreAuthorize("hasRole('STEWARD')")
    String rule(
            @PathVariable OrganizationId id,
            @ModelAttribute ShiftRuleForm shiftRuleForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(errors);
        var shifts = reading.text("when", shiftRuleForm.when()).equals(ShiftRuleForm.SHIFTS);
        var grace = shifts ? reading.number("graceMinutes", shiftRuleForm.graceMinutes()) : 0;
        return answer(
                reading.then(() -> desk.shiftsOnly(id, shifts ? grace : null, by))
                        .isPresent(),
                id,
                () -> page(desk.shifts(id, by), shiftRuleForm, null, null, by, model),
                response,
                redirect);
    }

    @PostMapping("/{id}/weekly")
    String add(
            @PathVariable OrganizationId id,
            @ModelAttribute ShiftForm shiftForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(errors);
        var member = reading.code("member", shiftForm.member(), MemberId::of, MemberId.create());
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        shiftForm.days().forEach(day -> days.add(reading.code("days", day, DayOfWeek::valueOf, DayOfWeek.MONDAY)));
        var starts = time("starts", shiftForm.starts(), reading);
        var ends = time("ends", shiftForm.ends(), reading);
        return answer(
                reading.then(() -> desk.addShifts(id, member, days, starts, ends, by))
                        .isPresent(),
                id,
                () -> page(desk.shifts(id, by), null, shiftForm, null, by, model),
                response,
                redirect);
    }

    @PostMapping("/{id}/weekly/{shift}/end")
    String end(@PathVariable OrganizationId id, @PathVariable ShiftId shift, SignedIn by, RedirectAttributes redirect) {
        desk.endShift(id, shift, by);
        redirect.addFlashAttribute("notice", "membership.shifts.saved");
        return "redirect:/shifts/" + id;
    }

    @PostMapping("/{id}/changes")
    String change(
            @PathVariable OrganizationId id,
            @ModelAttribute ShiftChangeForm shiftChangeForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var form = shiftChangeForm;
        var reading = new Reading(errors);
        var kind = reading.code("kind", form.kind(), ShiftChangeKind::valueOf, ShiftChangeKind.OFF);
        var member = reading.code("member", form.member(), MemberId::of, MemberId.create());
        var standIn = form.standIn().isBlank()
                ? null
                : reading.code("standIn", form.standIn(), MemberId::of, MemberId.create());
        var on = reading.date("on", form.on());
        var starts = time("starts", form.starts(), reading);
        var ends = time("ends", form.ends(), reading);
        return answer(
                reading.then(() -> desk.changeShift(id, member, kind, standIn, on, starts, ends, by))
                        .isPresent(),
                id,
                () -> page(desk.shifts(id, by), null, null, form, by, model),
                response,
                redirect);
    }

    @PostMapping("/{id}/changes/{change}/end")
    String takeBack(
            @PathVariable OrganizationId id, @PathVariable ShiftId change, SignedIn by, RedirectAttributes redirect) {
        desk.takeBackChange(id, change, by);
        redirect.addFlashAttribute("notice", "membership.shifts.saved");
        return "redirect:/shifts/" + id;
    }

    private String page(
            ShiftPlan plan,
            @Nullable ShiftRuleForm rule,
            @Nullable ShiftForm weekly,
            @Nullable ShiftChangeForm change,
            SignedIn by,
            Model model) {
        var grace = plan.graceMinutes();
        model.addAttribute("plan", plan);
        model.addAttribute("week", week(plan));
        model.addAttribute(
                "shiftRuleForm",
                rule != null
                        ? rule
                        : new ShiftRuleForm(
                                grace == null ? ShiftRuleForm.ANY_TIME : ShiftRuleForm.SHIFTS,
                                grace == null ? "30" : grace.toString()));
        model.addAttribute("shiftForm", weekly != null ? weekly : new ShiftForm("", List.of(), "", ""));
        model.addAttribute(
                "shiftChangeForm",
                change != null
                        ? change
                        : new ShiftChangeForm(
                                "",
                                "",
                                "",
                                LocalDate.now(clock.withZone(PACIFIC)).toString(),
                                "",
                                ""));
        model.addAttribute("volunteers", volunteers(plan.organization()));
        model.addAttribute("days", days());
        model.addAttribute("changeKinds", List.of(ShiftChangeKind.values()));
        model.addAttribute("mayRule", by.is(Role.STEWARD));
        return "membership/shifts";
    }

    private static Map<String, List<ShiftPlan.Weekly>> week(ShiftPlan plan) {
        var week = new LinkedHashMap<String, List<ShiftPlan.Weekly>>();
        for (var day : DayOfWeek.values()) {
            week.put(
                    named(day),
                    plan.weekly().stream().filter(shift -> shift.day() == day).toList());
        }
        return week;
    }

    private static Map<String, String> days() {
        var days = new LinkedHashMap<String, String>();
        for (var day : DayOfWeek.values()) {
            days.put(day.name(), named(day));
        }
        return days;
    }

    private static String named(DayOfWeek day) {
        Locale language = LocaleContextHolder.getLocale();
        var name = day.getDisplayName(TextStyle.FULL_STANDALONE, language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }

    private Map<String, String> volunteers(OrganizationId hotline) {
        var people = new LinkedHashMap<String, String>();
        directory.members(hotline, Set.of(Role.VOLUNTEER)).stream()
                .sorted(Comparator.comparing(MemberEntry::name, String.CASE_INSENSITIVE_ORDER))
                .forEach(person -> people.put(person.id().toString(), person.name()));
        return people;
    }

    private static LocalTime time(String field, String typed, Reading reading) {
        Function<String, LocalTime> parse = text -> {
            try {
                return LocalTime.parse(text);
            } catch (DateTimeParseException mistyped) {
                throw new IllegalArgumentException(mistyped);
            }
        };
        return reading.code(field, typed, parse, LocalTime.NOON);
    }

    private static String answer(
            boolean done,
            OrganizationId id,
            Supplier<String> again,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (done) {
            redirect.addFlashAttribute("notice", "membership.shifts.saved");
            return "redirect:/shifts/" + id;
        }
        response.setStatus(422);
        return again.get();
    }
}
