package org.amparo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListsUnitTests {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 1);
    private static final ListKey AGENCY = ListKey.of(ListName.AGENCY);

    private final Lists lists = new Lists(List.of(
            row("AGENCY", "OLD", "Former", DAY.minusYears(2), DAY.minusYears(1), 0),
            row("AGENCY", "BACK", "First meaning", DAY.minusYears(2), DAY.minusYears(1), 0),
            row("AGENCY", "BACK", "Second meaning", DAY, null, 0),
            row("RULE", "ANSWER_WITHIN.U0", "x", DAY, null, 60),
            row("RULE", "ANSWER_WITHIN.U0", "x", DAY.minusYears(1), DAY, 120)));

    @Test
    void stillFindsACodeThatWasValidOnce() {
        assertThat(label("OLD", DAY)).isEqualTo("Former");
        assertThat(lists.<Entry>find(AGENCY, ListCode.of("NEVER"), DAY)).isEmpty();
    }

    @Test
    void prefersTheMeaningOfToday() {
        assertThat(label("BACK", DAY)).isEqualTo("Second meaning");
        assertThat(label("BACK", DAY.minusMonths(18))).isEqualTo("First meaning");
        assertThat(label("BACK", DAY.minusMonths(1)))
                .as("between two periods the later one")
                .isEqualTo("Second meaning");
    }

    @Test
    void listsWhatIsInUseOnTheDay() {
        assertThat(lists.<Entry>inUse(AGENCY, DAY)).hasSize(1);
        assertThat(lists.<Entry>inUse(AGENCY, DAY.minusMonths(1))).isEmpty();
        assertThat(lists.<Entry>inUse(AGENCY, DAY.minusMonths(18))).hasSize(2);
        assertThat(lists.<Entry>inUse(ListKey.of(ListName.MOTION), DAY)).isEmpty();
    }

    @Test
    void alwaysHasARule() {
        assertThat(lists.rule(RuleName.ANSWER_WITHIN_U0, DAY)).isEqualTo(60);
        assertThat(lists.rule(RuleName.ANSWER_WITHIN_U0, DAY.minusDays(1))).isEqualTo(120);
        assertThat(lists.rule(RuleName.ANSWER_WITHIN_U0, DAY.minusYears(5))).isEqualTo(120);
    }

    @Test
    void readsAListFromItsNameOrItsAddress() {
        for (var list : ListKey.all()) {
            assertThat(ListKey.parse(list.slug())).isEqualTo(list);
            assertThat(ListKey.parse(list.name())).isEqualTo(list);
        }
        assertThatThrownBy(() -> ListKey.parse("unicorn")).isInstanceOf(NotFound.class);
    }

    private String label(String code, LocalDate today) {
        return lists.<Entry>find(AGENCY, ListCode.of(code), today).orElseThrow().english();
    }

    private static Lists.Row row(
            String list, String code, String label, LocalDate from, @Nullable LocalDate to, int amount) {
        return new Lists.Row(list, code, label, label, from, to, "test", null, false, null, amount);
    }
}
