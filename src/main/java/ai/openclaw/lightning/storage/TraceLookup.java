package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;

/** Finds a trace by the id that a person typed. */
public final class TraceLookup {

    private TraceLookup() {}

    /** Trace ids are stored in lower case, except those of the older bridge. */
    public static Future<Optional<TraceDetail>> find(
            TraceReader store, String asked, CallsCursor afterCall, RewardsCursor afterReward) {
        String lower = asked.toLowerCase(Locale.ROOT);
        return store.trace(asked, afterCall, afterReward)
                .compose(found -> found.isPresent() || lower.equals(asked)
                        ? Future.succeededFuture(found)
                        : store.trace(lower, afterCall, afterReward));
    }
}
