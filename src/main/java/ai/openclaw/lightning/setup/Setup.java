package ai.openclaw.lightning.setup;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.table.PageSection;
import ai.openclaw.lightning.doctor.CheckResult;
import ai.openclaw.lightning.doctor.HomeChecks;
import ai.openclaw.lightning.doctor.Machine;
import ai.openclaw.lightning.doctor.MachineChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings that this bridge started with, and its home. */
public record Setup(Config config, Home home) {

    /** Dollars for a million tokens, as the person who runs this bridge says; null where nobody does. */
    public Double pricePerMillionTokens() {
        double price = config.get(PageSection.PRICE_PER_MILLION_TOKENS);
        return price == 0 ? null : Double.valueOf(price);
    }

    /**
     * Those checks of {@code lightning doctor} that look at the home and the machine. The others ask the bridge from outside,
     * or read the settings of agents, which may be another user's.
     */
    List<CheckResult> checks() {
        Machine machine = Machine.current();
        List<CheckResult> results = new ArrayList<>(new HomeChecks(home, machine).all());
        var own = new HomeLock.Holder(ProcessHandle.current().pid(), null);
        results.addAll(new MachineChecks(home, machine).all(Optional.of(own), config));
        return List.copyOf(results);
    }
}
