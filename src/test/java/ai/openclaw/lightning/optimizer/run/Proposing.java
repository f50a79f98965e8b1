package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.optimizer.waste.WasteOptimizer;
import ai.openclaw.lightning.reward.SuccessReward;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the whole optimizer makes of traces, without a store. */
public final class Proposing {

    private final OptimizerState state;

    public Proposing(Path folder, Suggestion... stored) {
        StoredDocuments documents = new StoredDocuments();
        for (Suggestion one : stored) {
            documents.suggestions.put(one.id(), Documents.of(one));
        }
        state = new OptimizerState(
                new OptimizerParts(
                        null,
                        null,
                        new RunSettings(
                                RunSettings.Mode.MANUAL,
                                SimulatedOptimizer.TOOLS,
                                Set.of(TraceOrigin.USER),
                                10,
                                5_000,
                                3,
                                EnumSet.allOf(Family.class),
                                Experiment.Unit.TRACE,
                                4_000,
                                false,
                                5_000),
                        List.of(new DecisionPointOptimizer(), new WasteOptimizer()),
                        new SuccessReward(),
                        () -> 0L,
                        () -> "0".repeat(32),
                        folder,
                        Optional.empty()),
                documents.all());
    }

    /** The view after the traces, the best suggestion first. */
    public OptimizerView after(List<TraceEvidence> traces) {
        traces.forEach(trace -> state.closed(trace, 0));
        state.conclude(0, true);
        return state.view(0, 0L, OptimizerView.EMPTY.progress(), OptimizerView.Health.PASS);
    }

    /** The texts of what is proposed, the best first. */
    List<String> texts(List<TraceEvidence> traces) {
        return after(traces).suggestions().stream().map(Suggestion::text).toList();
    }
}
