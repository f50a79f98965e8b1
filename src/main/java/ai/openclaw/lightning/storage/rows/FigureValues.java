package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.TraceFigures;
import java.util.Comparator;
import java.util.List;

/** Sums as the values of a row, in the order in which every store's statement has its columns. */
public final class FigureValues {

    /** What stands for no agent: no agent's id is empty, and NULL would be no part of a key. */
    private static final String NO_AGENT = "";

    /** The order of the rows' keys. */
    public static final Comparator<FigureKey> ORDER =
            Comparator.comparingLong(FigureKey::hour).thenComparing(FigureValues::agent);

    private FigureValues() {}

    /** The hour and the agent of a row. */
    public static List<Object> key(FigureKey key) {
        return List.of(key.hour(), agent(key));
    }

    private static String agent(FigureKey key) {
        return key.agentId() == null ? NO_AGENT : key.agentId();
    }

    public static List<Object> of(TraceFigures figures) {
        return List.of(
                figures.traces(),
                figures.ended(),
                figures.abandoned(),
                figures.successes(),
                figures.failures(),
                figures.latencyMsSum(),
                figures.latencyCount(),
                figures.tokensUsed(),
                figures.toolCalls(),
                figures.toolErrors(),
                figures.rewards(),
                figures.rewardSum(),
                figures.rewardCount());
    }
}
