package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Contents;
import ai.openclaw.lightning.model.Content;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The list of calls that a node of LangGraph gives to its tools, which are told a bare value of it. */
final class AskedCalls {

    private AskedCalls() {}

    /** What the call was to be given, found by its id, else by its name; null where the list has no such call. */
    static Content params(Item asking, Item call) {
        Content calls = asking.part(Part.CALLS);
        JsonNode list = calls == null || calls.cut() ? null : Trees.parsed(calls.text());
        if (list == null) {
            return null;
        }
        JsonNode named = null;
        for (JsonNode asked : list.isObject() ? List.of(list.path("tool_call")) : list) {
            boolean sameName = asked.path("name").asText().equals(call.fact(Fact.TOOL));
            if (sameName && asked.path("id").asText("-").equals(call.fact(Fact.CALL_ID))) {
                named = asked;
                break;
            }
            named = sameName && named == null ? asked : named;
        }
        return named != null && named.path("args").isObject()
                ? Contents.again(named.path("args").toString(), false)
                : null;
    }
}
