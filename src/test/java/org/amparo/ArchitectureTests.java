package org.amparo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Code;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Identifier;
import org.amparo.kernel.Personal;
import org.jspecify.annotations.NullMarked;
import org.mapstruct.Mapper;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.Repository;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;

/** The house rules that a compiler and Modulith's own verification cannot see. */
@AnalyzeClasses(packages = "org.amparo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final Set<Class<?>> COMPONENTS_OF_AN_EVENT = Set.of(
            int.class,
            long.class,
            boolean.class,
            Integer.class,
            Long.class,
            Boolean.class,
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            Actor.class,
            HumanReference.class);

    /** The names of a list or of a code within it, the pattern of an address; nothing a person typed. */
    private static final Set<String> TEXT_THAT_IS_A_CODE =
            Set.of("ListChanged.list", "ListChanged.code", "AccessRefused.route");

    @ArchTest
    static final ArchRule eventsCarryIdsAndCodedFactsOnly =
            classes().that().implement(Accountable.class).and().areRecords().should(carryCodedFactsOnly());

    @ArchTest
    static final ArchRule everyHandlerSaysWhoMayUseIt = methods()
            .that(describe("handle requests of a module", ArchitectureTests::handlesRequestsOfAModule))
            .should(beGuarded());

    @ArchTest
    static final ArchRule pagesAndApiDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("org.amparo..web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.amparo..api..");

    @ArchTest
    static final ArchRule apiDoesNotKnowPages = noClasses()
            .that()
            .resideInAPackage("org.amparo..api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.amparo..web..");

    @ArchTest
    static final ArchRule theDomainDoesNotKnowTheWeb = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.amparo.kernel",
                    "org.amparo.vault",
                    "org.amparo.ledger",
                    "org.amparo.catalog",
                    "org.amparo.membership",
                    "org.amparo.intake",
                    "org.amparo.referrals",
                    "org.amparo.matching",
                    "org.amparo.representation",
                    "org.amparo.reporting")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..", "org.springframework.ui..");

    @ArchTest
    static final ArchRule theKernelHasValuesAndNoBeans = noClasses()
            .that()
            .resideInAPackage("org.amparo.kernel")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("values are shared, behaviour is not");

    @ArchTest
    static final ArchRule namesAreWordsOfTheDomain = noClasses()
            .that(describe("are written by hand", type -> !isGenerated(type)))
            .should()
            .haveNameMatching(".*[a-z](Service|Manager|Impl|Dto|Event|Repository|Helper|Utils?)");

    @ArchTest
    static final ArchRule collectionsOfAggregatesStayInTheirModule =
            classes().that().areAssignableTo(Repository.class).should().notBePublic();

    @ArchTest
    static final ArchRule aggregatesHaveVerbsAndNoSetters = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Entity.class)
            .should()
            .haveNameMatching("set[A-Z].*");

    @ArchTest
    static final ArchRule aggregatesStayInTheirModule =
            classes().that().areAnnotatedWith(Entity.class).should().notBePublic();

    @ArchTest
    static final ArchRule whatIsNeededComesThroughTheConstructor =
            noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule listenersHaveAnIdentityThatSurvivesARename =
            methods().that().areAnnotatedWith(ApplicationModuleListener.class).should(haveAnExplicitId());

    @ArchTest
    static final ArchRule theTimeComesFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses()
            .that(describe("do not answer commands", type -> !type.isEquivalentTo(Amparo.class)))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule everyPackageSaysWhatMayBeNull = classes().should(liveInANullMarkedPackage());

    @ArchTest
    static final ArchRule personalValuesNeverLeaveAsTheyAre = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("..correspondence..", "..reporting..", "..matching..", "..referrals..")
            .should(notBePersonal());

    @ArchTest
    static final ArchRule personalValuesPrintNothing =
            classes().that().implement(Personal.class).should(sealWhatTheyPrint());

    @ArchTest
    static final ArchRule theProofOfAPlanKnowsNoSolver = classes()
            .that()
            .haveNameMatching("org\\.amparo\\.matching\\.PlanProof.*")
            .should()
            .onlyDependOnClassesThat()
            .haveNameMatching(
                    "org\\.amparo\\.matching\\.Plan(Proof|Problem|Prices).*|java\\..*|\\[.*|int|long|boolean");

    private static boolean handlesRequestsOfAModule(JavaMethod method) {
        return (method.isAnnotatedWith(RequestMapping.class) || method.isMetaAnnotatedWith(RequestMapping.class))
                && method.getOwner().getPackageName().matches("org\\.amparo\\.\\w+\\.(web|api).*");
    }

    private static boolean isGenerated(JavaClass type) {
        return type.getAllRawInterfaces().stream().anyMatch(parent -> parent.isAnnotatedWith(Mapper.class))
                || type.getRawSuperclass()
                        .map(parent -> parent.isAnnotatedWith(Mapper.class))
                        .orElse(false);
    }

    private static ArchCondition<JavaClass> carryCodedFactsOnly() {
        return new ArchCondition<>("carry typed ids, codes, dates and times only") {
            @Override
            public void check(JavaClass event, ConditionEvents events) {
                check(event.getSimpleName(), event.reflect(), event, events);
            }

            private void check(String path, Class<?> type, JavaClass event, ConditionEvents events) {
                for (RecordComponent component : type.getRecordComponents()) {
                    var place = path + "." + component.getName();
                    for (var leaf : leaves(component.getGenericType())) {
                        if (leaf.isRecord() && leaf.getPackageName().startsWith("org.amparo.") && !isValue(leaf)) {
                            check(place, leaf, event, events);
                        } else if (!isPermitted(leaf) && !TEXT_THAT_IS_A_CODE.contains(place)) {
                            events.add(SimpleConditionEvent.violated(event, place + " is a " + leaf.getName()));
                        }
                    }
                }
            }

            private List<Class<?>> leaves(Type type) {
                if (type instanceof ParameterizedType parameterized) {
                    return java.util.Arrays.stream(parameterized.getActualTypeArguments())
                            .flatMap(argument -> leaves(argument).stream())
                            .toList();
                }
                return List.of((Class<?>) type);
            }

            private boolean isValue(Class<?> type) {
                return Identifier.class.isAssignableFrom(type)
                        || Code.class.isAssignableFrom(type)
                        || COMPONENTS_OF_AN_EVENT.contains(type);
            }

            private boolean isPermitted(Class<?> type) {
                return type.isEnum() || isValue(type);
            }
        };
    }

    private static ArchCondition<JavaMethod> beGuarded() {
        return new ArchCondition<>("say by @PreAuthorize who may use them") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (!method.isAnnotatedWith(PreAuthorize.class)
                        && !method.getOwner().isAnnotatedWith(PreAuthorize.class)) {
                    events.add(
                            SimpleConditionEvent.violated(method, method.getFullName() + " is open to every member"));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> haveAnExplicitId() {
        return new ArchCondition<>("have an explicit id") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (method.getAnnotationOfType(ApplicationModuleListener.class)
                        .id()
                        .isBlank()) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " has no id"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }

    private static ArchCondition<com.tngtech.archunit.core.domain.JavaField> notBePersonal() {
        return not(new ArchCondition<com.tngtech.archunit.core.domain.JavaField>("be personal") {
            @Override
            public void check(com.tngtech.archunit.core.domain.JavaField field, ConditionEvents events) {
                var personal =
                        field.getAllInvolvedRawTypes().stream().anyMatch(type -> type.isAssignableTo(Personal.class));
                events.add(new SimpleConditionEvent(
                        field, personal, field.getFullName() + (personal ? " is" : " is not") + " personal"));
            }
        });
    }

    private static ArchCondition<JavaClass> sealWhatTheyPrint() {
        return new ArchCondition<>("have a toString() of their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var sealed = type.isInterface() || type.tryGetMethod("toString").isPresent();
                if (!sealed) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " prints what it holds"));
                }
            }
        };
    }
}
