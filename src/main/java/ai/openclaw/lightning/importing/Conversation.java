package ai.openclaw.lightning.importing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * The turns of a conversation, in order. The user may write while the agent still works: a turn waits for its results
 * until a later one is over. What the agent did about a prompt that is lost is a turn without a prompt.
 */
final class Conversation {

    private static final int WAITING_MAX = 100;
    private static final int SURELY = 2;

    private final Deque<Turn> waiting = new ArrayDeque<>();
    private Turn current;
    private int withoutPrompt;

    /** How many lines were lost before the next entry; so many that one of them was a prompt, if the turn may be over. */
    private int lost;

    /** A line before the next entry can't be read. */
    void lost() {
        lost++;
    }

    /** The next entry names the one before it, which is known or not. */
    void follows(boolean known) {
        lost = known ? 0 : SURELY;
    }

    /** The user's next message. */
    void begin(Turn turn) {
        withoutPrompt += turn.hasPrompt() ? 0 : 1;
        lost = 0;
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

    /** The turn that an answer belongs to: the current one, unless that was over when a prompt may have been lost. */
    Turn answering(Supplier<Turn> withoutItsPrompt) {
        if (current == null || (lost > 0 && current.isOver(lost >= SURELY))) {
            begin(withoutItsPrompt.get());
        }
        lost = 0;
        return current;
    }

    /** The turn that a result belongs to: the latest that waits for it, or else the current one. */
    Turn waitingFor(String callId, Supplier<Turn> withoutItsPrompt) {
        if (current == null) {
            begin(withoutItsPrompt.get());
        }
        lost = 0;
        if (current.waitsFor(callId)) {
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

    /** How many turns have no prompt. */
    int withoutPrompt() {
        return withoutPrompt;
    }

    /**
     * There are no more entries for now.
     *
     * @param followed whether the user wrote again
     * @param settled whether there will never be more
     * @return how many turns still run; the rest of them comes with the next import
     */
    int end(boolean followed, boolean settled) {
        if (current != null) {
            waiting.add(current);
            boolean over = settled || current.isOver(followed);
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
