package org.amparo.matching;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What memory does once the running transaction has committed: before anybody reacts to it, so that nobody reads what was. */
final class AfterCommit {

    private AfterCommit() {}

    static void first(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public int getOrder() {
                return Ordered.HIGHEST_PRECEDENCE;
            }

            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
