package org.amparo;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.amparo.kernel.Rejected;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.spring6.context.IThymeleafBindStatus;
import org.thymeleaf.spring6.util.DetailedError;
import org.thymeleaf.spring6.util.FieldUtils;

/**
 * What the form around a field ({@code th:object}) knows of it: what was typed and what is wrong with it. Templates ask it as
 * {@code #form}; the name of the field is a plain value, so no template needs preprocessing.
 */
class FormFields {

    /** A line of the error summary. {@code id} is null when the trouble is not about one field. */
    record Complaint(@Nullable String id, String message) {}

    private static final String STALE = Rejected.stale().code();

    private final IExpressionContext context;

    FormFields(IExpressionContext context) {
        this.context = context;
    }

    private @Nullable IThymeleafBindStatus status(String name) {
        return FieldUtils.getBindStatus(context, "*{" + name + "}");
    }

    /** What the field holds, as it was typed. */
    public String value(String name) {
        var status = status(name);
        var value = status == null ? null : status.getValue();
        return value == null ? "" : value.toString();
    }

    /** What a field of several values holds. */
    public Set<String> values(String name) {
        var status = status(name);
        var value = status == null ? null : status.getActualValue();
        var values = new LinkedHashSet<String>();
        if (value instanceof Collection<?> many) {
            many.stream().filter(Objects::nonNull).map(Object::toString).forEach(values::add);
        } else if (value != null && value.getClass().isArray()) {
            for (var i = 0; i < Array.getLength(value); i++) {
                values.add(String.valueOf(Array.get(value, i)));
            }
        } else if (value != null && !value.toString().isEmpty()) {
            values.add(value.toString());
        }
        return values;
    }

    public boolean holds(String name, String value) {
        return values(name).contains(value);
    }

    public List<String> errors(String name) {
        var status = status(name);
        return status == null ? List.of() : List.of(status.getErrorMessages());
    }

    public boolean isWrong(String name) {
        var status = status(name);
        return status != null && status.isError();
    }

    /** The id of the element: the name, with what an id should not hold replaced. */
    public String id(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("-+$", "");
    }

    /** Whether it was refused because somebody else saved first. */
    public boolean isStale() {
        return complained().stream().anyMatch(error -> ("problem." + STALE).equals(error.getCode()));
    }

    /**
     * The version to send: the one the page was made on, and the present one once somebody has been told that another was faster, so that
     * looking and saving again is enough.
     */
    public String version(long present) {
        return isStale() ? String.valueOf(present) : value("version");
    }

    /** The ids a field's {@code aria-describedby} names, or null. */
    public @Nullable String describedBy(String name, @Nullable Object hint) {
        return describedBy(name, hint, null);
    }

    public @Nullable String describedBy(String name, @Nullable Object hint, @Nullable String more) {
        var ids = new ArrayList<String>();
        if (more != null) {
            ids.add(more);
        }
        if (hint != null && !hint.toString().isEmpty()) {
            ids.add(id(name) + "-hint");
        }
        if (isWrong(name)) {
            ids.add(id(name) + "-error");
        }
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    /** The same for a field of several parts: its hint, and the errors of its parts. */
    public @Nullable String describedByParts(String name, @Nullable Object hint, List<String> parts) {
        var ids = new ArrayList<String>();
        if (hint != null && !hint.toString().isEmpty()) {
            ids.add(id(name) + "-hint");
        }
        parts.stream().filter(this::isWrong).forEach(part -> ids.add(id(part) + "-error"));
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    /** Everything that is wrong, in the order of the form's components. */
    public List<Complaint> complaints() {
        if (!FieldUtils.hasAnyErrors(context)) {
            return List.of();
        }
        var status = FieldUtils.getBindStatus(context, "*{*}");
        var errors = status == null ? null : status.getErrors();
        var target = errors instanceof org.springframework.validation.BindingResult result ? result.getTarget() : null;
        var order = target == null ? List.<String>of() : fieldsOf(target.getClass());
        var found = new ArrayList<DetailedError>(complained());
        found.sort(Comparator.comparingInt(error -> position(order, error)));
        return found.stream()
                .map(error -> new Complaint(error.isGlobal() ? null : id(error.getFieldName()), error.getMessage()))
                .distinct()
                .toList();
    }

    private List<DetailedError> complained() {
        return FieldUtils.hasAnyErrors(context) ? FieldUtils.detailedErrors(context) : List.of();
    }

    private static int position(List<String> order, DetailedError error) {
        if (error.isGlobal()) {
            return -1;
        }
        var first = error.getFieldName().split("[.\\[]", 2)[0];
        var position = order.indexOf(first);
        return position < 0 ? Integer.MAX_VALUE : position;
    }

    private static List<String> fieldsOf(Class<?> type) {
        var names = new ArrayList<String>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (var field : at.getDeclaredFields()) {
                names.add(field.getName());
            }
        }
        return names;
    }
}
