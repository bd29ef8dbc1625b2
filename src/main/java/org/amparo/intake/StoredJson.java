package org.amparo.intake;

import jakarta.persistence.AttributeConverter;
import java.util.List;
import org.amparo.kernel.PersonalText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How the parts of a case file that are always read together lie in one column. This mapper, unlike that of the API, writes personal
 * values as they are, and is used for nothing else.
 */
abstract class StoredJson<T> implements AttributeConverter<T, String> {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule("personal")
                    .addSerializer(new Revealing<>(PersonalText.class, PersonalText::reveal))
                    .addSerializer(new Revealing<>(ANumber.class, ANumber::digits))
                    .addSerializer(new Revealing<>(PhoneNumber.class, PhoneNumber::e164))
                    .addSerializer(new Revealing<>(PartialDate.class, PartialDate::reveal)))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final JavaType type;

    StoredJson(TypeReference<T> type) {
        this.type = MAPPER.getTypeFactory().constructType(type);
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable T attribute) {
        return attribute == null ? null : MAPPER.writeValueAsString(attribute);
    }

    @Override
    public @Nullable T convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : MAPPER.readValue(column, type);
    }

    /** The same form for what is sealed before it is written. */
    static byte[] write(Object content) {
        return MAPPER.writeValueAsBytes(content);
    }

    static <T> T read(byte[] content, TypeReference<T> type) {
        return MAPPER.readValue(content, type);
    }

    private interface Text<V> {
        String of(V value);
    }

    private static final class Revealing<V> extends StdSerializer<V> {

        private final Text<V> text;

        Revealing(Class<V> type, Text<V> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(V value, JsonGenerator generator, SerializationContext context) throws JacksonException {
            generator.writeString(text.of(value));
        }
    }

    @org.hibernate.annotations.Immutable
    static final class OfObservations extends StoredJson<List<Observation>> {
        OfObservations() {
            super(new TypeReference<>() {});
        }
    }

    @org.hibernate.annotations.Immutable
    static final class OfConsents extends StoredJson<List<Consent>> {
        OfConsents() {
            super(new TypeReference<>() {});
        }
    }

    @org.hibernate.annotations.Immutable
    static final class OfRounds extends StoredJson<List<Round>> {
        OfRounds() {
            super(new TypeReference<>() {});
        }
    }

    @org.hibernate.annotations.Immutable
    static final class OfReasoning extends StoredJson<Reasoning> {
        OfReasoning() {
            super(new TypeReference<>() {});
        }
    }

    @org.hibernate.annotations.Immutable
    static final class OfArrest extends StoredJson<ArrestDetails> {
        OfArrest() {
            super(new TypeReference<>() {});
        }
    }

    @org.hibernate.annotations.Immutable
    static final class OfHearing extends StoredJson<HearingDetails> {
        OfHearing() {
            super(new TypeReference<>() {});
        }
    }
}
