package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rows as records, and whether there are more after them. */
public record RowPage<T>(List<T> rows, boolean more) {

    /** The first of these rows, each of which says as {@code candidates} how many there are in all. */
    public static <T> RowPage<T> of(RowSet<Row> rows, int rowsMax, Function<FetchedRow, T> reader) {
        List<T> read = new ArrayList<>();
        long candidates = 0;
        for (FetchedRow row : FetchedRow.all(rows)) {
            candidates = row.integer("candidates", 0);
            if (read.size() < rowsMax) {
                read.add(reader.apply(row));
            }
        }
        return new RowPage<>(read, candidates > read.size());
    }

    /** A trace with these pages of it. */
    static TraceDetail detail(Trace trace, RowPage<StoredCall> calls, RowPage<StoredReward> rewards) {
        return new TraceDetail(
                trace,
                calls.rows(),
                calls.last().map(CallsCursor::after).orElse(null),
                rewards.rows(),
                rewards.last().map(RewardsCursor::after).orElse(null));
    }

    /** The last row, where there are more. */
    private Optional<T> last() {
        return more ? Optional.of(rows.get(rows.size() - 1)) : Optional.empty();
    }
}
