package ai.openclaw.lightning.writer;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Clocks of bridges for tests. */
public final class Clocks {

    private Clocks() {}

    /** One that believes what the machine's clock says, whenever that moves on: as much time passes in it. */
    public static BridgeClock following(LongSupplier machine) {
        return new BridgeClock(
                machine,
                () -> TimeUnit.MILLISECONDS.toNanos(machine.getAsLong()),
                new Kept(new BridgeClock.State(machine.getAsLong(), 0, 0)));
    }

    /** A memory without a file. */
    static final class Kept implements BridgeClock.Memory {

        private BridgeClock.State state;

        Kept(BridgeClock.State state) {
            this.state = state;
        }

        @Override
        public BridgeClock.State load() {
            return state;
        }

        @Override
        public void save(BridgeClock.State now) {
            state = now;
        }
    }
}
