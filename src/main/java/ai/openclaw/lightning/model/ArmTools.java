package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Objects;

/**
 * Which tools both arms of an experiment called, in the latest of its closed traces.
 *
 * @param control how many of these traces were assigned to control
 * @param treatment the same for treatment
 * @param tools the most called first, at most {@value #TOOLS_MAX}
 * @param complete whether these were all traces of the experiment that are stored, and all of their calls
 */
public record ArmTools(long control, long treatment, List<Use> tools, boolean complete) {

    /** Traces that are looked at, of the experiment or not. */
    public static final int TRACES_MAX = 5_000;

    /** Calls of theirs that are looked at. */
    public static final int CALLS_MAX = 50_000;

    public static final int TOOLS_MAX = 100;

    public ArmTools {
        tools = List.copyOf(tools);
    }

    /** Calls of one arm, and the failed ones among them. */
    public record Calls(long calls, long errors) {}

    /** How both arms called one tool. */
    public record Use(String tool, Calls control, Calls treatment) {}

    /**
     * Which traces are looked at: those that came while the experiment ran.
     *
     * @param from epoch milliseconds
     * @param until the last one
     */
    public record Query(String experimentId, long from, long until) {

        public Query {
            Objects.requireNonNull(experimentId, "experimentId");
        }
    }
}
