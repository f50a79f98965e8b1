package ai.openclaw.lightning.view;

import java.util.List;

/** A page of a list in memory. Its cursor is the number of rows before it. */
final class OffsetPage {

    /** Room for what follows the list. */
    private static final int TAIL_BYTES = 1_024;

    private OffsetPage() {}

    /**
     * An object with the list, {@code next} and some fields.
     *
     * @param offset where in the list the page starts
     * @param tail the fields after the list; not long
     */
    static <T> JsonPieces of(
            String name, List<T> all, int offset, int limit, JsonList.RowWriter<T> writer, Json.Content tail) {
        int from = Math.min(offset, all.size());
        List<T> rows = all.subList(from, (int) Math.min((long) from + limit, all.size()));
        JsonList<T> list = new JsonList<>(name, rows, writer, JsonPieces.BYTES_MAX - TAIL_BYTES);
        return JsonPieces.of(list, JsonPieces.fields(json -> {
            int next = from + list.count();
            json.writeStringField("next", next < all.size() ? Integer.toString(next) : null);
            tail.writeTo(json);
        }));
    }
}
