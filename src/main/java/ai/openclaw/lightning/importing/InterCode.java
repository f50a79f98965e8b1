package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads InterCode's SQL sessions: an object that maps a task number to an agent's actions and observations. */
final class InterCode {

    /** ReAct agents wrap their actions; the closing bracket may be missing. */
    private static final String EXECUTE = "execute[";

    private static final Pattern FIRST_WORD = Pattern.compile("[A-Za-z]+");
    private static final Set<String> TOOLS = Set.of(
            "select",
            "show",
            "desc",
            "describe",
            "explain",
            "with",
            "insert",
            "update",
            "delete",
            "create",
            "drop",
            "alter",
            "use",
            "set",
            "submit");

    private InterCode() {}

    static Recording recording(String source, JsonNode session) {
        JsonNode actions = session.path("turn_history").path("actions");
        JsonNode observations = session.path("turn_history").path("observations");
        List<Recording.Call> calls = new ArrayList<>(actions.size());
        for (int i = 0; i < actions.size(); i++) {
            String statement = statement(actions.get(i).asText());
            JsonNode params = JsonNodeFactory.instance.objectNode().put("statement", statement);
            calls.add(Recording.Call.of(
                    tool(statement), params, observations.path(i).asText("")));
        }
        return new Recording(
                source,
                source,
                "ic-sql-" + session.path("task_id").asInt(),
                session.path("query").asText(),
                null,
                session.path("hardness").asText(null),
                calls,
                session.path("summary").path("max_reward").asDouble() == 1);
    }

    static String statement(String action) {
        if (!action.startsWith(EXECUTE)) {
            return action;
        }
        int end = action.endsWith("]") ? action.length() - 1 : action.length();
        return action.substring(EXECUTE.length(), end);
    }

    static String tool(String statement) {
        Matcher word = FIRST_WORD.matcher(statement);
        String tool = word.find() ? word.group().toLowerCase(Locale.ROOT) : "";
        return TOOLS.contains(tool) ? tool : "text";
    }
}
