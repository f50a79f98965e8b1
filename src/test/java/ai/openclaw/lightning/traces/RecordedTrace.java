package ai.openclaw.lightning.traces;

import ai.openclaw.lightning.optimizer.ErrorClass;
import ai.openclaw.lightning.optimizer.ResultShape;
import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A recorded run of a real agent, as the events it becomes.
 *
 * @param agentId the folder's name for tau-bench, the file name for InterCode
 * @param taskKey sent only where a test says "with task keys"
 * @param hardness goes into the metadata; null for tau-bench
 */
public record RecordedTrace(
        String traceId,
        String sessionKey,
        String agentId,
        String taskKey,
        String message,
        String hardness,
        boolean success,
        List<Call> calls) {

    public RecordedTrace {
        calls = List.copyOf(calls);
    }

    /** One tool call; {@code error} is null for a call that succeeded, then {@code result} is what came back. */
    public record Call(String callId, String toolName, JsonNode params, String result, String error) {

        ScoredCall scored() {
            Set<String> names = new HashSet<>();
            params.fieldNames().forEachRemaining(names::add);
            boolean failed = error != null;
            ResultShape shape = failed ? null : new ResultShape(result.length(), result.isBlank());
            String errorClass = failed ? ErrorClass.of(error, null) : null;
            return new ScoredCall(
                    toolName, params.toString(), names, Map.of(), result, shape, failed, errorClass, null, null);
        }
    }

    /** As the optimizer gets it. */
    public ScoredTrace scored(long order, boolean withTaskKey) {
        return scored(order, withTaskKey, success ? 1.0 : 0.0);
    }

    /** As the optimizer gets it, with another outcome. */
    public ScoredTrace scored(long order, boolean withTaskKey, Double outcome) {
        return new ScoredTrace(
                traceId,
                order,
                sessionKey,
                agentId,
                null,
                null,
                withTaskKey ? taskKey : null,
                message,
                calls.stream().map(Call::scored).toList(),
                outcome,
                "checker",
                null,
                null);
    }
}
