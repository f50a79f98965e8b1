package ai.openclaw.lightning.model;

import java.util.Locale;

/** What a key allows. */
public enum Scope {
    /** To send events, and to be told the rules. */
    INGEST,
    /** To look at what is stored and learned. */
    READ,
    /** To decide on suggestions. */
    DECIDE,
    /** To add and revoke keys, and to get the key of the page. */
    ADMIN;

    private final String jsonName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire and in the database. */
    public String jsonName() {
        return jsonName;
    }

    /** The scope of that name, or null when there is none. */
    public static Scope ofJsonName(String name) {
        for (Scope scope : values()) {
            if (scope.jsonName.equals(name)) {
                return scope;
            }
        }
        return null;
    }
}
