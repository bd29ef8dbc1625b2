package org.amparo.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.amparo.intake.PossibleDuplicate.Match;
import org.amparo.kernel.Urgency;
import org.amparo.membership.SignedIn;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;

@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class CaseSearchQueryTests {

    private static final SignedIn VOLUNTEER = TestMembers.VOLUNTEER;

    private final IntakeDesk desk;
    private final JdbcClient database;

    CaseSearchQueryTests(IntakeDesk desk, JdbcClient database) {
        this.desk = desk;
        this.database = database;
    }

    @BeforeEach
    void empty() {
        database.sql("TRUNCATE intake.case_file").update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "María de la Cruz López Hernández",
                "maria lopez hernandez",
                "Hernandez Lopez, Maria",
                "LOPEZ HERNANDES",
                "Cruz Lopez",
                "Maria Lopes"
            })
    void findsDoubleSurnamesEitherWayRoundWithoutAccentsAndNearlySpelt(String typed) {
        var wanted = opened("María de la Cruz López Hernández", null, null);
        opened("José Antonio Quispe Mamani", null, null);
        opened("Bao Nguyen", null, null);
        assertThat(search(typed)).startsWith(wanted.id()).hasSize(1);
    }

    @Test
    void findsNamesInOtherScripts() {
        var wanted = opened("محمد الأحمد", null, null);
        assertThat(search("محمد الأحمد")).containsExactly(wanted.id());
    }

    @Test
    void findsByReferenceNumberAndTelephoneHoweverTyped() {
        var wanted = desk.open(
                Stories.story()
                        .of("Ana Ordóñez", "A000-555-666", null)
                        .calledBy("(213) 555-0188")
                        .tell(),
                VOLUNTEER);
        opened("Otra Persona", "A000-555-667", null);
        var reference = wanted.reference().value();
        for (var typed : List.of(
                reference,
                reference.toLowerCase(java.util.Locale.ROOT).replace("-", ""),
                "a000555666",
                "A# 555-666 ".replace("555", "000 555"),
                "213.555.0188",
                "+1 213 555 0188")) {
            assertThat(search(typed)).as(typed).containsExactly(wanted.id());
        }
        assertThat(search("%")).isEmpty();
        assertThat(search("'; DROP TABLE x; --")).isEmpty();
    }

    @Test
    void ranksPossibleDuplicatesAndSaysHowTheyMatch() {
        var byNumber = opened("M. Lopez", "A000-123-999", null);
        var byBirth = opened("María López", null, "1990-04-03");
        opened("Zoila Flores", null, "1990-04-03");
        var found = desk.duplicates(new Traits("María López Hernández", "123999", List.of(), "1990-03-04"), VOLUNTEER);
        assertThat(found).extracting(PossibleDuplicate::id).containsExactly(byBirth.id());
        assertThat(found.getFirst().matches()).containsExactlyInAnyOrder(Match.BIRTH_DATE, Match.NAME);

        found = desk.duplicates(
                new Traits("María López Hernández", "000123999", List.of("213-555-0123"), null), VOLUNTEER);
        assertThat(found.getFirst().id()).isEqualTo(byNumber.id());
        assertThat(found.getFirst().matches()).contains(Match.A_NUMBER, Match.PHONE);
    }

    @Test
    void hintsAtNobodyWhenTooLittleIsKnown() {
        opened("Ana Li", null, "1990-04-03");
        assertThat(desk.duplicates(new Traits("Li", null, List.of(), null), VOLUNTEER))
                .isEmpty();
        assertThat(desk.duplicates(new Traits(null, "garbage", List.of("x"), "y"), VOLUNTEER))
                .isEmpty();
    }

    @Test
    void opensASecondFileAboutTheSamePersonWithoutAWord() {
        opened("Ana Ordóñez", "A000-555-666", "1990-01-01");
        opened("Ana Ordóñez", "A000-555-666", "1990-01-01");
        assertThat(search("A000-555-666")).hasSize(2);
    }

    @Test
    void listsOpenFilesPageByPage() {
        List<CaseId> all = new ArrayList<>();
        for (var i = 0; i < 45; i++) {
            all.add(opened("Persona Número", null, null).id());
        }
        for (var listing : List.of(CaseQuery.Listing.NEWEST, CaseQuery.Listing.URGENT)) {
            List<CaseId> listed = new ArrayList<>();
            String after = null;
            var pages = 0;
            do {
                var page = desk.cases(page(listing, after), VOLUNTEER);
                page.rows().forEach(row -> listed.add(row.id()));
                after = page.next();
                pages++;
            } while (after != null);
            assertThat(pages).isEqualTo(3);
            assertThat(listed).containsExactlyElementsOf(listing == CaseQuery.Listing.NEWEST ? all.reversed() : all);
        }
    }

    @Test
    void listsTheMostUrgentFirstAndFilters() {
        var calm = desk.open(Stories.story().answering(java.util.Map.of()).tell(), VOLUNTEER);
        var pressing = desk.open(
                Stories.story()
                        .answering(java.util.Map.of(UrgencyReason.CHILD_ALONE, Answer.YES))
                        .tell(),
                VOLUNTEER);
        assertThat(desk.cases(CaseQuery.of(CaseQuery.Listing.URGENT), VOLUNTEER).rows())
                .extracting(CaseRow::id)
                .containsExactly(pressing.id(), calm.id());
        assertThat(desk.cases(
                                new CaseQuery(
                                        CaseQuery.Listing.URGENT,
                                        Urgency.U3,
                                        CaseState.WAITING,
                                        TestCatalog.ADELANTO,
                                        VOLUNTEER.member(),
                                        null),
                                VOLUNTEER)
                        .rows())
                .extracting(CaseRow::id)
                .containsExactly(calm.id());
    }

    @Test
    void readsEveryListFromItsIndex() {
        database.sql("SET enable_seqscan = off").update();
        for (var order : List.of(
                "WHERE closed_at IS NULL ORDER BY opened_at DESC, id DESC",
                "WHERE closed_at IS NULL ORDER BY urgency, opened_at, id",
                "WHERE closed_at IS NOT NULL ORDER BY closed_at DESC, id DESC")) {
            assertThat(plan("SELECT id FROM intake.case_file " + order + " LIMIT 20"))
                    .contains("Index")
                    .doesNotContain("Sort");
        }
        assertThat(
                        plan(
                                "SELECT id FROM intake.case_file WHERE found && ARRAY[7, 8]::bigint[] AND found && ARRAY[9]::bigint[]"))
                .contains("case_file_found");
        database.sql("SET enable_seqscan = on").update();
    }

    private String plan(String sql) {
        return String.join(
                "\n", database.sql("EXPLAIN " + sql).query(String.class).list());
    }

    private static CaseQuery page(CaseQuery.Listing listing, @Nullable String after) {
        return new CaseQuery(listing, null, null, null, null, after);
    }

    private List<CaseId> search(String typed) {
        return desk.found(typed, VOLUNTEER).rows().stream().map(CaseRow::id).toList();
    }

    private OpenedCase opened(String name, @Nullable String aNumber, @Nullable String born) {
        return desk.open(Stories.story().of(name, aNumber, born).tell(), VOLUNTEER);
    }
}
