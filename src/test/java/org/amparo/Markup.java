package org.amparo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;
import org.jspecify.annotations.Nullable;

/** Reads markup as a list of elements and texts, each with what it stands in. */
final class Markup {

    /** @param ancestors innermost first, without the element itself */
    record Element(String name, Map<String, String> attributes, List<Element> ancestors, int line) {

        boolean has(String attribute) {
            return attributes.containsKey(attribute);
        }
    }

    /** @param ancestors innermost first */
    record Text(String text, List<Element> ancestors, int line) {}

    final List<Element> elements = new ArrayList<>();
    final List<Text> texts = new ArrayList<>();
    final List<Object> all = new ArrayList<>();

    private Markup() {}

    static Markup read(String markup) {
        var read = new Markup();
        try {
            new SimpleMarkupParser(ParseConfiguration.htmlConfiguration()).parse(markup, read.handler());
        } catch (ParseException e) {
            throw new AssertionError("not markup: " + e.getMessage(), e);
        }
        return read;
    }

    private AbstractSimpleMarkupHandler handler() {
        Deque<Element> open = new ArrayDeque<>();
        return new AbstractSimpleMarkupHandler() {

            private Element add(String name, @Nullable Map<String, @Nullable String> attributes, int line) {
                var kept = new LinkedHashMap<String, String>();
                if (attributes != null) {
                    attributes.forEach(
                            (key, value) -> kept.put(key.toLowerCase(Locale.ROOT), value == null ? "" : value));
                }
                var element = new Element(name.toLowerCase(Locale.ROOT), kept, List.copyOf(open), line);
                elements.add(element);
                all.add(element);
                return element;
            }

            @Override
            public void handleStandaloneElement(
                    String name,
                    @Nullable Map<String, @Nullable String> attributes,
                    boolean minimized,
                    int line,
                    int col) {
                add(name, attributes, line);
            }

            @Override
            public void handleOpenElement(
                    String name, @Nullable Map<String, @Nullable String> attributes, int line, int col) {
                open.push(add(name, attributes, line));
            }

            @Override
            public void handleCloseElement(String name, int line, int col) {
                open.poll();
            }

            @Override
            public void handleAutoCloseElement(String name, int line, int col) {
                open.poll();
            }

            @Override
            public void handleText(char[] buffer, int offset, int length, int line, int col) {
                var text = new String(buffer, offset, length).strip();
                if (!text.isEmpty()) {
                    var found = new Text(text, List.copyOf(open), line);
                    texts.add(found);
                    all.add(found);
                }
            }
        };
    }

    /**
     * The same page in one way of writing it: attributes and classes sorted, ids numbered in the order of their appearance, blanks
     * collapsed.
     *
     * @param ignored attributes that may differ
     */
    List<String> normal(Set<String> ignored) {
        Map<String, String> ids = new HashMap<>();
        for (var element : elements) {
            var id = element.attributes().get("id");
            if (id != null) {
                ids.putIfAbsent(id, "#" + ids.size());
            }
        }
        return all.stream()
                .map(each -> each instanceof Element element
                        ? "  ".repeat(element.ancestors().size()) + written(element, ids, ignored)
                        : "  ".repeat(((Text) each).ancestors().size()) + plain(((Text) each).text()))
                .toList();
    }

    private static String written(Element element, Map<String, String> ids, Set<String> ignored) {
        var attributes = new TreeMap<String, String>();
        element.attributes().forEach((name, value) -> {
            if (ignored.contains(name) || (name.equals("value") && value.isEmpty())) {
                return;
            }
            switch (name) {
                case "class" ->
                    attributes.put(
                            name,
                            Arrays.stream(value.strip().split("\\s+")).sorted().collect(Collectors.joining(" ")));
                case "id", "for", "data-aria-controls", "aria-labelledby", "aria-describedby" ->
                    attributes.put(
                            name,
                            Arrays.stream(value.strip().split("\\s+"))
                                    .map(id -> ids.getOrDefault(id, id))
                                    .collect(Collectors.joining(" ")));
                case "checked", "selected" -> attributes.put(name, name);
                default -> attributes.put(name, value);
            }
        });
        return "<" + element.name()
                + attributes.entrySet().stream()
                        .map(entry -> " " + entry.getKey() + "=" + plain(entry.getValue()))
                        .collect(Collectors.joining())
                + ">";
    }

    private static String plain(String text) {
        return text.replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
