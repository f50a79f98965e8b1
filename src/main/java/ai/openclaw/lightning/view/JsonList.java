package ai.openclaw.lightning.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** A list of objects that ends when the page is full. It always holds the first row. For one thread. */
public final class JsonList<T> implements JsonPieces.Part {

    private final String name;
    private final Iterator<T> rows;
    private final RowWriter<T> writer;
    private final long endsAt;
    private boolean begun;
    private boolean cut;
    private int count;
    private T last;

    /** Writes the fields of one row; the braces are there already. */
    @FunctionalInterface
    public interface RowWriter<T> {
        /** Writes field after field. */
        void write(JsonGenerator json, T row) throws IOException;
    }

    /**
     * @param endsAt the size of the whole object, in bytes, from which on no row may be added
     */
    public JsonList(String name, List<T> rows, RowWriter<T> writer, long endsAt) {
        this.name = name;
        this.rows = rows.iterator();
        this.writer = writer;
        this.endsAt = endsAt;
    }

    /** Whether rows were left out; known once the list is written. */
    public boolean isCut() {
        return cut;
    }

    /** How many rows were written. */
    public int count() {
        return count;
    }

    /** The last row that was written. */
    public T last() {
        return last;
    }

    @Override
    public boolean writeTo(JsonGenerator json, JsonPieces.Written written) throws IOException {
        if (!begun) {
            json.writeArrayFieldStart(name);
            begun = true;
        }
        if (rows.hasNext() && writeNext(json, written)) {
            return true;
        }
        json.writeEndArray();
        return false;
    }

    private boolean writeNext(JsonGenerator json, JsonPieces.Written written) throws IOException {
        json.flush();
        long before = written.total();
        T row = rows.next();
        json.writeStartObject();
        writer.write(json, row);
        json.writeEndObject();
        json.flush();
        if (count > 0 && written.total() > endsAt) {
            written.cutTo(before);
            cut = true;
            return false;
        }
        count++;
        last = row;
        return true;
    }
}
