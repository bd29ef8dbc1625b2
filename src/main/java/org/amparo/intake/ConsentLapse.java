package org.amparo.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends provisional consents nobody ratified by their day. Each file is a transaction of its own; safe to run on several nodes. */
@Component
class ConsentLapse {

    /** How many days before its end a consent stands on the handover board. */
    static final int SOON = 3;

    private static final int SHOWN = 50;

    /** The condition of the index of consents that are to be ratified. */
    private static final String TO_RATIFY = """
            consents -> -1 ->> 'answer' = 'GIVEN' AND closed_at IS NULL AND consents -> -1 ->> 'ratifiedAt' IS NULL
            AND consents -> -1 ->> 'ratifyBy' IS NOT NULL
            """;

    private final CaseFiles files;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ConsentLapse(CaseFiles files, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.files = files;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return how many lapsed */
    @Scheduled(cron = "0 2 * * * *", zone = "America/Los_Angeles")
    int run() {
        var lapsed = 0;
        for (var id : until(today().minusDays(1), Integer.MAX_VALUE)) {
            lapsed += Boolean.TRUE.equals(transaction.execute(status -> files.findLocked(id)
                            .map(file -> files.save(file.lapseConsent(clock)))
                            .filter(file -> file.consent().answer() == ConsentAnswer.LAPSED)
                            .isPresent()))
                    ? 1
                    : 0;
        }
        return lapsed;
    }

    /** Open files whose consent lapses within three days unless the person ratifies it, the first to lapse first. */
    List<CaseId> soon() {
        return until(today().plusDays(SOON), SHOWN);
    }

    private List<CaseId> until(LocalDate day, int most) {
        return jdbc
                .sql("SELECT id FROM intake.case_file WHERE " + TO_RATIFY
                        + " AND consents -> -1 ->> 'ratifyBy' <= ? ORDER BY consents -> -1 ->> 'ratifyBy', id LIMIT ?")
                .params(day.toString(), most)
                .query(UUID.class)
                .list()
                .stream()
                .map(CaseId::new)
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), UrgencyRules.ZONE);
    }
}
