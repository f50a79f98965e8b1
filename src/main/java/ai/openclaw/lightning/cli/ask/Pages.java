package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.terminal.JsonDocument;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A list that the bridge returns in pages. A short page is not necessarily the last one. Only one page is in memory at a
 * time.
 */
final class Pages {

    private static final int PAGE_ROWS_MAX = 200;

    private final BridgeClient bridge;
    private final String path;
    private final String list;
    private final Map<String, Object> parameters;

    /**
     * Reads the list of that name from the answers to that path.
     *
     * @param parameters the query; null values are left out
     */
    Pages(BridgeClient bridge, String path, String list, Map<String, Object> parameters) {
        this.bridge = bridge;
        this.path = path;
        this.list = list;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /** Prints at most that many rows as one document, followed by these fields of the last page. */
    void print(JsonDocument document, int rowsMax, String... fields) {
        document.beginList(list);
        JsonNode last = all(rowsMax, document::row);
        document.endList();
        for (String field : fields) {
            document.field(field, last.path(field));
        }
        document.end();
    }

    /** Passes on at most that many rows, and returns the last page that it read. */
    JsonNode all(int rowsMax, Consumer<JsonNode> row) {
        return each(rowsMax, one -> {
            row.accept(one);
            return true;
        });
    }

    /** Passes on at most that many rows, as long as the consumer wants more, and returns the last page that it read. */
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
