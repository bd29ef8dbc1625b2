package org.amparo.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.ListName;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Reach;
import org.amparo.kernel.Rejected;
import org.amparo.matching.WhatIfView.Roughly;
import org.amparo.membership.Directory;
import org.amparo.membership.SignedIn;
import org.springframework.stereotype.Component;

/**
 * Where leads and stewards ask what one more place, an interpreter or another rule of a fund would have changed. They learn rough numbers
 * of people, and see nobody; anybody else finds nothing here.
 */
@Component
public class WhatIfDesk {

    /** So many quarters can be looked back upon. */
    private static final int QUARTERS = 8;

    /** What can be wished for a week: few numbers, so that nobody counts one by one what is told in tens. */
    public static final Set<Integer> PER_WEEK = Set.of(1, 2, 3, 5, 10);

    private final Replay replay;
    private final Catalog catalog;
    private final Directory directory;
    private final Reach reach;
    private final Clock clock;

    WhatIfDesk(Replay replay, Catalog catalog, Directory directory, Reach reach, Clock clock) {
        this.replay = replay;
        this.catalog = catalog;
        this.directory = directory;
        this.reach = reach;
        this.clock = clock;
    }

    /** The quarters that can be asked about: those that are over, the latest first. */
    public List<Quarter> quarters() {
        return Stream.iterate(Quarter.of(today()).before(), Quarter::before)
                .limit(QUARTERS)
                .toList();
    }

    /**
     * @throws Rejected naming the field, when the quarter is not over or too long ago, something necessary is missing, a code is unknown or the
     *     number is none of {@link #PER_WEEK}
     * @throws NotFound for everybody but leads and stewards
     */
    public WhatIfView ask(WhatIf wish, SignedIn by) {
        MatchingPolicy.requireWhatIf(by);
        check(wish);
        var replayed = reach.ofAmparo(() -> replay.replay(wish));
        return new WhatIfView(
                wish.quarter().toString(),
                wish.kind(),
                Roughly.of(replayed.left()),
                Roughly.of(replayed.more()),
                Roughly.of(replayed.sooner()));
    }

    private void check(WhatIf wish) {
        require(quarters().contains(wish.quarter()), "quarter", "what-if-quarter");
        switch (wish.kind()) {
            case PLACES -> {
                require(wish.service() != null, "service", "what-if-service");
                require(wish.facility() == null || wish.fieldOffice() == null, "fieldOffice", "what-if-one-place");
                known(
                        wish.facility() == null
                                || catalog.facility(wish.facility()).isPresent(),
                        "facility");
                known(
                        wish.fieldOffice() == null
                                || catalog.entry(
                                                ListName.FIELD_OFFICE,
                                                ListCode.of(wish.fieldOffice().value()))
                                        .isPresent(),
                        "fieldOffice");
            }
            case INTERPRETER -> require(wish.language() != null, "language", "what-if-language");
            case FUND -> {
                require(wish.fund() != null, "fund", "what-if-fund");
                require(wish.rule() != null, "rule", "what-if-rule");
                known(
                        wish.fund() == null
                                || directory.fund(wish.fund(), today()).isPresent(),
                        "fund");
            }
        }
        known(wish.language() == null || catalog.language(wish.language()).isPresent(), "language");
        require(wish.kind() == WhatIf.Wished.FUND || PER_WEEK.contains(wish.perWeek()), "perWeek", "what-if-per-week");
    }

    private static void known(boolean known, String field) {
        require(known, field, "unknown-code");
    }

    private static void require(boolean holds, String field, String code) {
        if (!holds) {
            throw Rejected.invalid(field, code);
        }
    }

    private LocalDate today() {
        return clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate();
    }
}
