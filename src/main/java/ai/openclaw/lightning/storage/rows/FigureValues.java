package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.DayFigures;
import java.util.List;

/** Sums as the values of a row, in the order in which every store's statement has its columns. */
public final class FigureValues {

    private FigureValues() {}

    public static List<Object> of(DayFigures figures) {
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
