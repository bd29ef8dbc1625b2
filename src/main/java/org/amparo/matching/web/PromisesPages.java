package org.amparo.matching.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Facility;
import org.amparo.forms.Reading;
import org.amparo.kernel.Code;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Rejected.Fault;
import org.amparo.kernel.Service;
import org.amparo.matching.Limits;
import org.amparo.matching.PromisesDesk;
import org.amparo.matching.PromisesView;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
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

/** What a provider promises for a week: one page, two minutes, on a phone. */
@Controller
class PromisesPages {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final PromisesDesk desk;
    private final ReasonWords words;
    private final Catalog catalog;
    private final Clock clock;

    PromisesPages(PromisesDesk desk, ReasonWords words, Catalog catalog, Clock clock) {
        this.desk = desk;
        this.words = words;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping("/practice/promises")
    @PreAuthorize("hasRole('PROVIDER')")
    String own(@RequestParam(required = false) @Nullable String week, SignedIn by, Locale locale, Model model) {
        return look(by.organization(), "/practice", week, by, locale, model);
    }

    @PostMapping("/practice/promises")
    @PreAuthorize("hasRole('PROVIDER')")
    String promiseOwn(
            @ModelAttribute("promisesForm") PromisesForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return promise(by.organization(), "/practice", form, binding, by, locale, model, response, redirect);
    }

    @PostMapping("/practice/promises/repetition")
    @PreAuthorize("hasRole('PROVIDER')")
    String repeatOwn(
            @ModelAttribute("promisesForm") PromisesForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return repeat(by.organization(), "/practice", form, binding, by, locale, model, response, redirect);
    }

    @GetMapping("/practices/{organization}/promises")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    String promises(
            @PathVariable OrganizationId organization,
            @RequestParam(required = false) @Nullable String week,
            SignedIn by,
            Locale locale,
            Model model) {
        return look(organization, "/practices/" + organization, week, by, locale, model);
    }

    @PostMapping("/practices/{organization}/promises")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    String promise(
            @PathVariable OrganizationId organization,
            @ModelAttribute("promisesForm") PromisesForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return promise(
                organization, "/practices/" + organization, form, binding, by, locale, model, response, redirect);
    }

    @PostMapping("/practices/{organization}/promises/repetition")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    String repeat(
            @PathVariable OrganizationId organization,
            @ModelAttribute("promisesForm") PromisesForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return repeat(organization, "/practices/" + organization, form, binding, by, locale, model, response, redirect);
    }

    private String look(
            OrganizationId provider, String practice, @Nullable String week, SignedIn by, Locale locale, Model model) {
        var view = desk.promises(provider, by);
        var chosen = chosen(view, week);
        return page(PromisesForm.of(view, chosen), view, chosen, practice, locale, model);
    }

    private String promise(
            OrganizationId provider,
            String practice,
            PromisesForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (isDone(() -> desk.promise(form.command(provider), by), form, binding, locale)) {
            return done(form, practice, redirect);
        }
        response.setStatus(422);
        var view = desk.promises(provider, by);
        return page(form, view, chosen(view, form.getWeek()), practice, locale, model);
    }

    private String repeat(
            OrganizationId provider,
            String practice,
            PromisesForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (isDone(() -> desk.repeat(form.repetition(provider), by), form, binding, locale)) {
            return done(form, practice, redirect);
        }
        response.setStatus(422);
        var view = desk.promises(provider, by);
        var week = chosen(view, form.getWeek());
        fillIn(form, view, week);
        return page(form, view, week, practice, locale, model);
    }

    /** Does it when everything could be read, and notes what is refused. */
    private boolean isDone(Runnable deed, PromisesForm form, BindingResult binding, Locale locale) {
        form.check(binding);
        return new Reading(binding, fault -> asHere(fault, locale))
                .then(() -> {
                    deed.run();
                    return true;
                })
                .isPresent();
    }

    /** What could not be said again stands in the form, to be put right. */
    private static void fillIn(PromisesForm form, PromisesView view, PromisesView.WeekView week) {
        var filled = PromisesForm.of(view, view.lastBefore(week.begins()).orElse(week));
        form.setCases(filled.getCases());
        form.setPlaces(filled.getPlaces());
        form.setLanguages(filled.getLanguages());
    }

    private static String done(PromisesForm form, String practice, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "matching.promises.saved");
        redirect.addAttribute("week", form.getWeek());
        return "redirect:" + practice + "/promises";
    }

    /** The week asked for, when it can be promised; else this one. */
    private static PromisesView.WeekView chosen(PromisesView view, @Nullable String week) {
        var open = open(view);
        return open.stream()
                .filter(each -> each.begins().toString().equals(week))
                .findFirst()
                .orElse(open.getFirst());
    }

    /** This week and the next. */
    private static List<PromisesView.WeekView> open(PromisesView view) {
        return view.weeks().stream()
                .filter(each -> each.phase() != PromisesView.Phase.PAST)
                .sorted(Comparator.comparing(PromisesView.WeekView::begins))
                .toList();
    }

