package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.model.Content;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is kept of a span or a log record until its trace is complete: masked, and cut to what is stored. Immutable.
 *
 * @param group what is worked out together: an OTLP trace, or a conversation of an agent that logs
 * @param id unique within the group
 * @param parent the id of the span above; empty where there is none
 * @param start epoch milliseconds; 0 where nobody knows
 * @param end as {@code start}
 */
public record Item(
        String group,
        Kind kind,
        String id,
        String parent,
        long start,
        long end,
        Map<Fact, String> facts,
        Map<Part, Content> parts) {

    /** The maps are given away: nobody changes them any more. */
    public Item {
        facts = Collections.unmodifiableMap(facts);
        parts = Collections.unmodifiableMap(parts);
    }

    /** The same with that fact. */
    Item with(Fact fact, String value) {
        Map<Fact, String> more = new EnumMap<>(Fact.class);
        more.putAll(facts);
        more.put(fact, value);
        return new Item(group, kind, id, parent, start, end, more, parts);
    }

    /** Of the id alone: the rest takes long to hash, and hardly differs where the id is the same. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Null where it is not known. */
    String fact(Fact fact) {
        return facts.get(fact);
    }

    boolean is(Fact fact) {
        return facts.containsKey(fact);
    }

    /** Null where there is none. */
    Content part(Part part) {
        return parts.get(part);
    }

    /** 0 where it is not known. */
    long number(Fact fact) {
        String text = facts.get(fact);
        return text == null ? 0 : Long.parseLong(text);
    }
}
