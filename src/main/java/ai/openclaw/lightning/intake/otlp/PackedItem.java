package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Contents;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.model.Content;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * An item as it waits: a message of protobuf, which takes a third of the memory of the objects and goes to the file as it
 * is. Immutable.
 */
@SuppressWarnings("EnumOrdinal") // the place is what the file holds, and the enums say so
public final class PackedItem {

    private static final int KIND = 1;
    private static final int ID = 2;
    private static final int PARENT = 3;
    private static final int START = 4;
    private static final int END = 5;

    /** The number of a field is its place among {@link Fact} or {@link Part}, from here on. */
    private static final int FACTS = 16;

    private static final int PARTS = 128;
    private static final int PARTS_THAT_WERE_CUT = 160;

    private static final Kind[] KINDS = Kind.values();
    private static final Fact[] ALL_FACTS = Fact.values();
    private static final Part[] ALL_PARTS = Part.values();

    /** The objects and the place in a map around the bytes. */
    private static final int BYTES_AROUND = 160;

    private final String group;
    private final Kind kind;
    private final String id;
    private final long end;
    private final byte[] bytes;

    /** How many of the bytes are not contents, which come last. */
    private final int bare;

    private PackedItem(String group, Kind kind, String id, long end, byte[] bytes, int bare) {
        this.group = group;
        this.kind = kind;
        this.id = id;
        this.end = end;
        this.bytes = bytes;
        this.bare = bare;
    }

    /** The item, written by that. */
    public static PackedItem of(Item item, WireWriter wire) {
        wire.number(KIND, item.kind().ordinal())
                .text(ID, item.id())
                .text(PARENT, item.parent())
                .number(START, item.start())
                .number(END, item.end());
        for (Fact fact : ALL_FACTS) {
            if (item.is(fact)) {
                wire.text(FACTS + fact.ordinal(), item.fact(fact));
            }
        }
        int bare = wire.length();
        for (Part part : ALL_PARTS) {
            Content content = item.part(part);
            if (content != null) {
                wire.text((content.cut() ? PARTS_THAT_WERE_CUT : PARTS) + part.ordinal(), content.text());
            }
        }
        return new PackedItem(item.group(), item.kind(), item.id(), item.end(), wire.written(), bare);
    }

    /** From the {@link #bytes} of one of that group; throws a rejection for what is none. */
    public static PackedItem read(String group, byte[] bytes) {
        return of(unpacked(bytes, group), new WireWriter());
    }

    /** The item again. */
    public Item item() {
        return unpacked(bytes, group);
    }

    private static Item unpacked(byte[] bytes, String group) {
        Wire wire = new Wire(bytes, 0, bytes.length);
        Kind kind = null;
        String id = "";
        String parent = "";
        long start = 0;
        long end = 0;
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        Map<Part, Content> parts = new EnumMap<>(Part.class);
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case KIND -> kind = of(KINDS, wire.number());
                case ID -> id = wire.text();
                case PARENT -> parent = wire.text();
                case START -> start = wire.number();
                case END -> end = wire.number();
                default -> {
                    Fact fact = of(ALL_FACTS, field - FACTS);
                    boolean cut = field >= PARTS_THAT_WERE_CUT;
                    Part part = of(ALL_PARTS, field - (cut ? PARTS_THAT_WERE_CUT : PARTS));
                    if (fact != null) {
                        facts.put(fact, wire.text());
                    } else if (part != null) {
                        parts.put(part, Contents.again(wire.text(), cut));
                    } else {
                        wire.skip(); // of a later version
                    }
                }
            }
        }
        if (kind == null) {
            throw Rejection.invalid("an item without a kind", null);
        }
        return new Item(group, kind, id, parent, start, end, facts, parts);
    }

    /** Null where there is none. */
    private static <T> T of(T[] all, long place) {
        return place >= 0 && place < all.length ? all[(int) place] : null;
    }

    /** The name of its group. */
    public String group() {
        return group;
    }

    /** What it is known by in its group. */
    String key() {
        return kind == Kind.SCORE || kind == Kind.ROOT ? kind + "|" + id : id;
    }

    Kind kind() {
        return kind;
    }

    String id() {
        return id;
    }

    long end() {
        return end;
    }

    /** What goes to the file: all but the name of the group. */
    public byte[] bytes() {
        return bytes;
    }

    /** Roughly what it takes in memory. */
    int size() {
        return BYTES_AROUND + bytes.length;
    }

    /** The same without its contents, which are stored. */
    PackedItem stripped() {
        return bare == bytes.length ? this : new PackedItem(group, kind, id, end, Arrays.copyOf(bytes, bare), bare);
    }
}
