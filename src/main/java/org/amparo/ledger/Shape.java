package org.amparo.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Code;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Identifier;
import org.amparo.kernel.Reading;
import org.amparo.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger reads from a kind of event: its first id is what it happened to, its reference is how people call that, its codes are why.
 * Events carry ids and codes only, so nothing else could be read.
 */
final class Shape {

    private static final int LONGEST_GROUND = 200;
    private static final ClassValue<Shape> KNOWN = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return new Shape(type);
        }
    };

    private final EntryKind kind;
    private final String act;
    private final @Nullable RecordComponent subject;
    private final @Nullable RecordComponent reference;
    private final List<RecordComponent> grounds;

    private Shape(Class<?> type) {
        this.kind = Reading.class.isAssignableFrom(type)
                ? EntryKind.READING
                : Refusal.class.isAssignableFrom(type) ? EntryKind.REFUSAL : EntryKind.CHANGE;
        this.act = type.getSimpleName();
        var components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
        this.subject = first(components, Identifier.class);
        this.reference = first(components, HumanReference.class);
        this.grounds = Arrays.stream(components)
                .filter(component -> component.getType().isEnum()
                        || Code.class.isAssignableFrom(component.getType())
                        || component.getType() == String.class
                        || kind == EntryKind.READING && isSetOfCodes(component))
                .toList();
        for (var component : components) {
            component.getAccessor().setAccessible(true);
        }
    }

    static Shape of(Accountable fact) {
        return KNOWN.get(fact.getClass());
    }

    EntryKind kind() {
        return kind;
    }

    String act() {
        return act;
    }

    /** What kind of thing it happened to: {@code Case} for a {@code CaseId}. */
    @Nullable
    String subjectKind() {
        return subject == null ? null : subject.getType().getSimpleName().replaceFirst("Id$", "");
    }

    @Nullable
    UUID subject(Accountable fact) {
        return subject == null || value(subject.getAccessor(), fact) == null
                ? null
                : ((Identifier) Objects.requireNonNull(value(subject.getAccessor(), fact))).value();
    }

    @Nullable
    String reference(Accountable fact) {
        return reference == null ? null : Objects.toString(value(reference.getAccessor(), fact), null);
    }

    @Nullable
    String ground(Accountable fact) {
        var ground = grounds.stream()
                .map(component -> value(component.getAccessor(), fact))
                .filter(Objects::nonNull)
                .map(Shape::words)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" "));
        if (ground.isEmpty()) {
            return null;
        }
        return ground.length() > LONGEST_GROUND ? ground.substring(0, LONGEST_GROUND) : ground;
    }

    /** Of a look, what was shown: a set of codes. Changes have sets too, and say enough without them. */
    private static boolean isSetOfCodes(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType type
                && Set.class.isAssignableFrom(component.getType())
                && type.getActualTypeArguments()[0] instanceof Class<?> of
                && of.isEnum();
    }

    private static String words(Object value) {
        return value instanceof Set<?> several
                ? several.stream()
                        .map(one -> (Enum<?>) one)
                        .sorted(Comparator.comparing(Enum::ordinal))
                        .map(Enum::name)
                        .collect(Collectors.joining(" "))
                : value.toString();
    }

    private static @Nullable RecordComponent first(RecordComponent[] components, Class<?> wanted) {
        return Arrays.stream(components)
                .filter(component -> wanted.isAssignableFrom(component.getType()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object value(Method accessor, Accountable fact) {
        try {
            return accessor.invoke(fact);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record tells its components", e);
        }
    }
}
