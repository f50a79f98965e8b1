package ai.openclaw.lightning;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.KeyFile;
import ai.openclaw.lightning.config.TeamFiles;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.TeamSection;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.masking.MaskingRules;
import ai.openclaw.lightning.model.SharingView;
import ai.openclaw.lightning.sharing.SharedAgents;
import ai.openclaw.lightning.sharing.TeamSettings;
import ai.openclaw.lightning.sharing.TeamVerticle;
import ai.openclaw.lightning.storage.Store;
import io.vertx.core.Deployable;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a bridge that shares with a team has more than another.
 *
 * @param verticle null without a team
 * @param guidance what agents are told
 * @param view how sharing goes; null without a team
 */
record TeamSide(Deployable verticle, Supplier<ActiveGuidance> guidance, Supplier<SharingView> view) {

    static TeamSide of(
            Config config, Home home, Secret decisionKey, Store store, Bus bus, Supplier<ActiveGuidance> own) {
        return config.get(TeamSection.URL).isEmpty()
                ? new TeamSide(null, own, () -> null)
                : joined(config, home, decisionKey, store, bus, own);
    }

    private static TeamSide joined(
            Config config, Home home, Secret decisionKey, Store store, Bus bus, Supplier<ActiveGuidance> own) {
        MaskingRules rules = PartSettings.masking(config, decisionKey);
        TeamSettings settings = new TeamSettings(
                config.get(TeamSection.URL).replaceFirst("/+$", ""),
                KeyFile.read(home.resolve(config.get(TeamSection.KEY_FILE)), TeamSection.KEY_FILE.key()),
                config.get(TeamSection.SHARE),
                new SharedAgents(config.get(TeamSection.AGENTS)),
                Set.copyOf(config.get(TeamSection.RULES_OFF)),
                new MaskingRules(true, rules.extraKeyWords(), rules.extraPatterns(), rules.literals()),
                TeamFiles.of(home));
        TeamVerticle verticle =
                new TeamVerticle(settings, store.reader(), store.outbox(), bus, System::currentTimeMillis);
        return new TeamSide(verticle, () -> verticle.told(own.get()), verticle::view);
    }
}
