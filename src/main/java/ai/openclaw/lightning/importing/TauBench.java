package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** tau-bench's historical trajectories: an array of conversations in OpenAI's message format. */
final class TauBench {

    private TauBench() {}

    static Recording recording(String source, String agentId, JsonNode conversation) {
        JsonNode messages = conversation.path("traj");
        int task = conversation.path("task_id").asInt();
        return new Recording(
                source,
                agentId,
                "tau-airline-" + task + "-" + conversation.path("trial").asInt(),
                firstOfUser(messages),
                "airline-" + task,
                null,
                calls(messages),
                conversation.path("reward").asDouble() == 1);
    }

    private static String firstOfUser(JsonNode messages) {
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("user")) {
                return message.path("content").asText();
            }
        }
        return "";
    }

    private static List<Recording.Call> calls(JsonNode messages) {
        List<Recording.Call> calls = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode next = messages.path(i + 1);
            String result = next.path("role").asText().equals("tool")
                    ? next.path("content").asText()
                    : "";
            for (JsonNode call : messages.get(i).path("tool_calls")) {
                JsonNode function = call.path("function");
                calls.add(Recording.Call.of(
                        function.path("name").asText(),
                        ImportJson.orText(function.path("arguments").asText()),
                        result));
            }
        }
        return calls;
    }
}
