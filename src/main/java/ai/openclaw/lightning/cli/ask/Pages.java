package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.terminal.JsonDocument;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A list that the bridge gives in pages, of which any may be short and still not be the last. No more than one page of it
 * is in memory.
 */
final class Pages {

    private static final int PAGE_ROWS_MAX = 200;

    private final BridgeClient bridge;
    private final String path;
    private final String list;
    private final Map<String, Object> parameters;

    /**
     * The list of that name in the answers to that path.
     *
     * @param parameters of the query; those that are null are left out
     */
    Pages(BridgeClient bridge, String path, String list, Map<String, Object> parameters) {
        this.bridge = bridge;
        this.path = path;
        this.list = list;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /** Shows up to so many rows as one document, and below them these fields of the last page. */
    void print(JsonDocument document, int rowsMax, String... fields) {
        document.beginList(list);
        JsonNode last = all(rowsMax, document::row);
        document.endList();
        for (String field : fields) {
            document.field(field, last.path(field));
        }
        document.end();
    }

    /** Hands over up to so many rows; the last page that was read. */
    JsonNode all(int rowsMax, Consumer<JsonNode> row) {
        return each(rowsMax, one -> {
            row.accept(one);
            return true;
        });
    }

    /** Hands over up to so many rows, for as long as they are taken; the last page that was read. */
    JsonNode each(int rowsMax, Predicate<JsonNode> row) {
        int rows = 0;
        while (true) {
            parameters.put("limit", Math.min(PAGE_ROWS_MAX, rowsMax - rows));
            JsonNode page = bridge.get(path + QueryString.of(parameters));
            for (JsonNode one : page.path(list)) {
                rows++;
                if (!row.test(one)) {
                    return page;
                }
            }
            if (rows >= rowsMax || !page.hasNonNull("next")) {
                return page;
            }
            parameters.put("cursor", page.path("next").textValue());
        }
    }
}
