package ai.openclaw.lightning;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.table.OptimizationSection;
import ai.openclaw.lightning.config.table.RewardSection;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.plugins.Plugins;
import ai.openclaw.lightning.plugins.Seam;
import ai.openclaw.lightning.reward.RewardFunction;
import ai.openclaw.lightning.storage.StoreFactory;
import java.util.List;

/** The implementations that the configuration chooses by name, the bridge's own or a user's. */
record PluginChoice(StoreFactory stores, List<Optimizer> optimizers, RewardFunction reward) {

    private static final Seam<Optimizer> OPTIMIZERS =
            new Seam<>(Optimizer.class, Optimizer::name, OptimizationSection.OPTIMIZERS.key(), "optimizer");
    private static final Seam<RewardFunction> REWARDS =
            new Seam<>(RewardFunction.class, RewardFunction::name, RewardSection.FUNCTION.key(), "reward function");

    /** Throws a ConfigException when a setting names something that is not there. */
    static PluginChoice of(Config config, Plugins plugins) {
        return new PluginChoice(
                Stores.factory(config, plugins),
                config.get(OptimizationSection.OPTIMIZERS).stream()
                        .map(name -> plugins.find(OPTIMIZERS, name))
                        .toList(),
                plugins.find(REWARDS, config.get(RewardSection.FUNCTION)).with(PartSettings.rewardWeights(config)));
    }
}
