package ai.openclaw.lightning.storage.sqlite.salvage;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of a b-tree, read with care: whatever its bytes say, a method answers or leaves out, and takes no longer than
 * the page is large. The format: https://www.sqlite.org/fileformat.html#b_tree_pages
 */
final class TreePage {

    static final int INNER_INDEX = 2;
    static final int INNER_TABLE = 5;
    static final int LEAF_INDEX = 10;
    static final int LEAF_TABLE = 13;

    /** A row is at most a few capped fields; a length beyond this is damage. */
    private static final int ROW_BYTES_MAX = 8 << 20;

    private static final int COLUMNS_MAX = 2_000;

    private final Pages pages;
    private final ByteBuffer page;
    private final int usable;
    private final int type;
    private final int cells;
    private final int pointers;

    /** A row as it stands in the file: values are null, Long, Double, String or byte[]. Tables without row ids have 0. */
    record Row(long rowId, List<Object> values) {}

    private TreePage(Pages pages, ByteBuffer page, int offset) {
        this.pages = pages;
        this.page = page;
        this.usable = pages.usableBytes();
        this.type = page.get(offset);
        this.cells = Short.toUnsignedInt(page.getShort(offset + 3));
        this.pointers = offset + (type == INNER_INDEX || type == INNER_TABLE ? 12 : 8);
    }

    /** The page of that number, or null when it is no page of a b-tree. */
    static TreePage of(Pages pages, int number) throws IOException {
        ByteBuffer page = pages.read(number);
        int offset = Pages.treeOffset(number);
        return page != null && looksLikeOne(page, offset, pages.usableBytes())
                ? new TreePage(pages, page, offset)
                : null;
    }

    static boolean looksLikeOne(ByteBuffer page, int offset, int usable) {
        int type = page.get(offset);
        if (type != INNER_INDEX && type != INNER_TABLE && type != LEAF_INDEX && type != LEAF_TABLE) {
            return false;
        }
        int pointers = offset + (type == INNER_INDEX || type == INNER_TABLE ? 12 : 8);
        int cells = Short.toUnsignedInt(page.getShort(offset + 3));
        int content = Short.toUnsignedInt(page.getShort(offset + 5));
        content = content == 0 ? 65_536 : content;
        if (pointers + 2 * cells > content || content > usable || Byte.toUnsignedInt(page.get(offset + 7)) > 60) {
            return false;
        }
        for (int i = 0; i < cells; i++) {
            int cell = Short.toUnsignedInt(page.getShort(pointers + 2 * i));
            if (cell < content || cell >= usable) {
                return false;
            }
        }
        return true;
    }

    int type() {
        return type;
    }

    /** The pages below this one. */
    List<Integer> children() {
        List<Integer> children = new ArrayList<>();
        if (type == INNER_INDEX || type == INNER_TABLE) {
            for (int i = 0; i < cells; i++) {
                int cell = cell(i);
                if (cell + 4 <= usable) {
                    children.add(page.getInt(cell));
                }
            }
            children.add(page.getInt(pointers - 4));
        }
        return children;
    }

    /** The rows that can be read; inner pages of a table have none. */
    List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        if (type != INNER_TABLE) {
            for (int i = 0; i < cells; i++) {
                try {
                    Row row = row(cell(i) + (type == INNER_INDEX ? 4 : 0));
                    if (row != null) {
                        rows.add(row);
                    }
                } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException damaged) {
                    // this cell says more than there is; the next may not
                }
            }
        }
        return rows;
    }

    private int cell(int index) {
        return Short.toUnsignedInt(page.getShort(pointers + 2 * index));
    }

    private Row row(int at) throws IOException {
        ByteBuffer from = page.duplicate().limit(usable).position(at);
        long bytes = number(from);
        long rowId = type == LEAF_TABLE ? number(from) : 0;
        if (bytes < 2 || bytes > ROW_BYTES_MAX) {
            return null;
        }
        ByteBuffer payload = payload(from, (int) bytes);
        List<Object> values = payload == null ? null : values(payload);
        return values == null ? null : new Row(rowId, values);
    }

    /** The bytes on this page and those on the pages that follow, null where these can't be followed. */
    private ByteBuffer payload(ByteBuffer from, int bytes) throws IOException {
        int here = bytesHere(bytes);
        ByteBuffer payload = ByteBuffer.allocate(bytes);
        payload.put(from.slice(from.position(), here));
        if (here < bytes) {
            int next = from.getInt(from.position() + here);
            while (payload.hasRemaining()) {
                ByteBuffer more = pages.read(next);
                if (more == null) {
                    return null;
                }
                payload.put(more.slice(4, Math.min(usable - 4, payload.remaining())));
                next = more.getInt(0);
            }
        }
        return payload.rewind();
    }

    private int bytesHere(int bytes) {
        int most = type == LEAF_TABLE ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        if (bytes <= most) {
            return bytes;
        }
        int least = (usable - 12) * 32 / 255 - 23;
        int fitting = least + (bytes - least) % (usable - 4);
        return fitting <= most ? fitting : least;
    }

    /** The columns of a record; null when its header does not add up to its length. */
    private static List<Object> values(ByteBuffer record) {
        long header = number(record);
        if (header > record.limit()) {
            return null;
        }
        List<Long> types = new ArrayList<>();
        long body = header;
        while (record.position() < header && types.size() < COLUMNS_MAX) {
            long type = number(record);
            if (type < 0) {
                return null;
            }
            types.add(type);
            body += size(type);
        }
        if (record.position() != header || body != record.limit()) {
            return null;
        }
        List<Object> values = new ArrayList<>(types.size());
        for (long type : types) {
            values.add(value(record, type));
        }
        return values;
    }

    private static long size(long type) {
        if (type >= 12) {
            return (type - 12) / 2;
        }
        return switch ((int) type) {
            case 1, 2, 3, 4 -> type;
            case 5 -> 6;
            case 6, 7 -> 8;
            default -> 0;
        };
    }

    private static Object value(ByteBuffer record, long type) {
        if (type >= 12) {
            byte[] bytes = new byte[(int) size(type)];
            record.get(bytes);
            return type % 2 == 0 ? bytes : new String(bytes, StandardCharsets.UTF_8);
        }
        if (type == 7) {
            return record.getDouble();
        }
        if (type == 0 || type > 9) {
            return null;
        }
        return type >= 8 ? Long.valueOf(type - 8) : Long.valueOf(integer(record, (int) size(type)));
    }

    private static long integer(ByteBuffer record, int bytes) {
        long value = record.get(); // keeps its sign
        for (int i = 1; i < bytes; i++) {
            value = (value << 8) | Byte.toUnsignedInt(record.get());
        }
        return value;
    }

    /** One to nine bytes, seven bits each but for the ninth. */
    private static long number(ByteBuffer from) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            int next = from.get();
            value = (value << 7) | (next & 0x7f);
            if (next >= 0) {
                return value;
            }
        }
        return (value << 8) | Byte.toUnsignedInt(from.get());
    }
}
