package org.amparo;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.format.Parser;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.datetime.standard.Jsr310DateTimeFormatAnnotationFormatterFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Days and moments of our own calendar, years 1 to 9999. JSON may name others, up to the year 999,999,999: no database column holds them,
 * and a client that sends one is told which field is wrong.
 */
@Component
final class PlausibleMoments extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    PlausibleMoments() {
        super("plausible-moments");
        setDeserializerModifier(new Within());
    }

    /** The same in an address. */
    static final class InAddresses extends Jsr310DateTimeFormatAnnotationFormatterFactory {

        @Override
        public Parser<?> getParser(DateTimeFormat annotation, Class<?> type) {
            var parser = super.getParser(annotation, type);
            return (text, locale) -> {
                var value = parser.parse(text, locale);
                if (!isPlausible(value)) {
                    throw new IllegalArgumentException("outside of the years 1 to 9999");
                }
                return value;
            };
        }
    }

    private static boolean isPlausible(Object value) {
        if (value instanceof LocalDate date) {
            return date.getYear() >= 1 && date.getYear() <= 9999;
        }
        return !(value instanceof Instant moment) || !moment.isBefore(EARLIEST) && !moment.isAfter(LATEST);
    }

    private static final class Within extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> deserializer) {
            var type = bean.getBeanClass();
            return type == LocalDate.class || type == Instant.class ? new Bounded(deserializer) : deserializer;
        }
    }

    private static final class Bounded extends DelegatingDeserializer {

        Bounded(ValueDeserializer<?> any) {
            super(any);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> any) {
            return new Bounded(any);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            var value = super.deserialize(parser, context);
            return isPlausible(value)
                    ? value
                    : context.handleWeirdStringValue(handledType(), "", "outside of the years 1 to 9999");
        }
    }
}
