package org.amparo;

import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/** Gives every template {@code #ui} (values in words), {@code #form} (the field's text and errors) and {@code #shell} (who, where to). */
class PageDialect extends AbstractDialect implements IExpressionObjectDialect, IExpressionObjectFactory {

    private final MessageSource messages;
    private final ObjectProvider<Clock> clock;
    private final Shell shell;

    PageDialect(MessageSource messages, ObjectProvider<Clock> clock, Shell shell) {
        super("amparo");
        this.messages = messages;
        this.clock = clock;
        this.shell = shell;
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return this;
    }

    @Override
    public Set<String> getAllExpressionObjectNames() {
        return Set.of("ui", "form", "shell");
    }

    @Override
    public @Nullable Object buildObject(IExpressionContext context, String name) {
        return switch (name) {
            case "ui" -> new Wording(messages, clock.getIfAvailable(Clock::systemUTC), context.getLocale());
            case "form" -> new FormFields(context);
            case "shell" -> shell;
            default -> null;
        };
    }

    /** The form in scope changes from element to element, the others do not. */
    @Override
    public boolean isCacheable(String name) {
        return !name.equals("form");
    }
}
