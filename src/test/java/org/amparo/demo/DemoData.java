package org.amparo.demo;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.amparo.demo.DemoConfiguration.StoryListener;
import org.amparo.demo.DemoPeople.DemoPerson;
import org.amparo.demo.DemoStory.Desks;
import org.amparo.demo.DemoStory.Place;
import org.amparo.demo.DemoStory.Region;
import org.amparo.intake.IntakeDesk;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Reach;
import org.amparo.kernel.Service;
import org.amparo.matching.DescribePractice;
import org.amparo.matching.Limits;
import org.amparo.matching.MatchingDesk;
import org.amparo.matching.PromiseWeek;
import org.amparo.matching.PromisedRoom;
import org.amparo.matching.PromisesDesk;
import org.amparo.matching.PromisesView;
import org.amparo.matching.Taking;
import org.amparo.matching.Week;
import org.amparo.membership.Agreement;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.FundRule;
import org.amparo.membership.FundShare;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OpenFund;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.RegisterOrganization;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.ReferralsDesk;
import org.amparo.representation.RepresentationDesk;
import org.amparo.support.TestPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills an empty database with a coalition and eighteen months of its work, through the same Desks its pages use. The same seed tells
 * the same story; only ids and case references differ from one database to the next.
 */
final class DemoData {

    private static final Logger log = LoggerFactory.getLogger(DemoData.class);

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Duration SLICE = Duration.ofHours(48);
    private static final int MONTHS = 18;
    private static final int TELLERS = 2;

    private static final Region SOUTH = new Region(
            "faro",
            List.of(
                    new Place("ADLNTCA", "ADL", 1686),
                    new Place("CADESVI", "ADV", 434),
                    new Place("LOSHOLD", "LAD", 260),
                    new Place("SBDHOLD", "ADL", 40)),
            List.of("06037", "06037", "06037", "06037", "06037", "06071", "06059", "06065"),
            1_060,
            1_500,
            42);
    private static final Region NORTH_AND_BORDER = new Region(
            "valle",
            List.of(
                    new Place("CACTYCA", "MCM", 1426),
                    new Place("CCASDCA", "OTM", 1231),
                    new Place("IRADFCA", "IPD", 611),
                    new Place("GLDSACA", "MCM", 597),
                    new Place("CACFMES", "MVD", 344),
                    new Place("CVANXCA", "MCF", 84)),
            List.of("06029", "06019", "06073", "06073", "06037", "06025", "06107"),
            940,
            900,
            43);

    private DemoData() {}

    /** How much of the past is told. */
    enum Story {
        /** Organizations, people, funds and practices only. */
        NONE,
        EIGHTEEN_MONTHS
    }

    static void seedIfEmpty(ConfigurableApplicationContext application, Story story) {
        var membership = application.getBean(MembershipDesk.class);
        if (!membership.organizations().isEmpty()) {
            return;
        }
        var started = System.nanoTime();
        var clock = application.getBean(DemoClock.class);
        var today = Clock.systemUTC().instant();
        var start = today.atZone(PACIFIC)
                .minusMonths(MONTHS)
                .withDayOfMonth(1)
                .truncatedTo(java.time.temporal.ChronoUnit.DAYS)
                .toInstant();
        clock.begin(start);
        clock.tell(start);
        var database = application.getBean(JdbcTemplate.class);
        try {
            var people = found(membership, start);
            var attorneys = describePractices(application.getBean(MatchingDesk.class), people);
            if (story == Story.EIGHTEEN_MONTHS) {
                log.info("Telling eighteen months of an invented coalition; this takes about a minute, once.");
                tell(application, clock, people, attorneys, start, today);
                clock.stopTelling();
                clock.end();
                promiseWeeks(application.getBean(PromisesDesk.class), people.get("tequio"));
            }
        } finally {
            clock.stopTelling();
            clock.end();
            commitsWait(database, application.getBean(TestPostgres.Database.class));
        }
        log.info(
                "Demo data is ready after {} s.",
                Duration.ofNanos(System.nanoTime() - started).toSeconds());
    }

