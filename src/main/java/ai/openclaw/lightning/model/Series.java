package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Map;

/**
 * What the stored traces of some steps of time come to.
 *
 * @param figures by the number of the step; one without traces is left out
 * @param agents who was at work in that time, whichever agent was asked for: at most {@value #AGENTS_MAX}, the one with
 *     the most traces first
 */
public record Series(Map<Long, TraceFigures> figures, List<String> agents) {

    public static final int AGENTS_MAX = 100;

    public static final Series NONE = new Series(Map.of(), List.of());

    public Series {
        figures = Map.copyOf(figures);
        agents = List.copyOf(agents);
    }
}
