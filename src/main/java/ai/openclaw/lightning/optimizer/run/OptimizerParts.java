package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.hypotheses.Proposer;
import ai.openclaw.lightning.reward.RewardFunction;
import ai.openclaw.lightning.storage.ConfinedLearningStore;
import ai.openclaw.lightning.storage.LearningStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The parts that the optimizer works with.
 *
 * @param optimizers in the order of trust; experiments use the strata of the first
 * @param clock epoch milliseconds
 * @param ids new random ids of 32 hex digits
 * @param folder each suggestion is also written to a file here
 * @param helper has ideas for rules; empty while none is set up
 */
public record OptimizerParts(
        Bus bus,
        LearningStore store,
        RunSettings settings,
        List<Optimizer> optimizers,
        RewardFunction reward,
        LongSupplier clock,
        Supplier<String> ids,
        Path folder,
        Optional<Proposer> helper) {

    public OptimizerParts {
        store = ConfinedLearningStore.of(store); // the store may answer on any thread
        optimizers = List.copyOf(optimizers);
    }
}
