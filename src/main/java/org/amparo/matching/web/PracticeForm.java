package org.amparo.matching.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.Arrangement;
import org.amparo.matching.DescribePractice;
import org.amparo.matching.Offering;
import org.amparo.matching.PracticeView;
import org.amparo.matching.Rooming;
import org.amparo.matching.Taking;
import org.amparo.membership.OrganizationId;
import org.springframework.validation.Errors;

/** A practice as somebody typed it, right or wrong. */
class PracticeForm {

    private String taking = Taking.OPEN.name();
    private String rooming = Rooming.STANDING.name();
    private Set<String> services = new LinkedHashSet<>();
    private Map<String, String> capacity = new LinkedHashMap<>();
    private Set<String> facilities = new LinkedHashSet<>();
    private Set<String> fieldOffices = new LinkedHashSet<>();
    private Set<String> courts = new LinkedHashSet<>();
    private Set<String> languages = new LinkedHashSet<>();
    private Set<String> relays = new LinkedHashSet<>();
    private Set<String> arrangements = new LinkedHashSet<>();
    private Map<String, String> answers = new LinkedHashMap<>();
    private Set<String> holidays = new LinkedHashSet<>();
    private String revision = "";

    static PracticeForm of(PracticeView view) {
        var form = new PracticeForm();
        var offering = view.offering();
        form.taking = view.taking().name();
        form.rooming = view.rooming().name();
        form.services = texts(offering.services());
        view.capacity()
                .forEach(each -> form.capacity.put(
                        each.service().name(),
                        each.promised() == null ? "" : each.promised().toString()));
        form.facilities = texts(offering.facilities());
        form.fieldOffices = texts(offering.fieldOffices());
        form.courts = texts(offering.courts());
        form.languages = texts(offering.languages());
        form.relays = texts(offering.relays());
        form.arrangements = texts(offering.arrangements());
        offering.answerMinutes().forEach((urgency, minutes) -> form.answers.put(urgency.name(), minutes.toString()));
        form.holidays = texts(offering.holidays());
        form.revision = String.valueOf(view.revision());
        return form;
    }

    /** Complains about every field that cannot be read; when there is none, {@link #command} works. */
    void check(Errors errors) {
        readable("taking", taking, Taking::valueOf, errors);
        readable("rooming", rooming, Rooming::valueOf, errors);
        services.forEach(each -> readable("services", each, Service::valueOf, errors));
        facilities.forEach(each -> readable("facilities", each, FacilityCode::of, errors));
        fieldOffices.forEach(each -> readable("fieldOffices", each, FieldOfficeCode::of, errors));
        courts.forEach(each -> readable("courts", each, CourtCode::of, errors));
        languages.forEach(each -> readable("languages", each, LanguageCode::of, errors));
        relays.forEach(each -> readable("relays", each, LanguageCode::of, errors));
        arrangements.forEach(each -> readable("arrangements", each, Arrangement::valueOf, errors));
        if (!holidays().allMatch(each -> isReadable(each, PracticeForm::day))) {
            errors.rejectValue("holidays", "problem.not-a-date");
        }
        readable("revision", revision, Integer::valueOf, errors);
        capacity.forEach((service, number) -> {
            if (isService(service) && !number.isBlank() && !number.strip().matches("-?\\d{1,9}")) {
                errors.rejectValue("capacity[" + service + "]", "problem.not-a-number");
            }
        });
        answers.forEach((urgency, minutes) -> {
            if (!minutes.isBlank()) {
                readable("answers[" + urgency + "]", minutes, Integer::valueOf, errors);
            }
        });
    }

    DescribePractice command(OrganizationId provider) {
        var promised = new EnumMap<Service, Integer>(Service.class);
        capacity.forEach((service, number) -> {
            if (isService(service) && !number.isBlank()) {
                promised.put(Service.valueOf(service), Integer.valueOf(number.strip()));
            }
        });
        var minutes = new EnumMap<Urgency, Integer>(Urgency.class);
        answers.forEach((urgency, within) -> {
            if (!within.isBlank()) {
                minutes.put(Urgency.valueOf(urgency), Integer.valueOf(within));
            }
        });
        var byWeek = Rooming.valueOf(rooming) == Rooming.BY_WEEK;
        return new DescribePractice(
                provider,
                new Offering(
                        values(services, Service::valueOf),
                        values(facilities, FacilityCode::of),
                        values(courts, CourtCode::of),
                        values(fieldOffices, FieldOfficeCode::of),
                        values(languages, LanguageCode::of),
                        values(relays, LanguageCode::of),
                        minutes,
                        values(arrangements, Arrangement::valueOf),
                        holidays().map(PracticeForm::day).collect(Collectors.toSet())),
                byWeek ? null : promised,
                Taking.valueOf(taking),
                Rooming.valueOf(rooming),
                Integer.valueOf(revision));
    }

    /** Days that stand there to be kept, and those typed beside them. */
    private Stream<String> holidays() {
        return holidays.stream().map(String::strip).filter(each -> !each.isEmpty());
    }

    /** In order, but for what cannot be read. */
    List<LocalDate> readableHolidays() {
        return holidays()
                .filter(each -> isReadable(each, PracticeForm::day))
                .map(PracticeForm::day)
                .sorted()
                .toList();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    private static boolean isService(String text) {
        for (var service : Service.values()) {
            if (service.name().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static void readable(String field, String text, Function<String, ?> reader, Errors errors) {
        if (!isReadable(text, reader)) {
            errors.rejectValue(field, "problem.unknown-code");
        }
    }

    private static boolean isReadable(String text, Function<String, ?> reader) {
        try {
            return reader.apply(text) != null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static <V> Set<V> values(Collection<String> texts, Function<String, V> reader) {
        return texts.stream().map(reader).collect(Collectors.toSet());
    }

    private static Set<String> texts(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public String getTaking() {
        return taking;
    }

    public void setTaking(String taking) {
        this.taking = taking;
    }

    public String getRooming() {
        return rooming;
    }

    public void setRooming(String rooming) {
        this.rooming = rooming;
    }

    public Set<String> getServices() {
        return services;
    }

    public void setServices(Set<String> services) {
        this.services = services;
    }

    public Map<String, String> getCapacity() {
        return capacity;
    }

    public void setCapacity(Map<String, String> capacity) {
        this.capacity = capacity;
    }

    public Set<String> getFacilities() {
        return facilities;
    }

    public void setFacilities(Set<String> facilities) {
        this.facilities = facilities;
    }

    public Set<String> getFieldOffices() {
        return fieldOffices;
    }

    public void setFieldOffices(Set<String> fieldOffices) {
        this.fieldOffices = fieldOffices;
    }

    public Set<String> getCourts() {
        return courts;
    }

    public void setCourts(Set<String> courts) {
        this.courts = courts;
    }

    public Set<String> getLanguages() {
        return languages;
    }

    public void setLanguages(Set<String> languages) {
        this.languages = languages;
    }

    public Set<String> getRelays() {
        return relays;
    }

    public void setRelays(Set<String> relays) {
        this.relays = relays;
    }

    public Set<String> getArrangements() {
        return arrangements;
    }

    public void setArrangements(Set<String> arrangements) {
        this.arrangements = arrangements;
    }

    public Map<String, String> getAnswers() {
        return answers;
    }

    public void setAnswers(Map<String, String> answers) {
        this.answers = answers;
    }

    public Set<String> getHolidays() {
        return holidays;
    }

    public void setHolidays(Set<String> holidays) {
        this.holidays = holidays;
    }

    public String getRevision() {
        return revision;
    }

    public void setRevision(String revision) {
        this.revision = revision;
    }
}
