package ai.openclaw.lightning.writer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.writer.BridgeClock.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeClockTest {

    private static final long START = Batches.NOW;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    private final Clocks.Kept memory = new Clocks.Kept(new State(START, 0, 0));
    private long machine = START;
    private long running;
    private BridgeClock clock = clock();

    private BridgeClock clock() {
        return new BridgeClock(() -> machine, () -> TimeUnit.MILLISECONDS.toNanos(running), memory);
    }

    /** Time that passes while the bridge runs; it looks at its clock each minute of it. */
    private void passes(long ms) {
        for (long left = ms; left > 0; left -= Math.min(left, 60_000)) {
            machine += Math.min(left, 60_000);
            running += Math.min(left, 60_000);
            clock.trusted();
        }
    }

    private void restarts() {
        clock.save();
        running = 0;
        clock = clock();
    }

    @Test
    void trusted_noJump_isTheMachinesClock() {
        passes(40 * HOUR);

        assertThat(clock.trusted()).isEqualTo(START + 40 * HOUR);
        assertThat(clock.now()).isEqualTo(START + 40 * HOUR);
    }

    /** A machine that sleeps over night, day after day. */
    @Test
    void trusted_sleepsOfLessThanADay_areTimeThatHasPassed() {
        for (int day = 0; day < 10; day++) {
            passes(8 * HOUR);
            machine += 16 * HOUR;
        }

        assertThat(clock.trusted()).isEqualTo(START + 10 * DAY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 31, 365, -1, -31, -365})
    void trusted_jumpOfDaysWhileRunning_goesOnByRunningTime(long days) {
        passes(HOUR);
        machine += days * DAY;
        passes(23 * HOUR);

        assertThat(clock.trusted()).isEqualTo(START + DAY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 31, 365, -1, -31, -365})
    void trusted_jumpOfDaysBetweenRuns_goesOnByRunningTime(long days) {
        passes(HOUR);
        clock.save();
        machine += days * DAY;
        restarts();
        passes(12 * HOUR);
        restarts();
        passes(11 * HOUR);

        assertThat(clock.trusted()).isEqualTo(START + DAY);
    }

    @ParameterizedTest
    @ValueSource(longs = {40, -40})
    void trusted_jumpThatStaysForADayOfRunning_isBelieved(long days) {
        machine += days * DAY;
        passes(12 * HOUR);
        restarts();
        passes(12 * HOUR + 60_000); // the first look is where doubt begins

        assertThat(clock.trusted()).isEqualTo(machine);
        passes(HOUR);
        assertThat(clock.trusted()).isEqualTo(machine);
    }

    @Test
    void trusted_secondJump_isDoubtedAsLongAsTheFirst() {
        machine += 40 * DAY;
        passes(23 * HOUR);
        machine += 365 * DAY;
        passes(23 * HOUR);

        assertThat(clock.trusted()).isEqualTo(START + 46 * HOUR);
    }

    @Test
    void trusted_jumpThatIsTakenBack_hasNeverBeen() {
        machine += 40 * DAY;
        passes(5 * HOUR);
        machine -= 40 * DAY;
        passes(HOUR);
        machine += 40 * DAY;
        passes(23 * HOUR);

        assertThat(clock.trusted()).isEqualTo(START + 29 * HOUR);
    }

    @Test
    void trusted_homeWithoutAPast_nothingIsOldForADay() {
        BridgeClock first = new BridgeClock(
                () -> machine, () -> TimeUnit.MILLISECONDS.toNanos(running), new Clocks.Kept(State.UNKNOWN));
        clock = first;
        passes(23 * HOUR);
        assertThat(first.trusted()).isLessThan(DAY);
        passes(HOUR);

        assertThat(first.trusted()).isEqualTo(machine);
    }

    @Test
    void now_setBack_isTheBridgesOwnTime() {
        passes(HOUR);
        machine -= 365 * DAY;
        passes(HOUR);

        assertThat(clock.now()).isEqualTo(START + 2 * HOUR);
    }

    @Test
    void now_setForward_isTheMachinesClock() {
        machine += 3 * DAY; // a bridge that did not run from Friday to Monday
        passes(HOUR);

        assertThat(clock.now()).isEqualTo(START + 3 * DAY + HOUR);
    }

    @Test
    void save_killedWithoutAnEnd_losesAnHourAtTheMost() {
        passes(10 * HOUR + HOUR / 2);
        running = 0;
        clock = clock();
        machine += 365 * DAY;
        passes(60_000);

        assertThat(clock.trusted()).isBetween(START + 9 * HOUR, START + 11 * HOUR);
    }

    @Test
    void file_whatWasSaved_isLoaded(@TempDir Path folder) {
        State state = new State(START, -31 * DAY, HOUR);
        new ClockFile(folder.resolve("clock")).save(state);

        assertThat(new ClockFile(folder.resolve("clock")).load()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2", "yesterday 0 0", "1 2 3 4", "1  2"})
    void file_unreadable_isUnknown(String text, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("clock"), text);

        assertThat(new ClockFile(folder.resolve("clock")).load()).isEqualTo(State.UNKNOWN);
        assertThat(new ClockFile(folder.resolve("missing")).load()).isEqualTo(State.UNKNOWN);
        new ClockFile(folder.resolve("no folder").resolve("clock")).save(State.UNKNOWN); // does not throw
    }
}
