package ai.openclaw.lightning.optimizer.hypotheses;

import ai.openclaw.lightning.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How often the helper was asked, about whom, and since when it is this model: a small file, so that a restart is no way
 * to more calls. Thread-safe.
 */
final class CallMemory {

    /** The most agents remembered; clients choose their names. */
    private static final int AGENTS_MAX = 1_000;

    /**
     * When an agent was asked about last.
     *
     * @param traces its closed traces then
     * @param trials its trials that had ended
     */
    record Asked(long traces, long trials) {

        static final Asked NEVER = new Asked(0, 0);
    }

    /**
     * The file.
     *
     * @param day the number of days since 1970
     * @param calls on that day
     * @param since when this model was first used, epoch milliseconds
     */
    record State(long day, int calls, String model, long since, Map<String, Asked> agents) {

        State {
            agents = agents == null ? Map.of() : Map.copyOf(agents);
        }
    }

    private final Path file;

    /** Read without a lock, so that nobody waits for a disk that hangs while a call is written down. */
    private volatile State state;

    /** @param now epoch milliseconds */
    CallMemory(Path file, String model, long now) {
        this.file = file;
        State stored = load();
        boolean isOther = stored.model() != null && !stored.model().equals(model);
        state = new State(stored.day(), stored.calls(), model, isOther ? now : stored.since(), stored.agents());
    }

    private State load() {
        try {
            return HelperJson.MAPPER.readValue(Files.readString(file), State.class);
        } catch (IOException unreadable) {
            return new State(0, 0, null, 0, Map.of());
        }
    }

    /**
     * Spends a call, on the disk before it is made.
     *
     * @throws HelperException when that can't be written down, and then it must not be made
     */
    synchronized void spend(long now) throws HelperException {
        store(new State(
                Math.max(day(now), state.day()), callsToday(now) + 1, state.model(), state.since(), state.agents()));
    }

    /** Notes that the helper has answered about an agent. */
    synchronized void answered(String agent, Asked asked) throws HelperException {
        Map<String, Asked> agents = new HashMap<>(state.agents());
        if (agents.size() >= AGENTS_MAX) {
            agents.clear();
        }
        agents.put(agent, asked);
        store(new State(state.day(), state.calls(), state.model(), state.since(), agents));
    }

    private void store(State next) throws HelperException {
        try {
            Home.write(file, HelperJson.MAPPER.writeValueAsString(next) + "\n");
            state = next;
        } catch (IOException e) {
            throw new HelperException("its calls can't be counted, as " + file + " can't be written");
        }
    }

    /** A clock that goes back brings no new day. */
    int callsToday(long now) {
        State latest = state;
        return day(now) > latest.day() ? 0 : latest.calls();
    }

    private static long day(long now) {
        return TimeUnit.MILLISECONDS.toDays(now);
    }

    Asked asked(String agent) {
        return state.agents().getOrDefault(agent, Asked.NEVER);
    }

    long since() {
        return state.since();
    }
}