    /**
     * The embedded server starts without waiting for the disk at a commit, which is right while the past is made; from then on the setting
     * of the role overrides it. A setting is read when a connection is opened, so those at hand are given up.
     */
    private static void commitsWait(JdbcTemplate database, TestPostgres.Database known) {
        known.asSuperuser()
                .sql("ALTER ROLE " + known.user() + " SET synchronous_commit = on")
                .update();
        try {
            var pool = database.getDataSource();
            if (pool != null && pool.isWrapperFor(HikariDataSource.class)) {
                pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            }
        } catch (SQLException never) {
            throw new IllegalStateException("the pool can't be asked", never);
        }
    }

    /** Organizations, members and funds. */
    private static Map<String, List<SignedIn>> found(MembershipDesk membership, Instant start) {
        var founding = LocalDate.ofInstant(start, PACIFIC);
        var organizations = new HashMap<String, OrganizationId>();
        for (var organization : DemoPeople.organizations()) {
            var agreement = new Agreement(
                    founding,
                    "Signatory of " + organization.name(),
                    "MOU-" + organization.key(),
                    founding.plusYears(3));
            organizations.put(
                    organization.key(),
                    membership
                            .register(
                                    new RegisterOrganization(organization.name(), organization.kind(), agreement),
                                    Actor.system())
                            .id());
        }
        var people = new HashMap<String, List<SignedIn>>();
        for (var person : DemoPeople.everybody()) {
            var home = person.organization().key();
            membership.enrol(
                    new EnrolMember(
                            organizations.get(home), person.name(), person.email(), person.language(), person.roles()),
                    Actor.system());
            people.computeIfAbsent(home, key -> new ArrayList<>())
                    .add(membership.welcome(person.subject(), person.email()).orElseThrow(() -> unknown(person)));
        }
        openFunds(membership, founding, organizations);
        return people;
    }

    /** Rules follow published ones: residence, income by the federal poverty guideline, a carve-out in one of two purses. */
    private static void openFunds(
            MembershipDesk membership, LocalDate founding, Map<String, OrganizationId> organizations) {
        membership.open(
                new OpenFund(
                        "Common Door Justice Fund",
                        "Common Door Coalition",
                        founding,
                        null,
                        shares(
                                organizations,
                                Map.of(
                                        "manzanita",
                                        30,
                                        "puente",
                                        25,
                                        "high-desert",
                                        20,
                                        "olive-street",
                                        15,
                                        "tequio",
                                        10)),
                        List.of(
                                new FundRule(
                                        FundRule.Kind.RESIDENT_OF,
                                        Set.of(CountyCode.of("06037")),
                                        null,
                                        founding,
                                        null,
                                        "Fund agreement, section 2"),
                                new FundRule(
                                        FundRule.Kind.INCOME_BELOW_POVERTY_PERCENT,
                                        Set.of(),
                                        200,
                                        founding,
                                        null,
                                        "Fund agreement, section 3"))),
                Actor.system());
        membership.open(
                new OpenFund(
                        "County Removal Defense Purse",
                        "Invented County",
                        founding,
                        null,
                        shares(organizations, Map.of("manzanita", 40, "puente", 30, "olive-street", 30)),
                        List.of(
                                new FundRule(
                                        FundRule.Kind.RESIDENT_OF,
                                        Set.of(
                                                CountyCode.of("06037"),
                                                CountyCode.of("06071"),
                                                CountyCode.of("06059"),
                                                CountyCode.of("06065")),
                                        null,
                                        founding,
                                        null,
                                        "County contract, exhibit A"),
                                new FundRule(
                                        FundRule.Kind.NO_VIOLENT_FELONY,
                                        Set.of(),
                                        null,
                                        founding,
                                        null,
                                        "County contract, exhibit A"))),
                Actor.system());
        membership.open(
                new OpenFund(
                        "Valley and Border Detention Fund",
                        "Invented Foundation",
                        founding,
                        null,
                        shares(organizations, Map.of("san-joaquin", 35, "kern", 20, "frontera", 30, "bahia", 15)),
                        List.of(new FundRule(
                                FundRule.Kind.DETAINED, Set.of(), null, founding, null, "Grant letter, paragraph 4"))),
                Actor.system());
    }

    private static List<FundShare> shares(Map<String, OrganizationId> organizations, Map<String, Integer> percent) {
        return percent.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(share -> new FundShare(organizations.get(share.getKey()), share.getValue()))
                .toList();
    }

