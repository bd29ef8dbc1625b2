package org.amparo.referrals;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.amparo.kernel.Service;
import org.jspecify.annotations.Nullable;

/** Services as one column, in the order of the enum. */
@Converter
class Scope implements AttributeConverter<Set<Service>, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Set<Service> services) {
        return services == null || services.isEmpty()
                ? null
                : services.stream().sorted().map(Service::name).collect(joining(","));
    }

    @Override
    public Set<Service> convertToEntityAttribute(@Nullable String column) {
        if (column == null) {
            return Set.of();
        }
        var services = EnumSet.noneOf(Service.class);
        Arrays.stream(column.split(",")).map(Service::valueOf).forEach(services::add);
        return Collections.unmodifiableSet(services);
    }
}
