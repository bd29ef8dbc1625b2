package org.amparo;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.stereotype.Component;

/**
 * An event costs two commits, not three: that a listener has begun is not written down. A publication is there from the commit of what
 * happened until its listener is done, and one that nobody has finished after a minute is tried again, begun or not; the note in between
 * would only say which of the two it is.
 */
@Component
class LeanEvents implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof EventPublicationRepository publications ? withoutBeginnings(publications) : bean;
    }

    private static EventPublicationRepository withoutBeginnings(EventPublicationRepository publications) {
        return (EventPublicationRepository) Proxy.newProxyInstance(
                LeanEvents.class.getClassLoader(),
                new Class<?>[] {EventPublicationRepository.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("markProcessing")) {
                        return null;
                    }
                    try {
                        return method.invoke(publications, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause() == null ? failed : failed.getCause();
                    }
                });
    }
}
