package ai.openclaw.lightning.hooks;

import ai.openclaw.lightning.intake.ClientJson;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.intake.json.JsonBody;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One call of a hook, as Claude Code and Codex write it. Only what becomes part of a trace is kept.
 *
 * @param event its name, such as {@code PostToolUse}
 * @param durationMs of a tool; null where the agent does not say
 * @param interrupted whether the user stopped the tool
 * @param contents what a tool was given and gave, as JSON text
 */
record Hook(String event, Long durationMs, boolean interrupted, Map<Text, String> texts, Map<String, String> contents) {

    static final String TOOL_INPUT = "tool_input";
    static final String TOOL_RESPONSE = "tool_response";

    private static final Set<String> CONTENTS = Set.of(TOOL_INPUT, TOOL_RESPONSE);
    private static final int ID_CHARS_MAX = 256;
    private static final String COMMAND = "command";

    /** The members that are texts. */
    enum Text {
        HOOK_EVENT_NAME(true),
        SESSION_ID(true),
        PROMPT_ID(true),
        /** What Codex calls the id of a prompt. */
        TURN_ID(true),
        /** The id of a sub-agent. */
        AGENT_ID(true),
        AGENT_TYPE(true),
        TOOL_USE_ID(true),
        TOOL_NAME(true),
        MODEL(true),
        SOURCE(true),
        REASON(true),
        PROMPT(false),
        ERROR(false),
        ERROR_DETAILS(false);

        private final String label = name().toLowerCase(Locale.ROOT);

        /** Whether a long one is refused: the bridge remembers some of these. */
        private final boolean isShort;

        Text(boolean isShort) {
            this.isShort = isShort;
        }
    }

    private static final Map<String, Text> BY_LABEL = byLabel();

    private static Map<String, Text> byLabel() {
        Map<String, Text> texts = new HashMap<>();
        for (Text text : Text.values()) {
            texts.put(text.label, text);
        }
        return texts;
    }

    /** Throws a rejection for what is no call of a hook. */
    static Hook read(byte[] bytes, int length) {
        return JsonBody.parse(bytes, length, parser -> read(parser, bytes));
    }

    private static Hook read(JsonParser parser, byte[] bytes) throws IOException {
        Map<Text, String> texts = new EnumMap<>(Text.class);
        Map<String, String> contents = new HashMap<>();
        Long durationMs = null;
        boolean interrupted = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            Text text = BY_LABEL.get(name);
            if (text != null && token == JsonToken.VALUE_STRING) {
                texts.put(text, checked(text, parser.getText()));
            } else if (name.equals("duration_ms") && token.isNumeric()) {
                durationMs = duration(parser.getDoubleValue());
            } else if (name.equals("is_interrupt")) {
                interrupted = token == JsonToken.VALUE_TRUE;
            } else if (CONTENTS.contains(name) && token != JsonToken.VALUE_NULL) {
                contents.put(name, json(parser, bytes));
            }
            parser.skipChildren();
        }
        for (Text needed : new Text[] {Text.HOOK_EVENT_NAME, Text.SESSION_ID}) {
            if (texts.getOrDefault(needed, "").isEmpty()) {
                throw Rejection.invalid(needed.label + " is missing", needed.label);
            }
        }
        return new Hook(texts.get(Text.HOOK_EVENT_NAME), durationMs, interrupted, texts, contents);
    }

    private static String checked(Text text, String value) {
        if (text.isShort && value.length() > ID_CHARS_MAX) {
            throw Rejection.invalid(text.label + " has more than " + ID_CHARS_MAX + " characters", text.label);
        }
        return value;
    }

    private static Long duration(double milliseconds) {
        return milliseconds >= 0 && milliseconds < Integer.MAX_VALUE ? (Long) Math.round(milliseconds) : null;
    }

    /** The value that the parser stands on, as it was sent; leaves the parser on its last token. */
    private static String json(JsonParser parser, byte[] bytes) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getByteOffset();
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Null where there is none. */
    String text(Text text) {
        return texts.get(text);
    }

    /** The id of the prompt that this belongs to; null where the agent does not say. */
    String promptId() {
        return texts.getOrDefault(Text.PROMPT_ID, text(Text.TURN_ID));
    }

    /** What a tool gave, where that is text alone; empty where it is not. */
    String output() {
        try (JsonParser parser = ClientJson.FACTORY.createParser(contents.getOrDefault(TOOL_RESPONSE, "0"))) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the whole body was read before
        }
    }

    /** The line that a tool ran in a shell; empty where it ran none. */
    String command() {
        try (JsonParser parser = ClientJson.FACTORY.createParser(contents.getOrDefault(TOOL_INPUT, "0"))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isCommand = parser.currentName().equals(COMMAND);
                if (parser.nextToken() == JsonToken.VALUE_STRING && isCommand) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the whole body was read before
        }
    }
}
