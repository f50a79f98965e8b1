package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Contents;
import ai.openclaw.lightning.model.Content;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Collects what is kept of one record. What is missing, empty or impossible is left out. */
final class ItemBuilder {

    private static final int LABEL_CHARS_MAX = 256;
    private static final long YEAR_2000_MS = 946_684_800_000L;
    private static final long COUNT_MAX = 1_000_000_000_000L;

    private final Contents contents;
    private final long now;
    private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
    private final Map<Part, Content> parts = new EnumMap<>(Part.class);

    /** @param now the bridge's clock, epoch milliseconds */
    ItemBuilder(Contents contents, long now) {
        this.contents = contents;
        this.now = now;
    }

    /** A label, which is masked. */
    ItemBuilder label(Fact fact, String value) {
        return id(fact, value == null ? null : contents.name(shortened(value)));
    }

    /** An id, which is stored as it is. */
    ItemBuilder id(Fact fact, String value) {
        if (value != null && !value.isBlank()) {
            facts.put(fact, shortened(value));
        }
        return this;
    }

    /** As {@link #id}, but left out where it is too long, because a part of it says something else or nothing. */
    ItemBuilder whole(Fact fact, String value, int charsMax) {
        if (value != null && value.length() <= charsMax) {
            facts.put(fact, value);
        }
        return this;
    }

    private static String shortened(String value) {
        int end = Math.min(LABEL_CHARS_MAX, value.length());
        boolean splits = end < value.length() && Character.isHighSurrogate(value.charAt(end - 1));
        return value.substring(0, splits ? end - 1 : end);
    }

    ItemBuilder flag(Fact fact, boolean holds) {
        if (holds) {
            facts.put(fact, "1");
        }
        return this;
    }

    /** A count; what is negative or beyond all sense is left out. */
    ItemBuilder count(Fact fact, long value) {
        if (value > 0 && value <= COUNT_MAX) {
            facts.put(fact, String.valueOf(value));
        }
        return this;
    }

    ItemBuilder text(Part part, String text) {
        if (text != null && !text.isEmpty()) {
            parts.put(part, contents.text(text));
        }
        return this;
    }

    ItemBuilder json(Part part, String json) {
        if (json != null && !json.isEmpty()) {
            parts.put(part, contents.json(json));
        }
        return this;
    }

    boolean has(Part part) {
        return parts.containsKey(part);
    }

    Item build(String group, Kind kind, String id, String parent, long start, long end) {
        return new Item(group, kind, id, parent, possible(start), possible(end), facts, parts);
    }

    /** The store takes times from the year 2000 to tomorrow. */
    private long possible(long time) {
        return time >= YEAR_2000_MS && time <= now + Duration.ofHours(23).toMillis() ? time : 0;
    }
}
