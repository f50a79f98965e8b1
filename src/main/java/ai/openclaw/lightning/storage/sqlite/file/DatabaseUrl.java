package ai.openclaw.lightning.storage.sqlite.file;

import java.nio.file.Path;

/**
 * Where a database is, in the words of SQLite and its driver. Of a plain path the driver takes what follows a question
 * mark for options, and would make another file; in a URI such characters are percent-encoded.
 */
public final class DatabaseUrl {

    private DatabaseUrl() {}

    /** For the driver, which opens all that it opens as URIs. */
    public static String of(Path database) {
        return "jdbc:sqlite:" + uri(database);
    }

    /** For the driver: a database that is gone with its connection. */
    public static String inMemory() {
        return "jdbc:sqlite::memory:";
    }

    /** For {@code ATTACH}. */
    public static String uri(Path database) {
        String uri = database.toUri().toString();
        boolean named = uri.startsWith("file://") && !uri.startsWith("file:///");
        return named ? uri.replace("file://", "file:////") : uri; // Windows names a server, and SQLite wants none there
    }
}
