package org.amparo;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.resilience.retry.MethodRetrySpec;
import org.springframework.resilience.retry.SimpleRetryInterceptor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Two who write about the same case in another order may wait for each other: an attorney accepts while a volunteer closes. PostgreSQL ends one of
 * the two after a second. What that one did is undone whole, and done again here, on the facts as they are then: nobody sees an error for
 * having been unlucky, and a reaction does not wait for its next turn.
 *
 * <p>Only what began the transaction does it again; inside of one there is nothing left to build on.
 */
@Component
class SecondTries extends AbstractBeanFactoryAwareAdvisingPostProcessor {

    private static final String DEADLOCK = "40P01";
    private static final int TRIES_MORE = 3;

    SecondTries() {
        setBeforeExistingAdvisors(true); // around the transaction
        var spec = new MethodRetrySpec(
                List.of(PessimisticLockingFailureException.class),
                List.of(),
                (method, failure) ->
                        isDeadlock(failure) && !TransactionSynchronizationManager.isActualTransactionActive(),
                TRIES_MORE,
                Duration.ofSeconds(10),
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                2,
                Duration.ofMillis(200));
        var transactional = new ComposablePointcut(new AnnotationMatchingPointcut(Transactional.class, true))
                .union(new AnnotationMatchingPointcut(null, Transactional.class, true))
                .intersection((Class<?> type) -> type.getName().startsWith("org.amparo."));
        advisor = new DefaultPointcutAdvisor(transactional, new SimpleRetryInterceptor(spec));
    }

    private static boolean isDeadlock(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && DEADLOCK.equals(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
