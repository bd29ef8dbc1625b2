package org.amparo.matching;

import java.time.Clock;
import java.time.Instant;
import org.amparo.membership.Directory;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks providers that promise by the week what they can take in the next one, once, when it is time. */
@Component
class AskingForWeeks {

    private final Practices practices;
    private final Directory directory;
    private final PromiseSettings settings;
    private final TransactionTemplate transactions;
    private final Clock clock;

    private @Nullable Week last;

    AskingForWeeks(
            Practices practices,
            Directory directory,
            PromiseSettings settings,
            TransactionTemplate transactions,
            Clock clock) {
        this.practices = practices;
        this.directory = directory;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${amparo.matching.ask-every:1m}",
            initialDelayString = "${amparo.matching.ask-every:1m}")
    void look() {
        var now = clock.instant();
        var next = Week.of(now).next();
        if (!next.equals(last) && settings.asks(now)) {
            practices.byWeekNotAskedFor(next.begins()).stream()
                    .filter(this::isAdmitted)
                    .forEach(provider -> transactions.executeWithoutResult(status -> ask(provider, next, now)));
            last = next;
        }
    }

    private void ask(OrganizationId provider, Week next, Instant now) {
        practices.lock(provider).ifPresent(practice -> practices.save(practice.ask(next, now)));
    }

    private boolean isAdmitted(OrganizationId provider) {
        return directory
                .organization(provider)
                .filter(organization -> organization.standing() == Standing.ADMITTED)
                .isPresent();
    }
}
