package org.amparo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests out of an OpenAPI description: right ones, nearly right ones and hostile ones. Every text carries a canary. What answers
 * told, ids above all, is used again, so that requests reach what lies behind the first check.
 */
final class RequestGenerator {

    /** Stands in every text that is sent, and nowhere else. */
    static final String CANARY = "zqkanarie7";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int DEEPEST = 8;
    private static final int REMEMBERED = 60;

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\u0000" + CANARY,
            CANARY + "\u0000",
            "\uD800" + CANARY,
            "\u202E" + CANARY + "\u202C",
            "אבג " + CANARY + " \u05D0",
            "😀👩‍👩‍👧 " + CANARY,
            CANARY + "\r\nSet-Cookie: a=b",
            "'; DROP TABLE intake.case_file; -- " + CANARY,
            "{0} {1} ${7*7} #{7*7} %s %n " + CANARY,
            "<script>" + CANARY + "</script>",
            "=cmd|'/c calc'!A1 " + CANARY,
            "../../etc/" + CANARY,
            CANARY.repeat(12_000),
            "a".repeat(3_000),
            "%",
            "_",
            "\\",
            "null",
            "-1",
            "0",
            "9223372036854775808",
            "1e400",
            "NaN",
            "0000-01-01",
            "9999-12-31",
            "+999999999-12-31",
            "-999999999-01-01",
            "2026-02-30",
            "2026-11-21T24:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "294277-01-01T00:00:00Z",
            "U1_+1000000000-12-31T23:59:59.999999999Z_00000000-0000-0000-0000-000000000000",
            "U1_-1000000000-01-01T00:00:00Z_1-1-1-1-1",
            "0-0-0-0-0",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "İSTANBUL ıſKß " + CANARY,
            "١٢٣٤٥٦٧٨٩",
            "A000" + "1".repeat(200),
            "+" + "9".repeat(300),
            "2026-13",
            "2026-Q9",
            "~2026-00-00");

    private static final List<String> NOT_JSON = List.of(
            "",
            "{",
            "[]",
            "null",
            "\"" + CANARY + "\"",
            "12",
            "{\"" + CANARY + "\":",
            "{\"version\":1,\"version\":2}",
            "{'a':1}",
            "{\"a\":NaN}",
            "\uFEFF{}",
            "{}{}",
            "[".repeat(6_000),
            "{\"a\":".repeat(3_000),
            "<a>" + CANARY + "</a>",
            "version=1&text=" + CANARY,
            "{\"version\":1" + "0".repeat(2_000) + "}");

    /** How a request was made. */
    enum Kind {
        NEARLY_RIGHT,
        BROKEN_VALUES,
        UNKNOWN_PROPERTY,
        BROKEN_ENVELOPE
    }

    /** @param answers the documented types of content, by status */
    record Operation(
            String method,
            String path,
            List<Parameter> parameters,
            JsonNode body,
            String bodyType,
            JsonNode example,
            Map<String, Set<String>> answers) {

        String name() {
            return method + " " + path;
        }
    }

    record Parameter(String name, String in, boolean required, JsonNode schema, JsonNode example) {}

    record Request(
            Operation operation, Kind kind, String address, Map<String, String> headers, byte[] body, boolean upload) {

        Request withBody(String text) {
            return new Request(operation, kind, address, headers, text.getBytes(StandardCharsets.UTF_8), upload);
        }

        AbstractMockHttpServletRequestBuilder<?> build() {
            var uri = java.net.URI.create(address);
            if (upload) {
                var multipart = MockMvcRequestBuilders.multipart(HttpMethod.valueOf(operation.method()), uri)
                        .file(new MockMultipartFile("file", CANARY + ".csv", "text/csv", body));
                headers.forEach(multipart::header);
                return multipart;
            }
            var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(operation.method()), uri);
            headers.forEach(request::header);
            return body.length == 0 ? request : request.content(body);
        }

        @Override
        public String toString() {
            return kind + " " + ApiFuzzTests.shortly(address) + " " + headers + " "
                    + ApiFuzzTests.shortly(new String(body, StandardCharsets.UTF_8));
        }
    }

    private final JsonNode description;
    private final JsonMapper json;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, List<String>> known = new HashMap<>();

    RequestGenerator(JsonNode description, JsonMapper json) {
        this.description = description;
        this.json = json;
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (!method.getKey().equals("parameters")) {
                        operations.add(operation(method.getKey(), path.getKey(), method.getValue()));
                    }
                }));
    }

    private Operation operation(String method, String path, JsonNode node) {
        var parameters = new ArrayList<Parameter>();
        node.path("parameters")
                .forEach(parameter -> parameters.add(new Parameter(
                        parameter.path("name").asString(),
                        parameter.path("in").asString(),
                        parameter.path("required").asBoolean(false),
                        parameter.path("schema"),
                        parameter.path("example"))));
        var answers = new LinkedHashMap<String, Set<String>>();
        node.path("responses").properties().forEach(answer -> {
            var types = new TreeSet<String>();
            answer.getValue().path("content").properties().forEach(content -> types.add(content.getKey()));
            answers.put(answer.getKey(), types);
        });
        var contents = node.path("requestBody").path("content").properties().iterator();
        var content = contents.hasNext() ? contents.next() : null;
        var value = content == null ? NODES.missingNode() : content.getValue();
        var example = value.path("example");
        var examples = value.path("examples").properties().iterator();
        if (example.isMissingNode() && examples.hasNext()) {
            example = examples.next().getValue().path("value");
        }
        if (example.isString()) {
            example = json.readTree(example.asString());
        }
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                parameters,
                value.path("schema"),
                content == null ? "" : content.getKey(),
                example,
                answers);
    }

    List<Operation> operations() {
        return operations;
    }

    Operation operation(String name) {
        return operations.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void remember(String of, String id) {
        if (ID.matcher(id).matches()) {
            var ids = known.computeIfAbsent(of, name -> new ArrayList<>());
            if (!ids.contains(id)) {
                ids.add(id);
                if (ids.size() > REMEMBERED) {
                    ids.remove(REMEMBERED / 2);
                }
            }
        }
    }

    /** Keeps the ids of an answer by what they are of. */
    void learn(Operation operation, byte[] answer) {
        if (answer.length > 0 && answer.length < 1_000_000) {
            try {
                learn(operation.path().split("/", -1)[3], json.readTree(answer));
            } catch (RuntimeException noJson) {
                // an answer of another type tells no ids
            }
        }
    }

    private void learn(String of, JsonNode node) {
        if (node.isArray()) {
            node.forEach(element -> learn(of, element));
        } else if (node.isObject()) {
            node.properties().forEach(property -> {
                var name = property.getKey().equals("id") ? of : property.getKey();
                if (property.getValue().isString()) {
                    remember(name, property.getValue().asString());
                } else {
                    learn(property.getValue().isContainer() ? named(property.getKey(), of) : of, property.getValue());
                }
            });
        }
    }

    /** Lists of an answer that hold what the address is about. */
    private static String named(String property, String of) {
        return Set.of("rows", "items", "entries", "offers", "cases", "list", "page", "matters")
                        .contains(property)
                ? of
                : property;
    }

    /** A right request, as far as the description tells. */
    Request example(Operation operation, Random random) {
        return request(operation, random, Kind.NEARLY_RIGHT, true);
    }

    Request request(Operation operation, Random random, int number) {
        var hasBody = !operation.body().isMissingNode();
        var draw = random.nextInt(100);
        var kind = draw < 35
                ? Kind.NEARLY_RIGHT
                : draw < 70
                        ? Kind.BROKEN_VALUES
                        : draw < 85 && hasBody && isJson(operation) ? Kind.UNKNOWN_PROPERTY : Kind.BROKEN_ENVELOPE;
        return request(operation, random, kind, false);
    }

    private Request request(Operation operation, Random random, Kind wished, boolean clean) {
        var headers = new LinkedHashMap<String, String>();
        var broken = wished == Kind.BROKEN_VALUES;
        var address = address(operation, random, broken);
        var kind = wished;
        for (var parameter : operation.parameters()) {
            if (parameter.in().equals("header") && !clean && (parameter.required() || random.nextInt(4) == 0)) {
                headers.put(parameter.name(), header(random, broken));
            }
        }
        if (operation.body().isMissingNode()) {
            if (kind == Kind.BROKEN_ENVELOPE) {
                envelope(headers, random);
            }
            return new Request(operation, kind, address, headers, new byte[0], false);
        }
        if (!isJson(operation)) {
            return new Request(operation, kind, address, headers, spreadsheet(random), true);
        }
        headers.put("Content-Type", "application/json");
        var useExample = !operation.example().isMissingNode() && (clean || random.nextInt(3) > 0);
        var body = useExample ? operation.example().deepCopy() : value(operation.body(), "body", random, 0);
        if (broken) {
            for (var times = 1 + random.nextInt(3); times > 0; times--) {
                body = broken(body, random);
            }
        }
        if (kind == Kind.UNKNOWN_PROPERTY && !addUnknown(body, operation.body(), random)) {
            kind = Kind.NEARLY_RIGHT;
        }
        var text = json.writeValueAsString(body);
        if (kind == Kind.BROKEN_ENVELOPE) {
            envelope(headers, random);
            if (random.nextBoolean()) {
                text = NOT_JSON.get(random.nextInt(NOT_JSON.size()));
            }
        }
        return new Request(operation, kind, address, headers, text.getBytes(charset(random, kind)), false);
    }

    private static boolean isJson(Operation operation) {
        return operation.bodyType().contains("json") || operation.bodyType().equals("*/*");
    }

    private static java.nio.charset.Charset charset(Random random, Kind kind) {
        return kind == Kind.BROKEN_ENVELOPE && random.nextInt(6) == 0
                ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_8;
    }

    private static void envelope(Map<String, String> headers, Random random) {
        switch (random.nextInt(7)) {
            case 0 -> headers.put("Content-Type", "text/plain");
            case 1 -> headers.put("Content-Type", "application/xml");
            case 2 -> headers.put("Content-Type", "application/x-www-form-urlencoded");
            case 3 -> headers.put("Content-Type", "nonsense");
            case 4 -> headers.put("Accept", random.nextBoolean() ? "text/html" : "image/png");
            case 5 ->
                headers.put(
                        "Accept-Language",
                        HOSTILE.get(random.nextInt(HOSTILE.size())).replaceAll("[\\r\\n\\x00]", "") + "x");
            default -> headers.remove("Content-Type");
        }
    }

    private static String header(Random random, boolean broken) {
        return broken
                ? List.of(" ", "x".repeat(201), "\u00e9" + CANARY, CANARY, "'\"" + CANARY)
                        .get(random.nextInt(5))
                : CANARY + random.nextInt(1_000_000);
    }

    private String address(Operation operation, Random random, boolean broken) {
        var path = new StringBuilder();
        var before = "";
        for (var part : operation.path().substring(1).split("/", -1)) {
            path.append('/');
            if (part.startsWith("{")) {
                var name = part.substring(1, part.length() - 1);
                path.append(encoded(pathValue(operation, name, before, random, broken)));
            } else {
                path.append(part);
                before = part;
            }
        }
        var mark = '?';
        for (var parameter : operation.parameters()) {
            if (parameter.in().equals("query") && (parameter.required() || random.nextInt(3) == 0)) {
                var value = broken && random.nextBoolean()
                        ? HOSTILE.get(random.nextInt(HOSTILE.size()))
                        : text(parameterValue(parameter, random));
                path.append(mark).append(parameter.name()).append('=').append(encoded(shortened(value)));
                mark = '&';
            }
        }
        return path.toString();
    }

    private String pathValue(Operation operation, String name, String before, Random random, boolean broken) {
        var parameter = operation.parameters().stream()
                .filter(one -> one.in().equals("path") && one.name().equals(name))
                .findFirst()
                .orElse(new Parameter(name, "path", true, NODES.missingNode(), NODES.missingNode()));
        if (broken && random.nextInt(4) == 0) {
            var hostile = HOSTILE.get(random.nextInt(HOSTILE.size()));
            // What the container refuses before the application sees it is not asked for.
            var sent = shortened(hostile).replaceAll("[\\x00-\\x1f\\x7f/\\\\;%.\\u2028\\u2029\\uD800-\\uDFFF]", "");
            return sent.isBlank() ? "x" + CANARY : sent;
        }
        if (resolved(parameter.schema()).path("enum").isArray()
                || !parameter.example().isMissingNode()) {
            return text(parameterValue(parameter, random));
        }
        var ids = known.getOrDefault(before, known.getOrDefault(name, List.of()));
        return ids.isEmpty() || random.nextInt(8) == 0
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : ids.get(random.nextInt(ids.size()));
    }

    private JsonNode parameterValue(Parameter parameter, Random random) {
        return !parameter.example().isMissingNode() && random.nextInt(3) > 0
                ? parameter.example()
                : value(parameter.schema(), parameter.name(), random, 0);
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asString("") : "";
    }

    private static String shortened(String text) {
        return text.length() > 2_000 ? text.substring(0, 2_000) : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : description.at(reference.substring(1));
    }

    private JsonNode value(JsonNode unresolved, String name, Random random, int depth) {
        var schema = resolved(unresolved);
        var choices = schema.path("oneOf").isArray() ? schema.path("oneOf") : schema.path("anyOf");
        if (choices.isArray() && !choices.isEmpty()) {
            return value(choices.get(random.nextInt(choices.size())), name, random, depth + 1);
        }
        var example = unresolved.has("example") ? unresolved.path("example") : schema.path("example");
        if (!example.isMissingNode() && !schema.has("properties") && random.nextInt(4) > 0) {
            return example.deepCopy();
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, random, depth);
            case "array" -> {
                var array = NODES.arrayNode();
                for (var times = depth > DEEPEST ? 0 : random.nextInt(3); times > 0; times--) {
                    array.add(value(schema.path("items"), name, random, depth + 1));
                }
                yield array;
            }
            case "integer" -> NODES.numberNode(random.nextInt(4));
            case "number" -> NODES.numberNode(random.nextInt(1_000) / 10.0);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.stringNode(string(schema, name, random));
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            for (var one : type) {
                if (!one.asString("").equals("null")) {
                    return one.asString("");
                }
            }
        }
        return type.isMissingNode() && schema.has("properties") ? "object" : type.asString("string");
    }

    private JsonNode object(JsonNode schema, Random random, int depth) {
        var object = NODES.objectNode();
        var required = new TreeSet<String>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || depth < DEEPEST && random.nextInt(4) > 0) {
                object.set(property.getKey(), value(property.getValue(), property.getKey(), random, depth + 1));
            }
        });
        var others = schema.path("additionalProperties");
        if (others.isObject() && depth < DEEPEST) {
            object.set(
                    random.nextBoolean() ? "TOLD_TO_SIGN" : "person.name", value(others, "value", random, depth + 1));
        }
        return object;
    }

    private String string(JsonNode schema, String name, Random random) {
        return switch (schema.path("format").asString("")) {
            case "date" ->
                "20%02d-%02d-%02d".formatted(20 + random.nextInt(10), 1 + random.nextInt(12), 1 + random.nextInt(28));
            case "date-time" ->
                "202%d-0%d-1%dT1%d:00:00Z"
                        .formatted(random.nextInt(9), 1 + random.nextInt(9), random.nextInt(10), random.nextInt(10));
            case "uuid" -> id(name, random);
            default ->
                known.containsKey(plural(name)) && random.nextInt(4) > 0
                        ? id(name, random)
                        : CANARY + " Pérez " + random.nextInt(1_000);
        };
    }

    private String id(String name, Random random) {
        var ids = known.getOrDefault(plural(name), known.getOrDefault(name, List.of()));
        return ids.isEmpty() || random.nextInt(8) == 0
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : ids.get(random.nextInt(ids.size()));
    }

    private static String plural(String name) {
        return switch (name) {
            case "caseFile", "other" -> "cases";
            case "organization", "provider", "providers" -> "organizations";
            case "fund" -> "funds";
            default -> name + "s";
        };
    }

    /** Puts something else where something stood, somewhere in the tree. */
    private JsonNode broken(JsonNode root, Random random) {
        var places = new ArrayList<Runnable>();
        collect(root, places, random);
        if (places.isEmpty()) {
            return wrong(random);
        }
        places.get(random.nextInt(places.size())).run();
        return root;
    }

    private void collect(JsonNode node, List<Runnable> places, Random random) {
        if (node instanceof ObjectNode object) {
            for (var property : List.copyOf(object.properties())) {
                places.add(() -> object.set(property.getKey(), wrong(random)));
                places.add(() -> object.set(property.getKey(), wrong(random)));
                places.add(() -> object.remove(property.getKey()));
                collect(property.getValue(), places, random);
            }
            places.add(() -> object.set(CANARY + " de la Cruz", wrong(random)));
        } else if (node instanceof ArrayNode array) {
            for (var at = 0; at < array.size(); at++) {
                var place = at;
                places.add(() -> array.set(place, wrong(random)));
                collect(array.get(at), places, random);
            }
            places.add(() -> array.add(wrong(random)));
            places.add(() -> {
                for (var times = 0; times < 3_000; times++) {
                    array.add(array.isEmpty() ? wrong(random) : array.get(0));
                }
            });
        }
    }

    private static JsonNode wrong(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(Long.MAX_VALUE - random.nextInt(2));
            case 3 -> NODES.numberNode(-1L - random.nextInt(2) * (long) Integer.MAX_VALUE);
            case 4 -> NODES.numberNode(new java.math.BigDecimal("1e400"));
            case 5 -> NODES.numberNode(0.5);
            case 6 ->
                random.nextBoolean() ? NODES.objectNode() : NODES.objectNode().put(CANARY, CANARY);
            case 7 -> NODES.arrayNode().add(NODES.nullNode());
            default -> NODES.stringNode(HOSTILE.get(random.nextInt(HOSTILE.size())));
        };
    }

    /** @return whether there was an object with properties of its own, whose names are all there are */
    private boolean addUnknown(JsonNode body, JsonNode schema, Random random) {
        var objects = new ArrayList<ObjectNode>();
        closed(body, schema, objects);
        if (objects.isEmpty()) {
            return false;
        }
        objects.get(random.nextInt(objects.size()))
                .set(
                        List.of("notAProperty", "_id", "__proto__", "Version", "organization ", "role\u0000")
                                .get(random.nextInt(6)),
                        random.nextBoolean() ? wrong(random) : NODES.stringNode(CANARY));
        return true;
    }

    private void closed(JsonNode value, JsonNode unresolved, List<ObjectNode> objects) {
        var schema = resolved(unresolved);
        if (value instanceof ObjectNode object) {
            if (schema.has("properties") && !schema.path("additionalProperties").isObject()) {
                objects.add(object);
                schema.path("properties")
                        .properties()
                        .forEach(property -> closed(object.path(property.getKey()), property.getValue(), objects));
            }
        } else if (value instanceof ArrayNode array) {
            array.forEach(element -> closed(element, schema.path("items"), objects));
        }
    }

    private static byte[] spreadsheet(Random random) {
        var rows = new StringBuilder(
                List.of("caller_name,person_name,needs", "", "\uFEFFcaller_name;person_name", CANARY, "\"", "a,b\n\"")
                        .get(random.nextInt(6)));
        for (var times = random.nextInt(5); times > 0; times--) {
            rows.append('\n')
                    .append(HOSTILE.get(random.nextInt(HOSTILE.size())))
                    .append(',')
                    .append(CANARY);
        }
        var bytes = rows.toString().getBytes(random.nextInt(4) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return Arrays.copyOf(bytes, bytes.length);
    }
}
