package org.amparo.representation;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.amparo.kernel.Service;
import org.jspecify.annotations.Nullable;

/** A set of services in one column, in the order of their declaration. */
@Converter
class ServicesColumn implements AttributeConverter<Set<Service>, String> {

    @Override
    public String convertToDatabaseColumn(@Nullable Set<Service> services) {
        return services == null
                ? ""
                : services.stream().sorted().map(Service::name).collect(joining(","));
    }

    @Override
    public Set<Service> convertToEntityAttribute(@Nullable String column) {
        return of(column);
    }

    static Set<Service> of(@Nullable String column) {
        var services = EnumSet.noneOf(Service.class);
        if (column != null && !column.isEmpty()) {
            Arrays.stream(column.split(",", -1)).map(Service::valueOf).forEach(services::add);
        }
        return Collections.unmodifiableSet(services);
    }
}
