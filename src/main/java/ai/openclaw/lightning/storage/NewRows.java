package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.TraceEvent;
import java.util.BitSet;
import java.util.List;

/**
 * Tool calls and rewards to insert, each with its trace. One whose identity is stored already is left out.
 */
public record NewRows(List<Call> calls, List<Reward> rewards) {

    public static final NewRows NONE = new NewRows(List.of(), List.of());

    public NewRows {
        calls = List.copyOf(calls);
        rewards = List.copyOf(rewards);
    }

    /** A tool call of that trace. */
    public record Call(String traceId, TraceEvent.ToolCall event) {}

    /** A reward of that trace. */
    public record Reward(String traceId, TraceEvent.Reward event) {}

    /** Which rows were new, by their index in the lists. */
    public record Inserted(BitSet calls, BitSet rewards) {}
}
