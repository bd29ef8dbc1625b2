package org.amparo.referrals;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.amparo.kernel.NotFound;
import org.amparo.membership.Directory;
import org.amparo.membership.OrganizationId;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/** Referrals alone, with people, lists and a clock of the test's own. */
@TestConfiguration(proxyBeanMethods = false)
@Import({TestInfrastructure.class, TestCatalog.class})
public class ReferralsTesting {

    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }

    @Bean
    People people() {
        return new People();
    }

    @Bean
    Cases cases(ApplicationEventPublisher events, PlatformTransactionManager transactions, MovableClock clock) {
        return new Cases(events, transactions, clock);
    }

    /** The test directory, which can be made to fail once. */
    public static class People extends TestMembers {

        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean failing;

        /** How often somebody asked for a single organization since the last time this was asked. */
        public int askedOneByOne() {
            return asked.getAndSet(0);
        }

        public void failOnce() {
            failing = true;
        }

        @Override
        public Optional<Directory.OrganizationEntry> organization(OrganizationId id) {
            asked.incrementAndGet();
            if (failing) {
                failing = false;
                throw new NotFound();
            }
            return super.organization(id);
        }
    }
}
