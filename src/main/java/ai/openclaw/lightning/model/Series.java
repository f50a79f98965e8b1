package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Map;

/**
 * What the stored traces of some steps of time come to.
 *
 * @param figures by the number of the step; one without traces is left out. Those of some labels come without rewards, and of
 *     the traces that were looked at
 * @param agents who was at work in that time, whichever agent was asked for: at most {@value #NAMES_MAX}, the one with
 *     the most traces first
 * @param labels null unless they were asked for
 */
public record Series(Map<Long, TraceFigures> figures, List<String> agents, Labels labels) {

    public static final int NAMES_MAX = 100;

    /** Traces that are looked at one by one, the latest. */
    public static final int TRACES_MAX = 20_000;

    public static final Series NONE = new Series(Map.of(), List.of(), null);

    public Series {
        figures = Map.copyOf(figures);
        agents = List.copyOf(agents);
    }

    /**
     * Which labels the latest traces of that time have, whoever was asked for; at most {@value #NAMES_MAX} each, the one with
     * the most traces first.
     *
     * @param traces how many traces were looked at
     * @param complete whether these were all of that time
     */
    public record Labels(List<String> models, List<String> promptVersions, long traces, boolean complete) {

        public Labels {
            models = List.copyOf(models);
            promptVersions = List.copyOf(promptVersions);
        }

        /** Of the traces that were looked at; {@code seen} are those there are, up to one above the limit. */
        public static Labels of(List<String> models, List<String> promptVersions, long seen) {
            return new Labels(models, promptVersions, Math.min(seen, TRACES_MAX), seen <= TRACES_MAX);
        }
    }
}
