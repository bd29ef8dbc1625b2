package org.amparo.benchmark;

import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.support.AbstractApplicationContext;

/** Listeners of one module that can be left out for a while, to see what they cost. */
final class Unheard {

    private final ApplicationEventMulticaster multicaster;
    private final List<? extends ApplicationListener<?>> listeners;

    /** @param declaredIn how the full names of the classes begin whose listeners are meant */
    Unheard(ConfigurableApplicationContext application, String declaredIn) {
        multicaster = application.getBean(
                AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME, ApplicationEventMulticaster.class);
        listeners = ((AbstractApplicationContext) application)
                .getApplicationListeners().stream()
                        .filter(GenericApplicationListener.class::isInstance)
                        .map(GenericApplicationListener.class::cast)
                        .filter(listener -> listener.getListenerId().startsWith(declaredIn))
                        .toList();
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("nobody listens in " + declaredIn);
        }
    }

    <T> T silenced(Callable<T> deed) throws Exception {
        listeners.forEach(multicaster::removeApplicationListener);
        try {
            return deed.call();
        } finally {
            listeners.forEach(multicaster::addApplicationListener);
        }
    }
}
