package ai.openclaw.lightning.importing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The turns of a conversation, in order. The user may write while the agent still works: a turn waits for its results
 * until a later one is over.
 */
final class Conversation {

    private static final int WAITING_MAX = 100;

    private final Deque<Turn> waiting = new ArrayDeque<>();
    private Turn current;

    /** The user's next message. */
    void begin(Turn turn) {
        if (current != null) {
            waiting.add(current);
            if (current.isOver(true)) {
                closeAll();
            } else if (waiting.size() > WAITING_MAX) {
                waiting.remove().close();
            }
        }
        current = turn;
    }

    /** The turn that the agent works at; null before the first. */
    Turn current() {
        return current;
    }

    /** The turn that a result belongs to: the latest that waits for it, or else the current one. */
    Turn waitingFor(String callId) {
        if (current == null || current.waitsFor(callId)) {
            return current;
        }
        for (Iterator<Turn> latestFirst = waiting.descendingIterator(); latestFirst.hasNext(); ) {
            Turn turn = latestFirst.next();
            if (turn.waitsFor(callId)) {
                return turn;
            }
        }
        return current;
    }

    /**
     * There are no more entries for now.
     *
     * @param settled whether there will never be more
     * @return how many turns still run; the rest of them comes with the next import
     */
    int end(boolean settled) {
        if (current != null) {
            waiting.add(current);
            boolean over = settled || current.isOver(false);
            current = null;
            if (over) {
                closeAll();
            }
        }
        waiting.forEach(Turn::begin);
        int running = waiting.size();
        waiting.clear();
        return running;
    }

    private void closeAll() {
        waiting.forEach(Turn::close);
        waiting.clear();
    }
}
