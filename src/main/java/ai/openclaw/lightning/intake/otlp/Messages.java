package ai.openclaw.lightning.intake.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the user asked, out of the messages that a model was given, and what a tool answered, out of the message that
 * holds it. Every library writes them in its own way. Pure.
 */
final class Messages {

    private static final Set<String> OF_USER = Set.of("user", "human");
    private static final String REDACTED = "[REDACTED]";

    /** What Gemini CLI puts before the user's words. */
    private static final Pattern CONTEXT =
            Pattern.compile("<session_context>.*?</session_context>\\s*", Pattern.DOTALL);

    private static final int INDEX_DIGITS_MAX = 6;

    private Messages() {}

    /** What was asked last; null where nobody says. Text that is no JSON is what was asked. */
    static String lastOfUser(String text) {
        JsonNode json = Trees.parsed(text);
        String asked = json == null ? text : json.isTextual() ? json.textValue() : lastOfUser(json);
        return cleaned(asked);
    }

    /** As {@link #lastOfUser}, but null where the text holds no messages. */
    static String lastOfUserInJson(String text) {
        JsonNode json = Trees.parsed(text);
        return json == null || json.isValueNode() ? null : cleaned(lastOfUser(json));
    }

    /** Null for nothing, and where the client keeps it to itself. */
    static String cleaned(String asked) {
        if (asked == null) {
            return null;
        }
        String plain =
                asked.contains("<session_context>") ? CONTEXT.matcher(asked).replaceAll("") : asked;
        return plain.isBlank() || plain.equals(REDACTED) ? null : plain;
    }

    private static String lastOfUser(JsonNode json) {
        if (json.isObject()) {
            JsonNode messages = json.has("messages") ? json.path("messages") : json.path("input");
            String said = ofUser(json);
            return said != null ? said : messages.isContainerNode() ? lastOfUser(messages) : textOf(messages);
        }
        for (int i = json.size() - 1; i >= 0; i--) {
            JsonNode message = json.get(i);
            String said = message.isArray() ? ofPairOrList(message) : ofUser(message);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    /** {@code ["user", "text"]}, or a list of messages within a list. */
    private static String ofPairOrList(JsonNode list) {
        if (list.size() == 2 && list.get(0).isTextual() && list.get(1).isTextual()) {
            return OF_USER.contains(list.get(0).textValue()) ? list.get(1).textValue() : null;
        }
        return lastOfUser(list);
    }

    /** What a message says, if it is the user's. */
    private static String ofUser(JsonNode message) {
        JsonNode inner = message.has("kwargs") ? message.path("kwargs") : message.path("data");
        JsonNode said = inner.isObject() ? inner : message;
        String role = message.has("role")
                ? message.path("role").asText()
                : inner.isObject() && inner.has("type")
                        ? inner.path("type").asText()
                        : message.path("type").asText();
        if (!OF_USER.contains(role)) {
            return null;
        }
        return textOf(said.has("parts") ? said.path("parts") : said.path("content"));
    }

    /** A text, or the texts among the parts of a message; null where there is none. */
    private static String textOf(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        StringBuilder texts = new StringBuilder();
        for (JsonNode part : content) {
            JsonNode text = part.has("text") ? part.path("text") : part.path("content");
            boolean isText = part.path("type").asText("text").endsWith("text") && text.isTextual();
            if (isText && !text.textValue().isEmpty()) {
                texts.append(texts.length() == 0 ? "" : "\n").append(text.textValue());
            }
        }
        return texts.length() == 0 ? null : texts.toString();
    }

    /** From attributes that are numbered, such as {@code llm.input_messages.0.message.role}; {@code inner} is the middle. */
    static String lastOfUser(Map<String, String> attributes, String family, String inner) {
        int last = -1;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String key = attribute.getKey();
            if (key.startsWith(family) && key.endsWith(inner + "role") && OF_USER.contains(attribute.getValue())) {
                int index = index(key, family);
                boolean says = attributes.containsKey(family + index + inner + "content")
                        || attributes.containsKey(family + index + inner + "contents.0.message_content.text");
                last = says ? Math.max(last, index) : last;
            }
        }
        if (last < 0) {
            return null;
        }
        String content = attributes.get(family + last + inner + "content");
        return content == null
                ? cleaned(attributes.get(family + last + inner + "contents.0.message_content.text"))
                : lastText(content);
    }

    /** OpenLLMetry writes the parts of a message as JSON. */
    private static String lastText(String content) {
        JsonNode json = content.startsWith("[") ? Trees.parsed(content) : null;
        return cleaned(json == null ? content : textOf(json));
    }

    private static int index(String key, String family) {
        int end = key.indexOf('.', family.length());
        String digits = end < 0 ? "" : key.substring(family.length(), end);
        return digits.matches("\\d{1," + INDEX_DIGITS_MAX + "}") ? Integer.parseInt(digits) : -1;
    }

    /** What a tool's message of LangChain says; null for any other value. */
    static JsonNode ofTool(String output) {
        boolean may = output != null && output.startsWith("{") && output.contains("\"content\"");
        JsonNode json = may ? Trees.parsed(output) : null;
        if (json == null) {
            return null;
        }
        JsonNode outer = json.has("output") ? json.path("output") : json;
        JsonNode inner = outer.has("kwargs") ? outer.path("kwargs") : outer.path("data");
        JsonNode message = inner.isObject() ? inner : outer;
        return message.has("content")
                        && (message.has("tool_call_id")
                                || "tool".equals(message.path("type").asText()))
                ? message
                : null;
    }
}
