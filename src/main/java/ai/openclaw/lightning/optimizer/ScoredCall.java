package ai.openclaw.lightning.optimizer;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A tool call as the optimizer sees it: never its content.
 *
 * @param toolName as the client sent it
 * @param paramsDigest equal for equal params; null when there were none
 * @param argumentNames the top-level keys of the params
 * @param argumentShapes of those that are texts, as far as they are known
 * @param resultDigest equal for equal results; null when there was none
 * @param resultShape null when there was no result
 * @param errored whether the call failed
 * @param errorClass one of the {@link ErrorClass}es; null without an error or when none of them fits
 * @param durationMs null when unknown
 * @param tokens null when unknown
 */
public record ScoredCall(
        String toolName,
        String paramsDigest,
        Set<String> argumentNames,
        Map<String, ArgumentShape> argumentShapes,
        String resultDigest,
        ResultShape resultShape,
        boolean errored,
        String errorClass,
        Long durationMs,
        Long tokens) {

    public ScoredCall {
        Objects.requireNonNull(toolName, "toolName");
        argumentNames = Set.copyOf(argumentNames);
        argumentShapes = Map.copyOf(argumentShapes);
    }

    /** Whether this is the same call with the same arguments. */
    public boolean sameAs(ScoredCall other) {
        return toolName.equals(other.toolName) && Objects.equals(paramsDigest, other.paramsDigest);
    }

    /** Whether this is the same call again and brought nothing new: the next page of a list is no repeat of the last one. */
    public boolean repeats(ScoredCall earlier) {
        return sameAs(earlier)
                && errored == earlier.errored
                && (errored || Objects.equals(resultDigest, earlier.resultDigest));
    }
}
