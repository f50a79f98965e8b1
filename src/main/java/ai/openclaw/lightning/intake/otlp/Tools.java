package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.commands.AnsweringCommands;
import ai.openclaw.lightning.commands.ShellOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a record says of a tool call: name, id, parameters, result and error. Pure. */
final class Tools {

    private static final String EXECUTE = "execute_tool ";
    private static final String ANTHROPIC = "anthropic.tool_use ";

    private static final String[] NAME = {
        "gen_ai.tool.name",
        "tool.name",
        "openclaw.toolName",
        "tool_name",
        "function_name",
        "ai.toolCall.name",
        "spring.ai.tool.definition.name"
    };
    private static final String[] RESULT = {
        "gen_ai.tool.call.result",
        "openclaw.content.tool_output",
        "ai.toolCall.result",
        "spring.ai.tool.call.result",
        "gcp.vertex.agent.tool_response",
        "output.value",
        "traceloop.entity.output",
        "tool_response",
        "output",
        "gen_ai.output.messages"
    };
    private static final String[] CALL_ID = {
        "gen_ai.tool.call.id", "tool_use_id", "call_id", "tool_call.id", "ai.toolCall.id"
    };
    private static final String[] PARAMS = {
        "gen_ai.tool.call.arguments",
        "openclaw.content.tool_input",
        "ai.toolCall.args",
        "spring.ai.tool.call.arguments",
        "gcp.vertex.agent.tool_call_args",
        "tool_input",
        "arguments",
        "function_args",
        "input.value",
        "traceloop.entity.input",
        "gen_ai.input.messages"
    };
    private static final String[] ERROR = {
        "error.message", "error", "openclaw.deniedReason", "openclaw.errorCategory", "error.type", "exception.type"
    };
    private static final String[] NAME_STARTS = {EXECUTE, ANTHROPIC};

    /** How Codex says the exit code, a few lines into what the command printed. */
    private static final Pattern EXIT =
            Pattern.compile("^(?:Exit code:|Process exited with code) (-?\\d{1,9})$", Pattern.MULTILINE);

    private static final int HEAD_CHARS = 300;

    private Tools() {}

    /** Null where nobody says. */
    static String name(SentRecord record) {
        String name = record.first(NAME);
        if (name != null) {
            return name;
        }
        for (String start : NAME_STARTS) {
            if (record.name.startsWith(start) && record.name.length() > start.length()) {
                return record.name.substring(start.length());
            }
        }
        return record.get("traceloop.span.kind").equals("tool") ? record.first("traceloop.entity.name") : null;
    }

    /** Everything but the times. */
    static void read(SentRecord record, ItemBuilder item) {
        item.label(Fact.TOOL, name(record));
        item.flag(Fact.MCP, !record.get("mcp.method.name").isEmpty());
        item.json(Part.PARAMS, params(record));
        String output = record.first(RESULT);
        JsonNode message = Messages.ofTool(output);
        String callId = record.first(CALL_ID);
        if (message == null) {
            item.json(Part.RESULT, output);
            item.id(Fact.CALL_ID, callId);
        } else {
            JsonNode content = message.path("content");
            item.json(Part.RESULT, content.isTextual() ? content.textValue() : content.toString());
            item.id(Fact.CALL_ID, callId == null ? message.path("tool_call_id").asText(null) : callId);
        }
        error(record, item);
    }

    private static String params(SentRecord record) {
        return record.first(PARAMS);
    }

    /** Whether the call failed, and how; an exit code is looked for where the client says none. */
    static void error(SentRecord record, ItemBuilder item) {
        boolean says = record.get("success").equalsIgnoreCase("false")
                || record.get("openclaw.outcome").equals("blocked")
                || record.get("status").equals("error");
        if (record.status == SentRecord.STATUS_ERROR || says || record.first("openclaw.errorCategory") != null) {
            item.flag(Fact.FAILED, true).text(Part.ERROR, message(record));
        }
        String exit = record.first("openclaw.exec.exit_code");
        if (exit != null && exit.matches("-?\\d{1,9}")) {
            item.id(Fact.EXIT_CODE, exit);
        }
    }

    /** The first that is there; the words of a status may go on with a stack. */
    private static String message(SentRecord record) {
        for (SpanEvent event : record.events) {
            String message = event.attributes().getOrDefault("exception.message", "");
            if (event.name().equals("exception") && !message.isEmpty()) {
                return message;
            }
        }
        String status = record.statusMessage;
        int stack = status.indexOf("Traceback (most recent call last)");
        String first = (stack < 0 ? status : status.substring(0, stack))
                .strip()
                .lines()
                .findFirst()
                .orElse("");
        if (!first.isEmpty()) {
            return first;
        }
        String given = record.first(ERROR);
        return given == null ? "failed" : given;
    }

    /** The exit code that stands in what a command of Codex printed, and what that says went wrong. */
    static void exitCode(SentRecord record, ItemBuilder item) {
        String output = record.get("output");
        Matcher exit = EXIT.matcher(output.substring(0, Math.min(HEAD_CHARS, output.length())));
        if (!exit.find()) {
            return;
        }
        long code = Long.parseLong(exit.group(1));
        item.id(Fact.EXIT_CODE, exit.group(1));
        JsonNode arguments = Trees.parsed(record.get("arguments"));
        if (AnsweringCommands.answer(code, arguments == null ? MissingNode.getInstance() : arguments)) {
            item.flag(Fact.EXIT_IS_ANSWER, true);
        } else if (code != 0) {
            item.flag(Fact.FAILED, true)
                    .text(Part.ERROR, ShellOutput.error(output).orElse("exit code " + code));
        }
    }

    /** The calls that a span asks for by its input, as LangGraph's nodes of tools do; null where it asks for none. */
    static String calls(Map<String, String> attributes) {
        String input = attributes.getOrDefault("input.value", "");
        boolean may = input.contains("\"args\"")
                && input.contains("\"name\"")
                && (input.startsWith("[{") || input.startsWith("{\"__type\""));
        return may ? input : null;
    }
}
