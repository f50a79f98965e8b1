package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.Connected;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.BridgeAddress;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.connecting.HookFiles;
import ai.openclaw.lightning.doctor.CheckResult;
import ai.openclaw.lightning.doctor.HookChecks;
import ai.openclaw.lightning.doctor.OpenClawChecks;
import ai.openclaw.lightning.doctor.SendingAgents;
import ai.openclaw.lightning.terminal.Amounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks whether agents reach the bridge. */
final class AgentChecks {

    private AgentChecks() {}

    /** Empty if the bridge does not say; the check of the bridge reports that. */
    static Optional<CheckResult> lastEvents(BridgeClient bridge, List<String> sending) {
        BridgeClient.Response stats;
        try {
            stats = bridge.getAnyStatus("/stats");
        } catch (ClientException e) {
            return Optional.empty();
        }
        if (!stats.body().has("total_traces")) {
            return Optional.empty();
        }
        Connected connected = Connected.of(bridge, stats.body(), System.currentTimeMillis());
        if (connected.withoutKey() > 0) {
            return Optional.of(CheckResult.warning(
                    "agents",
                    Amounts.count(connected.withoutKey(), "request") + " since the start had no key, or a wrong one",
                    "give the clients what \"lightning key show\" prints"));
        }
        return Optional.of(
                connected.never()
                        ? CheckResult.warning(
                                "agents",
                                "none ever came: no event has arrived at this home",
                                Connected.firstStep(sending))
                        : CheckResult.ok("agents", String.join("; ", connected.last())));
    }

    /** Empty where there is no OpenClaw. */
    static Optional<CheckResult> openclaw(Config config, Optional<String> address, Map<String, String> environment) {
        return new OpenClawChecks(
                        OpenClawChecks.file(environment), reached(config, address), config.get(BridgeSection.API_KEY))
                .check();
    }

    /** Empty where no agent has hooks. */
    static List<CheckResult> hooks(Config config, Optional<String> address, Map<String, String> environment) {
        return HookChecks.of(new HookFiles(environment), reached(config, address));
    }

    /** The agents whose settings lead to this bridge. */
    static List<String> sending(Config config, Optional<String> address, Map<String, String> environment) {
        return SendingAgents.of(environment, reached(config, address));
    }

    private static String reached(Config config, Optional<String> address) {
        return address.orElseGet(() -> BridgeAddress.of(config).localUrl(config.get(BridgeSection.PORT)));
    }
}
