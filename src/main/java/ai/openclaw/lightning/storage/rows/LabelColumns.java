package ai.openclaw.lightning.storage.rows;

import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The columns by which somebody chooses traces, with what they must be; those that may be anything are left out. */
record LabelColumns(Map<String, String> names) {

    /** Null lets everything through. */
    static LabelColumns of(String agentId, String model, String promptVersion) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("agent_id", agentId);
        names.put("model", model);
        names.put("prompt_version", promptVersion);
        names.values().removeIf(Objects::isNull);
        return new LabelColumns(names);
    }

    /** A condition with as many parameters as {@link #addTo} adds; at least one column must be chosen. */
    String condition() {
        return names.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
    }

    Tuple addTo(Tuple parameters) {
        names.values().forEach(parameters::addString);
        return parameters;
    }
}
