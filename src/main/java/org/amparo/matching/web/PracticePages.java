package org.amparo.matching.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Court;
import org.amparo.catalog.Entry;
import org.amparo.catalog.Facility;
import org.amparo.catalog.Language;
import org.amparo.catalog.ListName;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.Arrangement;
import org.amparo.matching.CapacityView;
import org.amparo.matching.ConfirmPractice;
import org.amparo.matching.LessonsView;
import org.amparo.matching.MatchingDesk;
import org.amparo.matching.PracticeQuestion;
import org.amparo.matching.PracticeView;
import org.amparo.matching.PromisesDesk;
import org.amparo.matching.Rooming;
import org.amparo.matching.Taking;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A provider's own practice, and for dispatchers and stewards everybody's. */
@Controller
class PracticePages {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    /** Answer times to choose from, in minutes: half an hour to two weeks. */
    private static final List<Integer> ANSWER_TIMES =
            List.of(30, 60, 120, 240, 480, 1440, 2 * 1440, 3 * 1440, 5 * 1440, 7 * 1440, 14 * 1440);

    private final MatchingDesk desk;
    private final PromisesDesk promises;
    private final ReasonWords words;
    private final Catalog catalog;
    private final Clock clock;

    PracticePages(MatchingDesk desk, PromisesDesk promises, ReasonWords words, Catalog catalog, Clock clock) {
        this.desk = desk;
        this.promises = promises;
        this.words = words;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping("/practice")
    @PreAuthorize("hasRole('PROVIDER')")
    String own(SignedIn by, Locale locale, Model model) {
        var view = desk.practice(by.organization(), by);
        model.addAttribute("lessons", lessons(by, locale));
        return page(PracticeForm.of(view), view, "/practice", locale, model);
    }

    @PostMapping("/practice")
    @PreAuthorize("hasRole('PROVIDER')")
    String describeOwn(
            @ModelAttribute("practiceForm") PracticeForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (described(form, binding, by.organization(), by, locale)) {
            redirect.addFlashAttribute("notice", "matching.practice.saved");
            return "redirect:/practice";
        }
        response.setStatus(422);
        return page(form, desk.practice(by.organization(), by), "/practice", locale, model);
    }

    @PostMapping("/practice/confirmations")
    @PreAuthorize("hasRole('PROVIDER')")
    String confirm(
            @RequestParam PracticeQuestion.Kind kind,
            @RequestParam String code,
            SignedIn by,
            RedirectAttributes redirect) {
        promises.confirm(new ConfirmPractice(by.organization(), kind, code), by);
        redirect.addFlashAttribute("notice", "matching.lessons.confirmed");
        return "redirect:/practice";
    }

    @PostMapping("/practice/room")
    @PreAuthorize("hasRole('PROVIDER')")
    String roomAfterAll(@RequestParam Service service, SignedIn by, RedirectAttributes redirect) {
        promises.roomAfterAll(by.organization(), service, by);
        redirect.addFlashAttribute("notice", "matching.lessons.reopened");
        return "redirect:/practice";
    }

    @GetMapping("/practices")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    String practices(SignedIn by, Locale locale, Model model) {
        model.addAttribute(
                "practices",
                desk.practices(by).stream().map(view -> row(view, locale)).toList());
        return "matching/practices";
    }

    @GetMapping("/practices/{organization}")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    String practice(@PathVariable OrganizationId organization, SignedIn by, Locale locale, Model model) {
        var view = desk.practice(organization, by);
        return page(PracticeForm.of(view), view, "/practices/" + organization, locale, model);
    }

    @PostMapping("/practices/{organization}")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    String describe(
            @PathVariable OrganizationId organization,
            @ModelAttribute("practiceForm") PracticeForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (described(form, binding, organization, by, locale)) {
            redirect.addFlashAttribute("notice", "matching.practice.saved.other");
            return "redirect:/practices";
        }
        response.setStatus(422);
        return page(form, desk.practice(organization, by), "/practices/" + organization, locale, model);
    }

    private boolean described(
            PracticeForm form, BindingResult binding, OrganizationId provider, SignedIn by, Locale locale) {
        form.check(binding);
        if (binding.hasErrors()) {
            return false;
        }
        try {
            desk.describe(form.command(provider), by);
            return true;
        } catch (Rejected rejected) {
            reject(rejected, binding, locale);
            return false;
        }
    }

    private void reject(Rejected rejected, BindingResult binding, Locale locale) {
        var code = "problem." + rejected.code();
        var arguments = rejected.arguments().stream()
                .map(argument -> serviceLabel(argument, locale))
                .toArray();
        if (rejected.field() == null) {
            binding.reject(code, arguments, rejected.code());
        } else {
            binding.rejectValue(field(rejected.field()), code, arguments, rejected.code());
        }
    }

    /** {@code capacity.BOND} of the command is {@code capacity[BOND]} of the form. */
    private static String field(String field) {
        var dot = field.indexOf('.');
        if (dot < 0) {
            return field;
        }
        var map = field.substring(0, dot).equals("answerMinutes") ? "answers" : field.substring(0, dot);
        return map + "[" + field.substring(dot + 1) + "]";
    }

    private Object serviceLabel(Object argument, Locale locale) {
        for (var service : Service.values()) {
            if (service.name().equals(argument)) {
                return words.label("kernel", service, locale);
            }
        }
        return argument;
    }

    private String page(PracticeForm form, PracticeView view, String action, Locale locale, Model model) {
        var today = LocalDate.ofInstant(clock.instant(), PACIFIC);
        model.addAttribute("practiceForm", form);
        model.addAttribute("practice", view);
        model.addAttribute("formAction", action);
        model.addAttribute("own", action.equals("/practice"));
        model.addAttribute("capacityRows", capacityRows(view));
        model.addAttribute("offices", offices(form, today, locale));
        model.addAttribute("courtChoices", courts(form, today));
        var languages = catalog.languages(today);
        model.addAttribute(
                "languageChoices",
                languages.stream().filter(each -> isNear(each, form)).toList());
        model.addAttribute(
                "moreLanguages",
                languages.stream().filter(each -> !isNear(each, form)).toList());
        model.addAttribute(
                "relayChoices", languages.stream().filter(Language::indigenous).toList());
        model.addAttribute("arrangementChoices", Arrangement.values());
        model.addAttribute("takingChoices", Taking.values());
        model.addAttribute("roomingChoices", Rooming.values());
        model.addAttribute("urgencies", Urgency.values());
        model.addAttribute("answerTimes", answerTimes(form, locale));
        model.addAttribute("holidayChoices", form.readableHolidays());
        return "matching/practice";
    }

    private Lessons lessons(SignedIn by, Locale locale) {
        var view = promises.lessons(by);
        return new Lessons(
                view.questions().stream()
                        .map(each -> new Asked(each, inWords(each, locale)))
                        .toList(),
                view);
    }

    private String inWords(PracticeQuestion question, Locale locale) {
        return words.say(
                "matching.lessons.question." + question.kind(),
                locale,
                switch (question.kind()) {
                    case ROOM -> serviceLabel(question.code(), locale);
                    case LANGUAGE -> words.language(LanguageCode.of(question.code()), locale);
                    case PLACE -> words.facility(FacilityCode.of(question.code()));
                });
    }

    private static List<CapacityView> capacityRows(PracticeView view) {
        return Stream.of(Service.values())
                .map(service -> view.capacity().stream()
                        .filter(each -> each.service() == service)
                        .findFirst()
                        .orElse(new CapacityView(service, null, 0, null)))
                .toList();
    }

    /** Facilities by the field office they belong to, offices in the steward's order. */
    private List<Office> offices(PracticeForm form, LocalDate today, Locale locale) {
        var byOffice = new LinkedHashMap<String, List<Facility>>();
        var entries = catalog.entries(ListName.FIELD_OFFICE, today);
        entries.forEach(entry -> byOffice.put(entry.code().value(), new ArrayList<>()));
        var facilities = new ArrayList<>(catalog.facilities(today));
        form.getFacilities().stream()
                .filter(code -> facilities.stream()
                        .noneMatch(each -> each.code().value().equals(code)))
                .filter(code -> code.matches("[\\w-]{1,40}"))
                .flatMap(code -> catalog.facility(FacilityCode.of(code)).stream())
                .map(facility -> closed(facility, locale))
                .forEach(facilities::add);
        facilities.forEach(
                facility -> byOffice.computeIfPresent(facility.fieldOffice().value(), (office, list) -> {
                    list.add(facility);
                    return list;
                }));
        return entries.stream()
                .map(entry -> office(
                        entry, Objects.requireNonNull(byOffice.get(entry.code().value())), form))
                .toList();
    }

    /** What a provider serves though it has closed stays ticked until the provider unticks it, and says so. */
    private Facility closed(Facility facility, Locale locale) {
        return new Facility(
                facility.code(),
                words.say("matching.practice.closed", locale, facility.name()),
                facility.city(),
                facility.state(),
                facility.county(),
                facility.fieldOffice(),
                facility.kind());
    }

    private static Office office(Entry entry, List<Facility> facilities, PracticeForm form) {
        var chosen = (int) facilities.stream()
                        .filter(facility ->
                                form.getFacilities().contains(facility.code().value()))
                        .count()
                + (form.getFieldOffices().contains(entry.code().value()) ? 1 : 0);
        return new Office(entry, facilities, chosen);
    }

    private List<Court> courts(PracticeForm form, LocalDate today) {
        return catalog.courts(today).stream()
                .filter(court -> court.detained()
                        || form.getCourts().contains(court.code().value()))
                .toList();
    }

    /** Spanish, English, the indigenous languages, and whatever is ticked; the others wait behind one tap. */
    private static boolean isNear(Language language, PracticeForm form) {
        var code = language.code().value();
        return language.indigenous()
                || code.equals("es")
                || code.equals("en")
                || form.getLanguages().contains(code);
    }

    private Map<String, String> answerTimes(PracticeForm form, Locale locale) {
        var minutes = new TreeSet<>(ANSWER_TIMES);
        form.getAnswers().values().stream()
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .forEach(minutes::add);
        var choices = new LinkedHashMap<String, String>();
        minutes.forEach(each -> choices.put(each.toString(), words.duration(each, locale)));
        return choices;
    }

    private Row row(PracticeView view, Locale locale) {
        var offering = view.offering();
        var room = view.rooming() == Rooming.BY_WEEK ? roomOfWeek(view, locale) : standingRoom(view, locale);
        var places = Stream.concat(
                        offering.fieldOffices().stream().map(code -> words.fieldOffice(code, locale)),
                        offering.facilities().stream().map(words::facility))
                .toList();
        return new Row(
                view,
                String.join(
                        ", ",
                        offering.languages().stream()
                                .map(each -> language(each, locale))
                                .toList()),
                String.join(", ", places),
                room);
    }

    private String standingRoom(PracticeView view, Locale locale) {
        var said =
                view.capacity().stream().filter(each -> each.promised() != null).toList();
        if (said.isEmpty()) {
            return words.say("matching.practices.room.not-said", locale);
        }
        var promised = said.stream()
                .mapToInt(each -> Objects.requireNonNull(each.promised()))
                .sum();
        return words.say("matching.practices.room.said", locale, open(said), promised)
                + (said.size() < view.capacity().size() ? words.say("matching.practices.room.some", locale) : "");
    }

    private String roomOfWeek(PracticeView view, Locale locale) {
        var said = view.capacity().stream().filter(each -> each.open() != null).toList();
        return said.isEmpty()
                ? words.say("matching.practices.room.week-not-said", locale)
                : words.say("matching.practices.room.week", locale, open(said));
    }

    private static int open(List<CapacityView> capacity) {
        return capacity.stream()
                .mapToInt(each -> Objects.requireNonNullElse(each.open(), 0))
                .sum();
    }

    private String language(LanguageCode code, Locale locale) {
        return words.language(code, locale);
    }

    record Lessons(List<Asked> questions, LessonsView view) {

        public boolean any() {
            return !questions.isEmpty() || !view.full().isEmpty();
        }
    }

    record Asked(PracticeQuestion question, String text) {}

    record Office(Entry entry, List<Facility> facilities, int chosen) {}

    record Row(PracticeView practice, String languages, String places, String room) {}
}
