package org.amparo.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.amparo.kernel.CountryCode;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what people typed as the command it means. Whatever cannot be read is named, and the rest is read all the same, so that urgency
 * and duplicates can be told while typing.
 */
@Component
class DraftReading {

    /** An answer of its own: nobody knows where the person is. */
    static final String UNKNOWN = "UNKNOWN";

    private static final List<String> ORDER = Arrays.stream(DraftSection.values())
            .flatMap(section -> section.fields().stream())
            .toList();

    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendOptional(DateTimeFormatter.ofPattern("uuuu-MM-dd"))
            .appendOptional(DateTimeFormatter.ofPattern("M/d/uuuu"))
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendOptional(DateTimeFormatter.ofPattern("H:mm"))
            .appendOptional(DateTimeFormatter.ofPattern("H:mm:ss"))
            .appendOptional(DateTimeFormatter.ofPattern("h:mm a", Locale.US))
            .appendOptional(DateTimeFormatter.ofPattern("h:mma", Locale.US))
            .toFormatter(Locale.US);

    private final IntakeCheck check;
    private final Clock clock;

    DraftReading(IntakeCheck check, Clock clock) {
        this.check = check;
        this.clock = clock;
    }

    ReadIntake read(Map<String, List<String>> typed, @Nullable Instant callStarted) {
        var form = new Form(typed);
        var command = new OpenCase(
                callStarted,
                caller(form),
                person(form),
                sighting(form),
                arrest(form),
                hearing(form),
                answers(form),
                removalFeared(form),
                form.choices("needs", Service.class),
                override(form),
                new FundDetails(
                        form.code("fund.residence", CountyCode::of),
                        form.number("fund.household"),
                        form.number("fund.yearlyIncome"),
                        form.choice("fund.violentFelony", Answer.class, Answer.NOT_ASKED)),
                parties(form),
                form.personal("note"),
                consent(form));
        var problems = new ArrayList<>(form.problems);
        var named = problems.stream().map(FieldProblem::field).toList();
        check.problems(command).stream()
                .map(DraftReading::onThePage)
                .filter(problem -> !named.contains(problem.field()))
                .forEach(problems::add);
        problems.sort(Comparator.comparingInt(DraftReading::position));
        return new ReadIntake(command, problems);
    }

    private static int position(FieldProblem problem) {
        var position = ORDER.indexOf(problem.field());
        return position < 0 ? ORDER.size() : position;
    }

    /** Paths of the command that the page asks for under another name. */
    private static FieldProblem onThePage(FieldProblem problem) {
        var field = problem.field();
        var shown = switch (field) {
            case "person.born" -> "person.born.year";
            case "custody.seenAt" -> "custody.seenOn";
            default -> field.replaceAll("^(parties|arrest\\.agencies)\\[(\\d+)]\\.", "$1.$2.");
        };
        return new FieldProblem(shown, problem.code(), problem.arguments());
    }

    private static CallerDetails caller(Form form) {
        return new CallerDetails(
                form.personal("caller.name"),
                form.choice("caller.relation", Relation.class, Relation.UNKNOWN),
                form.choice("caller.authority", Authority.class, Authority.UNKNOWN),
                form.phone("caller.phone"),
                form.code("caller.language", LanguageCode::of),
                new SafeContact(
                        form.choice("caller.safeContact.call", Answer.class, Answer.NOT_ASKED),
                        form.choice("caller.safeContact.message", Answer.class, Answer.NOT_ASKED),
                        form.choice("caller.safeContact.text", Answer.class, Answer.NOT_ASKED),
                        form.personal("caller.safeContact.bestTime")));
    }

    private PersonDetails person(Form form) {
        var name = form.personal("person.name");
        if (name == null && !form.ticked("person.notGiven")) {
            form.problem("person.name", "name-or-not-given");
        }
        return new PersonDetails(
                name,
                form.lines("person.surnames"),
                form.lines("person.aliases"),
                born(form),
                form.code("person.countryOfBirth", CountryCode::of),
                form.code("person.nationality", CountryCode::of),
                form.code("person.language", LanguageCode::of),
                form.personal("person.variant"),
                form.choice("person.spanish", SpanishFluency.class, SpanishFluency.UNKNOWN),
                form.personal("person.gender"),
                form.personal("person.pronouns"),
                form.aNumber("person.aNumber"),
                form.phone("person.phone"));
    }

