package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.rows.FullPool;
import java.sql.SQLException;
import java.util.Set;

/** What PostgreSQL's error codes mean to a client (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
final class PostgresErrors {

    private static final String DUPLICATE = "23505";

    /** The serialization failed, there was a deadlock, or another bridge stored the same trace first. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", DUPLICATE);

    /** The server is going down or not up yet, has no connection left, or became a standby. */
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "53300", "25006");

    /** Beside it: no connection, no authorization, no such database, no such schema or table. */
    private static final Set<String> GONE_CLASSES = Set.of("08", "28", "3D", "3F", "42");

    private PostgresErrors() {}

    /** The failure by its kind; PostgreSQL's own text, which may quote a row, stays in the cause. */
    static BridgeException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BridgeException known) {
                return known;
            }
            if (FullPool.refused(cause)) {
                return FullPool.busy(failure);
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return of(sql.getSQLState(), failure);
            }
        }
        return BridgeException.of(failure);
    }

    /** Whether the transaction may work when it is begun anew. */
    static boolean isConflict(Throwable failure) {
        return CONFLICTS.contains(state(failure));
    }

    /** Whether a row with the same key is there. */
    static boolean isDuplicate(Throwable failure) {
        return DUPLICATE.equals(state(failure));
    }

    /** Whether the connection is of no use any more. */
    static boolean isGone(Throwable failure) {
        return GONE.contains(state(failure)) || state(failure).startsWith("08");
    }

    private static String state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    private static BridgeException of(String state, Throwable failure) {
        if (CONFLICTS.contains(state)) {
            return new BridgeException(
                    Kind.BUSY, "other bridges changed the same traces again and again; nothing was stored", failure);
        }
        if (GONE.contains(state) || GONE_CLASSES.contains(state.substring(0, 2))) {
            return new BridgeException(
                    Kind.STORAGE_GONE, "the database can't be reached or used (" + state + ")" + hint(state), failure);
        }
        return switch (state) {
            case "53100" -> new BridgeException(Kind.DISK_FULL, "no room on its disk; nothing was stored", failure);
            case "55P03", "57014" ->
                new BridgeException(Kind.BUSY, "the database is busy; nothing was stored", failure);
            default -> new BridgeException(Kind.INTERNAL, "the database refused a statement", failure);
        };
    }

    /** What a person who sets it up can mend; nothing for the rest. */
    private static String hint(String state) {
        return switch (state.substring(0, 2)) {
            case "08" -> ": is the server up, and the address right?";
            case "28" -> ": the server refuses this user or password, or this machine";
            case "3D" -> ": there is no such database; createdb makes it";
            default -> "";
        };
    }
}
