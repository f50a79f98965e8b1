package ai.openclaw.lightning.intake.otlp;

import java.util.List;

/**
 * What becomes one trace, as far as the items of its group tell.
 *
 * @param key what it is known by within its group, also when more of it comes
 * @param traceId null where only the session is known
 * @param entry what it began with and ends with; null where that has not come
 * @param state how much more may come
 * @param endedAt epoch milliseconds; null while nothing says that it is over
 * @param calls in the order of their start
 * @param members all its items
 */
record Episode(
        String key, String traceId, Item entry, State state, Long endedAt, List<ToolUse> calls, List<Item> members) {

    enum State {
        /** Only stragglers may come. */
        WHOLE,
        /** It may be part of a greater one: nobody says. */
        PERHAPS_WHOLE,
        /** What it belongs to has not come. */
        PART
    }
}