    /** {@code promises.BOND.facilities} of the command is {@code places[BOND]} of the form, and a service is called by its name. */
    private Fault asHere(Fault fault, Locale locale) {
        var parts = fault.field().split("\\.", -1);
        var map = switch (parts[2]) {
            case "facilities", "fieldOffices" -> "places";
            default -> parts[2];
        };
        return new Fault(
                map + "[" + parts[1] + "]",
                fault.code(),
                fault.arguments().stream()
                        .map(argument -> inWords(argument, locale))
                        .toList());
    }

    private Serializable inWords(Serializable argument, Locale locale) {
        for (var service : Service.values()) {
            if (service.name().equals(argument)) {
                return words.label("kernel", service, locale);
            }
        }
        return argument;
    }

    private String page(
            PromisesForm form,
            PromisesView view,
            PromisesView.WeekView week,
            String practice,
            Locale locale,
            Model model) {
        var places = places(view, form, locale);
        var languages = languages(view, form, locale);
        model.addAttribute("promisesForm", form);
        model.addAttribute("promises", view);
        model.addAttribute("own", practice.equals("/practice"));
        model.addAttribute("practiceAddress", practice);
        model.addAttribute("chosenWeek", week);
        model.addAttribute("openWeeks", open(view));
        model.addAttribute(
                "promiseRows",
                week.promises().stream()
                        .map(each -> new Row(each, form.isLimited(each.service())))
                        .toList());
        model.addAttribute("placeChoices", places);
        model.addAttribute("languageChoices", languages);
        model.addAttribute(
                "lastWeek",
                view.lastBefore(week.begins())
                        .map(last -> last.promises().stream()
                                .filter(each -> each.promised() != null)
                                .map(each -> inWords(each, locale))
                                .toList())
                        .filter(lines -> !lines.isEmpty())
                        .orElse(null));
        return "matching/promises";
    }

    /** {@code 2 × Bond hearing (Adelanto; Spanish, Mam)}. */
    private String inWords(PromisesView.PromiseView promise, Locale locale) {
        var what = words.say(
                "matching.promises.line",
                locale,
                Objects.requireNonNull(promise.promised()),
                words.label("kernel", promise.service(), locale));
        var limits = inWords(promise.limits(), locale);
        return limits.isEmpty() ? what : what + " (" + limits + ")";
    }

    private String inWords(Limits limits, Locale locale) {
        var places = Stream.concat(
                        limits.fieldOffices().stream().map(code -> words.fieldOffice(code, locale)),
                        limits.facilities().stream().map(words::facility))
                .toList();
        var languages = limits.languages().stream()
                .map(code -> words.language(code, locale))
                .toList();
        return Stream.of(places, languages)
                .filter(part -> !part.isEmpty())
                .map(part -> String.join(", ", part))
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    /** Where the practice serves; field offices as a whole only where it serves more than one place that way. */
    private Map<String, String> places(PromisesView view, PromisesForm form, Locale locale) {
        var offering = view.offering();
        var choices = new LinkedHashMap<String, String>();
        if (offering.fieldOffices().size() + offering.facilities().size() > 1) {
            offering.fieldOffices()
                    .forEach(code -> choices.put(
                            PromisesForm.office(code),
                            words.say("matching.practice.everywhere", locale, words.fieldOffice(code, locale))));
        }
        catalog.facilities(LocalDate.ofInstant(clock.instant(), PACIFIC)).stream()
                .filter(each -> offering.facilities().contains(each.code())
                        || offering.fieldOffices().contains(each.fieldOffice()))
                .sorted(Comparator.comparing(Facility::name))
                .forEach(each -> choices.put(PromisesForm.facility(each.code()), each.name()));
        typed(form.getPlaces())
                .filter(PromisesForm::isPlace)
                .forEach(code -> choices.putIfAbsent(code, placeInWords(code, locale)));
        return choices.size() > 1 ? choices : Map.of();
    }

    /** One that was named before and has closed since, or is served no more, stays to be taken away. */
    private String placeInWords(String typed, Locale locale) {
        var dash = typed.indexOf('-');
        var code = typed.substring(dash + 1);
        return typed.startsWith("office-")
                ? words.fieldOffice(FieldOfficeCode.of(code), locale)
                : words.facility(FacilityCode.of(code));
    }

    private Map<String, String> languages(PromisesView view, PromisesForm form, Locale locale) {
        var offering = view.offering();
        var choices = new LinkedHashMap<String, String>();
        Stream.concat(offering.languages().stream(), offering.relays().stream())
                .forEach(code -> choices.put(code.value(), words.language(code, locale)));
        typed(form.getLanguages())
                .filter(Code::reads)
                .forEach(code -> choices.putIfAbsent(code, words.language(LanguageCode.of(code), locale)));
        return choices.size() > 1 ? choices : Map.of();
    }

    private static Stream<String> typed(Map<String, Set<String>> texts) {
        return texts.values().stream().flatMap(Set::stream);
    }

    /** A service of the week, and whether it is limited to some places or languages. */
    record Row(PromisesView.PromiseView promise, boolean limited) {}
}
