package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bridge's time in a small file of the home: three numbers. Without it, age counts anew from the next start. */
public final class ClockFile implements BridgeClock.Memory {

    private static final Logger LOG = LoggerFactory.getLogger(ClockFile.class);

    private static final int NUMBERS = 3;

    private final Path file;

    public ClockFile(Path file) {
        this.file = file;
    }

    @Override
    public BridgeClock.State load() {
        try {
            String[] numbers = Files.readString(file).strip().split(" ", -1);
            return numbers.length == NUMBERS
                    ? new BridgeClock.State(
                            Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]))
                    : BridgeClock.State.UNKNOWN;
        } catch (IOException | NumberFormatException unreadable) {
            return BridgeClock.State.UNKNOWN;
        }
    }

    @Override
    public void save(BridgeClock.State state) {
        try {
            Home.write(file, state.time() + " " + state.jumpMs() + " " + state.doubtedForMs() + "\n");
        } catch (IOException e) {
            LOG.debug("the bridge's time can't be saved now", e);
        }
    }
}
