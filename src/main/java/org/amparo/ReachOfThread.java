package org.amparo;

import java.util.function.Supplier;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Reach;
import org.amparo.kernel.Reading;
import org.amparo.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who reads on this thread: the signed-in person while a request is answered, Amparo where it was said so, nobody elsewhere. A request never
 * inherits what its thread did before.
 */
@Component
class ReachOfThread implements Reach {

    private enum Scope {
        REQUEST,
        AMPARO
    }

    @SuppressWarnings("ThreadLocalUsage") // one bean for one application
    private final ThreadLocal<@Nullable Scope> scope = new ThreadLocal<>();

    /** As whom the next statement of this thread is to run. */
    Setting wanted() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return Setting.AMPARO;
        }
        var current = scope.get();
        if (current == Scope.AMPARO) {
            return Setting.AMPARO;
        }
        return current == Scope.REQUEST
                        && SecurityContextHolder.getContext().getAuthentication()
                                instanceof MemberAuthentication authentication
                ? authentication.setting()
                : Setting.NOBODY;
    }

    /** Whether neither a request nor a task runs on this thread. */
    boolean isOutside() {
        return scope.get() == null;
    }

    @Override
    public void widen() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("only a transaction can be widened");
        }
        if (!wanted().system()) {
            TransactionSynchronizationManager.bindResource(this, true);
            TransactionSynchronizationManager.registerSynchronization(new Narrowing());
        }
    }

    /** What somebody did is done: copies other modules keep of it are not theirs to be kept from. A look changes nothing. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(Accountable fact) {
        if (!(fact instanceof Reading)
                && !(fact instanceof Refusal)
                && TransactionSynchronizationManager.isActualTransactionActive()) {
            widen();
        }
    }

    @Override
    public <T> T ofAmparo(Supplier<T> work) {
        var outer = enter(Scope.AMPARO);
        try {
            return work.get();
        } finally {
            outer.run();
        }
    }

    /** Whatever this thread was about, a request begins with nobody. @return what brings the thread back to where it was */
    Runnable enterRequest() {
        return enter(Scope.REQUEST);
    }

    private Runnable enter(Scope inner) {
        var outer = scope.get();
        scope.set(inner);
        return outer == null ? scope::remove : () -> scope.set(outer);
    }

    /** A transaction begun in between, and the next one, are as narrow as ever. */
    private final class Narrowing implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(ReachOfThread.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(ReachOfThread.this, true);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(ReachOfThread.this);
        }
    }
}
