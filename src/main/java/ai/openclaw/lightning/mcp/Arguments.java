package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.intake.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The arguments of a tool, which fit its input schema; null is absent, because models write that. */
final class Arguments {

    private final JsonNode given;

    private Arguments(JsonNode given) {
        this.given = given;
    }

    /**
     * Throws a rejection that tells the model what to do better.
     *
     * @param schema with what the schemas of these tools have: an object of plain values
     */
    static Arguments of(JsonNode given, JsonNode schema) {
        if (!given.isMissingNode() && !given.isObject()) {
            throw Rejection.invalid("arguments must be an object", null);
        }
        JsonNode properties = schema.path("properties");
        for (Map.Entry<String, JsonNode> one : given.properties()) {
            if (!properties.has(one.getKey())) {
                throw Rejection.invalid("an argument is unknown; the tool takes " + names(properties), null);
            }
            if (!one.getValue().isNull()) {
                check(one.getKey(), one.getValue(), properties.path(one.getKey()));
            }
        }
        for (JsonNode required : schema.path("required")) {
            if (!given.hasNonNull(required.textValue())) {
                throw Rejection.invalid(required.textValue() + " is missing", required.textValue());
            }
        }
        return new Arguments(given);
    }

    private static String names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private static void check(String name, JsonNode value, JsonNode schema) {
        String type = schema.path("type").textValue();
        boolean fits = switch (type) {
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
            default -> value.isTextual();
        };
        if (!fits) {
            throw Rejection.invalid(name + " must be of the type " + type, name);
        }
        if (value.isTextual()) {
            checkText(name, value, schema);
        } else if (value.isIntegralNumber()) {
            long least = schema.path("minimum").asLong(Long.MIN_VALUE);
            long most = schema.path("maximum").asLong(Long.MAX_VALUE);
            if (value.longValue() < least || value.longValue() > most) {
                throw Rejection.invalid(
                        most == Long.MAX_VALUE
                                ? name + " must be at least " + least
                                : name + " must be between " + least + " and " + most,
                        name);
            }
        }
    }

    private static void checkText(String name, JsonNode value, JsonNode schema) {
        int length = value.textValue().length();
        if (length < schema.path("minLength").asInt(0)) {
            throw Rejection.invalid(name + " is empty", name);
        }
        if (length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            throw Rejection.invalid(
                    name + " is longer than " + schema.path("maxLength").asInt() + " characters", name);
        }
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add(word.textValue()));
            if (!words.contains(value.textValue())) {
                throw Rejection.invalid(name + " must be one of " + String.join(", ", words), name);
            }
        }
    }

    /** The text, or null. */
    String text(String name) {
        return given.path(name).textValue();
    }

    /** The number, or null. */
    Long number(String name) {
        JsonNode value = given.path(name);
        return value.isIntegralNumber() ? (Long) value.longValue() : null;
    }

    /** The number, or that one. */
    int number(String name, int usual) {
        Long value = number(name);
        return value == null ? usual : (int) Math.min(Integer.MAX_VALUE, value);
    }

    /** True, false, or null. */
    Boolean flag(String name) {
        JsonNode value = given.path(name);
        return value.isBoolean() ? (Boolean) value.booleanValue() : null;
    }
}
