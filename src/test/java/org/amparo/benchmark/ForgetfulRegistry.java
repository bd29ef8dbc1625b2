package org.amparo.benchmark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.core.EventPublicationRepository;

/** Stands in front of the table of publications, and for a while keeps everything from it: events are passed on, and lost with the process. */
final class ForgetfulRegistry {

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean forgetting;

    EventPublicationRepository inFrontOf(EventPublicationRepository kept) {
        return (EventPublicationRepository) Proxy.newProxyInstance(
                ForgetfulRegistry.class.getClassLoader(),
                new Class<?>[] {EventPublicationRepository.class},
                (proxy, method, arguments) -> forgetting ? nothing(method, arguments) : pass(kept, method, arguments));
    }

    <T> T forgetting(Callable<T> deed) throws Exception {
        forgetting = true;
        try {
            return deed.call();
        } finally {
            forgetting = false;
        }
    }

    /** Waits until everything that was forgotten has been reacted to; what leads to more is done after that has been passed on. */
    void idle() {
        while (underWay.get() > 0) {
            LockSupport.parkNanos(1_000_000L);
        }
    }

    private @Nullable Object nothing(Method method, @Nullable Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "create" -> {
                underWay.incrementAndGet();
                return arguments == null ? null : arguments[0];
            }
            case "markCompleted", "markFailed" -> underWay.decrementAndGet();
            default -> {}
        }
        if (method.getReturnType() == boolean.class) {
            return true;
        }
        if (method.getReturnType() == int.class) {
            return 0;
        }
        return List.class.isAssignableFrom(method.getReturnType()) ? List.of() : null;
    }

    private static @Nullable Object pass(
            EventPublicationRepository kept, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(kept, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
