package org.amparo.support;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collection;
import java.util.List;
import org.amparo.kernel.Rejected;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.test.util.ReflectionTestUtils;

/** What comes of a deed on an aggregate, for tests without Spring: what it announces, or why it is refused. */
public final class Deeds {

    private Deeds() {}

    /** What saving the aggregate would publish, in that order. */
    public static List<Object> announced(AbstractAggregateRoot<?> aggregate) {
        Collection<?> facts = ReflectionTestUtils.invokeMethod(aggregate, AbstractAggregateRoot.class, "domainEvents");
        return List.copyOf(requireNonNull(facts));
    }

    /** As if the aggregate had just been saved. */
    public static <A extends AbstractAggregateRoot<A>> A saved(A aggregate) {
        ReflectionTestUtils.invokeMethod(aggregate, AbstractAggregateRoot.class, "clearDomainEvents");
        return aggregate;
    }

    /** Because of how things stand, not of one input. */
    public static void refused(String code, ThrowingCallable deed) {
        assertThatExceptionOfType(Rejected.class).isThrownBy(deed).satisfies(rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.kind()).isEqualTo(Rejected.Kind.CONFLICT);
        });
    }

    /** Because of what that input says. */
    public static void refused(String code, String field, ThrowingCallable deed) {
        assertThatExceptionOfType(Rejected.class).isThrownBy(deed).satisfies(rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.kind()).isEqualTo(Rejected.Kind.INVALID);
            assertThat(rejected.field()).isEqualTo(field);
        });
    }
}