    private @Nullable PartialDate born(Form form) {
        var year = form.number("person.born.year");
        var month = form.number("person.born.month");
        var day = form.number("person.born.day");
        if (year == null) {
            if (month != null || day != null) {
                form.problem("person.born.year", "birth-needs-year");
            }
            return null;
        }
        try {
            return new PartialDate(year, month, day, form.ticked("person.born.about"));
        } catch (IllegalArgumentException e) {
            form.problem("person.born.year", "no-such-date");
            return null;
        }
    }

    private Sighting sighting(Form form) {
        var custody = form.choice("custody.custody", CustodyStatus.class, CustodyStatus.UNKNOWN);
        var place = form.text("custody.facility");
        var free = custody == CustodyStatus.NOT_DETAINED
                || custody == CustodyStatus.RELEASED
                || custody == CustodyStatus.OUTSIDE_COUNTRY;
        if (place.isEmpty() && !free) {
            form.problem("custody.facility", "facility-or-unknown");
        }
        var facility =
                place.isEmpty() || place.equals(UNKNOWN) ? null : form.code("custody.facility", FacilityCode::of);
        var on = form.day("custody.seenOn");
        var at = form.time("custody.seenTime");
        if (on == null && at != null) {
            on = LocalDate.ofInstant(clock.instant(), UrgencyRules.ZONE);
        }
        return new Sighting(
                custody,
                facility,
                on == null ? null : moment(on, at),
                form.choice("custody.source", ObservationSource.class, ObservationSource.OTHER));
    }

    /** A day without its time stands for its noon, or for now when it is today. */
    private @Nullable Instant moment(LocalDate on, @Nullable LocalTime at) {
        if (at != null) {
            return on.atTime(at).atZone(UrgencyRules.ZONE).toInstant();
        }
        return on.equals(LocalDate.ofInstant(clock.instant(), UrgencyRules.ZONE))
                ? null
                : on.atTime(LocalTime.NOON).atZone(UrgencyRules.ZONE).toInstant();
    }

    private static ArrestDetails arrest(Form form) {
        return new ArrestDetails(
                form.day("arrest.on"),
                form.time("arrest.at"),
                form.code("arrest.county", CountyCode::of),
                agencies(form),
                form.code("arrest.stage", ListCode::of),
                form.choice("arrest.how", ArrestHow.class, ArrestHow.UNKNOWN),
                form.day("arrest.detainedSince"));
    }

    private static List<AgencyInvolved> agencies(Form form) {
        var agencies = new ArrayList<AgencyInvolved>();
        for (var i = 0; i < DraftSection.AGENCIES; i++) {
            var path = "arrest.agencies." + i;
            var agency = form.code(path + ".agency", ListCode::of);
            var part = form.optional(path + ".part", AgencyPart.class);
            if (agency != null && part != null) {
                agencies.add(new AgencyInvolved(agency, part));
            } else if (agency != null && form.text(path + ".part").isEmpty()) {
                form.problem(path + ".part", "agency-part");
            } else if (part != null && form.text(path + ".agency").isEmpty()) {
                form.problem(path + ".agency", "agency-of-part");
            }
        }
        return agencies;
    }

    private static @Nullable HearingDetails hearing(Form form) {
        var on = form.day("hearing.on");
        var court = form.code("hearing.court", CourtCode::of);
        return on == null && court == null
                ? null
                : new HearingDetails(
                        on,
                        court,
                        form.choice("hearing.source", ObservationSource.class, ObservationSource.OTHER),
                        form.day("hearing.verifiedOn"));
    }

    private static Map<UrgencyReason, Answer> answers(Form form) {
        Map<UrgencyReason, Answer> answers = new EnumMap<>(UrgencyReason.class);
        for (var question : UrgencyReason.questions()) {
            var answer = form.choice("answers." + question.name(), Answer.class, Answer.NOT_ASKED);
            if (answer != Answer.NOT_ASKED) {
                answers.put(question, answer);
            }
        }
        return answers;
    }

    private static @Nullable Instant removalFeared(Form form) {
        var day = form.day("removalFeared");
        return day == null ? null : day.atStartOfDay(UrgencyRules.ZONE).toInstant();
    }

