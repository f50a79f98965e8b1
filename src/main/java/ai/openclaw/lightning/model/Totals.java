package ai.openclaw.lightning.model;

import java.util.Map;

/**
 * The figures over all stored traces, as of the last commit.
 *
 * @param sessions distinct session keys
 * @param activeSessions session keys with an open trace
 * @param tools by tool name; {@link #OTHER_TOOLS} stands for all beyond the first thousand names
 */
public record Totals(long sessions, long activeSessions, TraceFigures figures, Map<String, ToolFigures> tools) {

    /** Not a possible tool name: those have at least one character. */
    public static final String OTHER_TOOLS = "";

    public static final Totals ZERO = new Totals(0, 0, TraceFigures.ZERO, Map.of());

    /** {@code tools} is not copied, so the caller must not change it afterwards. */
    public Totals {
        tools = java.util.Collections.unmodifiableMap(tools);
    }
}
