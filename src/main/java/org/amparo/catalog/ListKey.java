package org.amparo.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amparo.kernel.NotFound;

/** Which list: the four with facts of their own, or one of the plain ones of {@link ListName}. In a URL it is {@link #slug()}. */
public record ListKey(String name) {

    public static final ListKey FACILITY = new ListKey("FACILITY");
    public static final ListKey COURT = new ListKey("COURT");
    public static final ListKey LANGUAGE = new ListKey("LANGUAGE");
    public static final ListKey RULE = new ListKey("RULE");

    private static final List<ListKey> ALL = everyList();

    public static ListKey of(ListName list) {
        return new ListKey(list.name());
    }

    /** All lists, those with facts of their own first. */
    public static List<ListKey> all() {
        return ALL;
    }

    /**
     * Reads a name or a slug, for example {@code HEARING_TYPE} or {@code hearing-type}.
     *
     * @throws NotFound when there is no such list
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ListKey parse(String text) {
        var name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return ALL.stream().filter(key -> key.name.equals(name)).findFirst().orElseThrow(NotFound::new);
    }

    public String slug() {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its entries have a code and labels and nothing else. */
    public boolean isPlain() {
        return !equals(FACILITY) && !equals(COURT) && !equals(LANGUAGE) && !equals(RULE);
    }

    @Override
    @JsonValue
    public String toString() {
        return name;
    }

    private static List<ListKey> everyList() {
        var all = new ArrayList<>(List.of(FACILITY, COURT, LANGUAGE, RULE));
        for (var list : ListName.values()) {
            all.add(of(list));
        }
        return List.copyOf(all);
    }
}
