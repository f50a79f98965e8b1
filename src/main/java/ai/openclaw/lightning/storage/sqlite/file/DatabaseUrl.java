package ai.openclaw.lightning.storage.sqlite.file;

import java.nio.file.Path;

/**
 * Where a database is, in the words of SQLite and its driver. Of a plain path the driver takes what follows a question
 * mark for options, and would make another file; in a URI such characters are percent-encoded.
 */
public final class DatabaseUrl {

    /**
     * Without it, the driver searches each statement that it has run for an insert, and asks for the new row's number. In one
     * that begins with {@code WITH} the search can take longer than the statement.
     */
    private static final String NO_GENERATED_KEYS = "jdbc.get_generated_keys=false";

    private DatabaseUrl() {}

    /** For the driver, which opens all that it opens as URIs. */
    public static String of(Path database) {
        return "jdbc:sqlite:" + uri(database) + "?" + NO_GENERATED_KEYS;
    }

    /** For the driver: a file that nobody changes while it is open, and that needs no log beside it. */
    public static String immutable(Path database) {
        return of(database) + "&immutable=1";
    }

    /** For the driver: a database that is gone with its connection. */
    public static String inMemory() {
        return "jdbc:sqlite::memory:?" + NO_GENERATED_KEYS;
    }

    /** For {@code ATTACH}. */
    public static String uri(Path database) {
        String uri = database.toUri().toString();
        boolean named = uri.startsWith("file://") && !uri.startsWith("file:///");
        return named ? uri.replace("file://", "file:////") : uri; // Windows names a server, and SQLite wants none there
    }
}