    private static Map<OrganizationId, List<SignedIn>> describePractices(
            MatchingDesk matching, Map<String, List<SignedIn>> people) {
        var attorneys = new HashMap<OrganizationId, List<SignedIn>>();
        for (var practice : DemoPractices.all()) {
            var staff = people.get(practice.organization());
            matching.describe(
                    new DescribePractice(
                            staff.getFirst().organization(),
                            practice.offering(),
                            practice.promised(),
                            Taking.OPEN,
                            null),
                    staff.getFirst());
            attorneys.put(staff.getFirst().organization(), staff);
        }
        return attorneys;
    }

    /** One provider of nine works by the week: it has promised for this one, in the languages nobody else speaks, and not yet for the next. */
    private static void promiseWeeks(PromisesDesk promises, List<SignedIn> staff) {
        var attorney = staff.getFirst();
        var provider = attorney.organization();
        var known = promises.promises(provider, attorney);
        var week = known.weeks().stream()
                .filter(each -> each.phase() == PromisesView.Phase.CURRENT)
                .findFirst()
                .orElseThrow();
        var languages = new Limits(
                Set.of(), Set.of(), Set.of(LanguageCode.of("es"), LanguageCode.of("mam"), LanguageCode.of("kjb")));
        var promised = new EnumMap<Service, PromisedRoom>(Service.class);
        week.promises().stream()
                .filter(each -> known.offering().services().contains(each.service()))
                .forEach(each -> promised.put(
                        each.service(),
                        new PromisedRoom(
                                each.used() + (each.service() == Service.BOND ? 2 : 1),
                                each.service() == Service.BOND ? languages : Limits.NONE)));
        promises.promise(new PromiseWeek(provider, Week.of(week.begins()), promised, null), attorney);
    }

    private static void tell(
            ConfigurableApplicationContext application,
            DemoClock clock,
            Map<String, List<SignedIn>> people,
            Map<OrganizationId, List<SignedIn>> attorneys,
            Instant start,
            Instant today) {
        var referrals = application.getBean(ReferralsDesk.class);
        var desks = new Desks(
                application.getBean(IntakeDesk.class), referrals, application.getBean(RepresentationDesk.class), clock);
        var listener = application.getBean(StoryListener.class);
        var reach = application.getBean(Reach.class);
        var stories = Stream.of(SOUTH, NORTH_AND_BORDER)
                .flatMap(region -> region.among(TELLERS))
                .map(region -> new DemoStory(region, desks, volunteers(people), attorneys, start, today))
                .toList();
        // All advance together, two days at a time; what nobody answered expires in between.
        try (var threads = Executors.newFixedThreadPool(stories.size())) {
            for (var end = start.plus(SLICE); ; end = end.plus(SLICE)) {
                var until = end;
                var chapters = stories.stream()
                        .<Callable<Void>>map(story -> () -> {
                            listener.tellingFor(story);
                            try {
                                reach.ofAmparo(() -> story.tellUntil(until));
                            } finally {
                                listener.done();
                                clock.stopTelling();
                            }
                            return null;
                        })
                        .toList();
                for (var chapter : threads.invokeAll(chapters)) {
                    chapter.get();
                }
                if (!until.isBefore(today)) {
                    break;
                }
                clock.tell(until);
                listener.tellingFor(stories.getFirst());
                reach.ofAmparo(referrals::expireOverdue);
                listener.done();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the demo data was made", interrupted);
        } catch (ExecutionException failed) {
            log.error("The demo data could not be made", failed.getCause());
            throw new IllegalStateException("the demo data could not be made", failed.getCause());
        }
    }

    private static Map<String, List<SignedIn>> volunteers(Map<String, List<SignedIn>> people) {
        var volunteers = new HashMap<String, List<SignedIn>>();
        for (var organization : DemoPeople.organizations()) {
            if (organization.kind() == OrganizationKind.HOTLINE) {
                volunteers.put(
                        organization.key(),
                        people.get(organization.key()).stream()
                                .filter(person -> person.is(org.amparo.membership.Role.VOLUNTEER))
                                .toList());
            }
        }
        return volunteers;
    }

    private static IllegalStateException unknown(DemoPerson person) {
        return new IllegalStateException(person.username() + " was enrolled and is not known");
    }
}
