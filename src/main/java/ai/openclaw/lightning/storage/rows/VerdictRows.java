package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.Verdicts;
import ai.openclaw.lightning.model.Verdicts.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The verdict that counts has columns of its own. Others are rare, and have one together. */
public final class VerdictRows {

    private VerdictRows() {}

    /** What a trace's row says. */
    public static <X extends Exception> Verdicts verdicts(Columns<X> row) throws X {
        Boolean success = row.flag("success");
        RewardSource source = RewardSource.ofJsonName(row.text("success_source"));
        if (success == null) {
            return Verdicts.NONE;
        }
        Verdict counting = new Verdict(success, row.text("failure"), source, row.integer("success_at", 0));
        return new Verdicts(counting, read(row.text("other_verdicts")));
    }

    /** What {@link #others} wrote. */
    public static List<Verdict> read(String json) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Object one : json == null ? new JsonArray() : new JsonArray(json)) {
            JsonObject verdict = (JsonObject) one;
            verdicts.add(new Verdict(
                    verdict.getBoolean("success"),
                    verdict.getString("failure"),
                    RewardSource.ofJsonName(verdict.getString("source")),
                    verdict.getLong("at")));
        }
        return verdicts;
    }

    /** The column of those that do not count; null where there are none. */
    public static String others(Verdicts verdicts) {
        if (verdicts.others().isEmpty()) {
            return null;
        }
        JsonArray array = new JsonArray();
        for (Verdict verdict : verdicts.others()) {
            array.add(new JsonObject()
                    .put("success", verdict.success())
                    .put("failure", verdict.failure())
                    .put("source", verdict.source().jsonName())
                    .put("at", verdict.at()));
        }
        return array.encode();
    }
}
