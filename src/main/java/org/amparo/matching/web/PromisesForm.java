package org.amparo.matching.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.kernel.Code;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.matching.Limits;
import org.amparo.matching.PromiseWeek;
import org.amparo.matching.PromisedRoom;
import org.amparo.matching.PromisesView;
import org.amparo.matching.RepeatPromise;
import org.amparo.matching.Week;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** What somebody typed of a week, right or wrong. A place is a facility, or a field office and everywhere in it. */
class PromisesForm {

    private static final String FACILITY = "facility-";
    private static final String OFFICE = "office-";

    private String week = "";
    private Map<String, String> cases = new LinkedHashMap<>();
    private Map<String, Set<String>> places = new LinkedHashMap<>();
    private Map<String, Set<String>> languages = new LinkedHashMap<>();
    private String revision = "";

    static PromisesForm of(PromisesView view, PromisesView.WeekView week) {
        var form = new PromisesForm();
        form.week = week.begins().toString();
        week.promises().forEach(each -> {
            var service = each.service().name();
            form.cases.put(
                    service, each.promised() == null ? "" : each.promised().toString());
            var chosen = new LinkedHashSet<String>();
            each.limits().fieldOffices().forEach(code -> chosen.add(OFFICE + code.value()));
            each.limits().facilities().forEach(code -> chosen.add(FACILITY + code.value()));
            form.places.put(service, chosen);
            form.languages.put(
                    service,
                    each.limits().languages().stream()
                            .map(LanguageCode::value)
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        });
        form.revision = String.valueOf(view.revision());
        return form;
    }

    static String office(FieldOfficeCode code) {
        return OFFICE + code.value();
    }

    static String facility(FacilityCode code) {
        return FACILITY + code.value();
    }

    /** Whether a text has the form of a place. */
    static boolean isPlace(String text) {
        return Stream.of(FACILITY, OFFICE)
                .anyMatch(kind -> text.startsWith(kind) && Code.reads(text.substring(kind.length())));
    }

    /** Complains about every field that cannot be read; when there is none, {@link #command} works. */
    void check(Errors errors) {
        if (chosenWeek().isEmpty()) {
            errors.reject("problem.unknown-code");
        }
        if (!revision.matches("\\d{1,9}")) {
            errors.reject("problem.unknown-code");
        }
        for (var service : Service.values()) {
            var name = service.name();
            var number = cases.getOrDefault(name, "").strip();
            var limited = !placesOf(name).isEmpty() || !languagesOf(name).isEmpty();
            if (!number.isEmpty() && !number.matches("-?\\d{1,9}")) {
                errors.rejectValue("cases[" + name + "]", "problem.not-a-number");
            } else if (number.isEmpty() && limited) {
                errors.rejectValue("cases[" + name + "]", "problem.promise-without-number");
            }
            if (!placesOf(name).stream().allMatch(PromisesForm::isPlace)) {
                errors.rejectValue("places[" + name + "]", "problem.unknown-code");
            }
            if (!languagesOf(name).stream().allMatch(Code::reads)) {
                errors.rejectValue("languages[" + name + "]", "problem.unknown-code");
            }
        }
    }

    PromiseWeek command(OrganizationId provider) {
        var promised = new EnumMap<Service, PromisedRoom>(Service.class);
        for (var service : Service.values()) {
            var name = service.name();
            var number = cases.getOrDefault(name, "").strip();
            if (!number.isEmpty()) {
                promised.put(service, new PromisedRoom(Integer.parseInt(number), limits(name)));
            }
        }
        return new PromiseWeek(provider, chosenWeek().orElseThrow(), promised, Integer.valueOf(revision));
    }

    RepeatPromise repetition(OrganizationId provider) {
        return new RepeatPromise(provider, chosenWeek().orElseThrow(), Integer.valueOf(revision));
    }

    /** The week the form is of; nothing when it cannot be read. */
    Optional<Week> chosenWeek() {
        try {
            var day = LocalDate.parse(week);
            return day.getDayOfWeek() == DayOfWeek.MONDAY ? Optional.of(new Week(day)) : Optional.empty();
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private Limits limits(String service) {
        return new Limits(
                codes(placesOf(service), FACILITY).map(FacilityCode::of).collect(Collectors.toSet()),
                codes(placesOf(service), OFFICE).map(FieldOfficeCode::of).collect(Collectors.toSet()),
                languagesOf(service).stream().map(LanguageCode::of).collect(Collectors.toSet()));
    }

    private static Stream<String> codes(Set<String> places, String kind) {
        return places.stream().filter(each -> each.startsWith(kind)).map(each -> each.substring(kind.length()));
    }

    boolean isLimited(Service service) {
        return !placesOf(service.name()).isEmpty()
                || !languagesOf(service.name()).isEmpty();
    }

    Set<String> placesOf(String service) {
        return orEmpty(places.get(service));
    }

    Set<String> languagesOf(String service) {
        return orEmpty(languages.get(service));
    }

    private static Set<String> orEmpty(@Nullable Set<String> texts) {
        return texts == null ? Set.of() : texts;
    }

    public String getWeek() {
        return week;
    }

    public void setWeek(String week) {
        this.week = week;
    }

    public Map<String, String> getCases() {
        return cases;
    }

    public void setCases(Map<String, String> cases) {
        this.cases = cases;
    }

    public Map<String, Set<String>> getPlaces() {
        return places;
    }

    public void setPlaces(Map<String, Set<String>> places) {
        this.places = places;
    }

    public Map<String, Set<String>> getLanguages() {
        return languages;
    }

    public void setLanguages(Map<String, Set<String>> languages) {
        this.languages = languages;
    }

    public String getRevision() {
        return revision;
    }

    public void setRevision(String revision) {
        this.revision = revision;
    }
}
