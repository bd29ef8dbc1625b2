package org.amparo;

import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every way in that Amparo itself opens, a library's left out. */
final class OwnHandlers {

    private OwnHandlers() {}

    /** A method and a pattern of addresses. */
    record Way(String method, String path) {}

    static void each(RequestMappingHandlerMapping mapping, BiConsumer<Way, HandlerMethod> use) {
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("org.amparo")) {
                var methods = info.getMethodsCondition().getMethods();
                for (var path : info.getPatternValues()) {
                    for (var method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                        use.accept(new Way(method.name(), path), handler);
                    }
                }
            }
        });
    }
}
