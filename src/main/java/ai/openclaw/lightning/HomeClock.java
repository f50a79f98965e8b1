package ai.openclaw.lightning;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.writer.BridgeClock;
import ai.openclaw.lightning.writer.ClockFile;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The time that a home's bridge goes by, for commands. All of it blocks. */
public final class HomeClock {

    private final ClockFile file;

    public HomeClock(Home home) {
        this.file = new ClockFile(home.clockFile());
    }

    /**
     * The bridge's own time, where the machine's clock is too far from it to be believed; empty where the two agree.
     *
     * @param machineMs what the machine's clock says, epoch milliseconds
     */
    public Optional<Instant> timeInsteadOf(long machineMs, StoreCommands store) throws IOException {
        BridgeClock.State known = file.load();
        long time = known.isKnown() ? known.time() : store.newestReceived();
        return time == 0 || !BridgeClock.isJump(machineMs - time)
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(time));
    }

    /** From now on the bridge believes that time. The home must be locked. */
    public void trust(long machineMs) {
        file.save(new BridgeClock.State(machineMs, 0, 0));
    }
}