    private static @Nullable UrgencyOverride override(Form form) {
        var urgency = form.optional("override.urgency", Urgency.class);
        if (urgency == null) {
            return null;
        }
        return new UrgencyOverride(urgency, PersonalText.of(form.text("override.reason")));
    }

    private static List<Party> parties(Form form) {
        var parties = new ArrayList<Party>();
        for (var i = 0; i < DraftSection.PARTIES; i++) {
            var name = form.personal("parties." + i + ".name");
            if (name != null) {
                parties.add(new Party(name, form.choice("parties." + i + ".role", PartyRole.class, PartyRole.OTHER)));
            }
        }
        return parties;
    }

    private static ConsentEvidence consent(Form form) {
        var answer = form.optional("consent.answer", ConsentAnswer.class);
        if (answer == null || !answer.isGiven()) {
            form.problem("consent.answer", "consent-answer");
            return ConsentEvidence.notAsked();
        }
        if (answer == ConsentAnswer.NOT_ASKED) {
            return ConsentEvidence.notAsked();
        }
        return new ConsentEvidence(
                answer,
                form.code("consent.script", ListCode::of),
                form.code("consent.language", LanguageCode::of),
                form.choice("consent.interpreter", Answer.class, Answer.NOT_ASKED),
                form.optional("consent.who", Consenter.class),
                answer == ConsentAnswer.GIVEN ? form.choices("consent.purposes", ConsentPurpose.class) : Set.of(),
                form.day("consent.ratifyBy"));
    }

    /** Typed text by path of the field. */
    private static final class Form {

        private final Map<String, List<String>> typed;
        private final List<FieldProblem> problems = new ArrayList<>();

        Form(Map<String, List<String>> typed) {
            this.typed = typed;
        }

        void problem(String field, String code) {
            problems.add(FieldProblem.of(field, code));
        }

        String text(String field) {
            var values = typed.getOrDefault(field, List.of());
            return values.isEmpty() ? "" : values.getFirst().strip();
        }

        @Nullable
        PersonalText personal(String field) {
            return PersonalText.ofNullable(text(field));
        }

        boolean ticked(String field) {
            return !text(field).isEmpty();
        }

        List<PersonalText> lines(String field) {
            return Arrays.stream(text(field).split("[\n;]"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(PersonalText::of)
                    .toList();
        }

        <T> @Nullable T parsed(String field, String code, Function<String, T> parse) {
            var text = text(field);
            if (text.isEmpty()) {
                return null;
            }
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException | DateTimeParseException e) {
                problem(field, code);
                return null;
            }
        }

        <T> @Nullable T code(String field, Function<String, T> parse) {
            return parsed(field, "unknown-code", parse);
        }

        @Nullable
        LocalDate day(String field) {
            return parsed(field, "no-such-date", text -> LocalDate.parse(text, DAY));
        }

        @Nullable
        LocalTime time(String field) {
            return parsed(field, "no-such-time", text -> LocalTime.parse(text, TIME));
        }

        @Nullable
        Integer number(String field) {
            return parsed(field, "no-number", text -> Integer.valueOf(text.replaceAll("[$,\\s]", "")));
        }

        @Nullable
        PhoneNumber phone(String field) {
            return parsed(field, "phone-malformed", PhoneNumber::of);
        }

        @Nullable
        ANumber aNumber(String field) {
            return parsed(field, "a-number-malformed", ANumber::of);
        }

        <E extends Enum<E>> @Nullable E optional(String field, Class<E> type) {
            return parsed(field, "unknown-code", text -> Enum.valueOf(type, text));
        }

        <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise) {
            var chosen = optional(field, type);
            return chosen == null ? otherwise : chosen;
        }

        <E extends Enum<E>> Set<E> choices(String field, Class<E> type) {
            var chosen = EnumSet.noneOf(type);
            Stream<String> texts = typed.getOrDefault(field, List.of()).stream().filter(text -> !text.isBlank());
            texts.forEach(text -> {
                try {
                    chosen.add(Enum.valueOf(type, text.strip()));
                } catch (IllegalArgumentException e) {
                    problem(field, "unknown-code");
                }
            });
            return chosen;
        }
    }
}
