package org.amparo;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Passes a call on, as what stands in front of a connection, a statement or a table does with most of them. */
final class Calls {

    private Calls() {}

    /** @throws Throwable what the target itself threw */
    static @Nullable Object pass(Method method, Object target, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
