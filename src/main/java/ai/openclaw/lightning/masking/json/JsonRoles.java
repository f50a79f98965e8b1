package ai.openclaw.lightning.masking.json;

import ai.openclaw.lightning.masking.detect.PairRoles;
import ai.openclaw.lightning.masking.keys.WordTable;
import java.util.List;

/** What a field means to the fields beside it, besides the roles of {@link PairRoles}. */
final class JsonRoles {
    /** True says that the value beside it is secret. */
    static final int SENSITIVE = 1 << 8;
    /** Certain types say that the value beside it is secret. */
    static final int TYPE = 1 << 9;
    /** The kind of a Kubernetes object. */
    static final int KIND = 1 << 10;
    /** The version that every Kubernetes object begins with. */
    static final int API_VERSION = 1 << 11;
    /** The contents of a Kubernetes secret. */
    static final int DATA = 1 << 12;

    private static final int TYPE_LENGTH_MAX = 16;

    private static final WordTable TABLE = new WordTable();
    private static final WordTable SECRET_TYPES = new WordTable();

    static {
        TABLE.addAll(List.of("sensitive", "secret", "is secret", "secure", "masked", "encrypted", "hidden"), SENSITIVE);
        TABLE.addAll(List.of("type"), TYPE);
        TABLE.addAll(List.of("kind"), KIND);
        TABLE.addAll(List.of("api version"), API_VERSION);
        TABLE.addAll(List.of("data", "string data"), DATA);
        SECRET_TYPES.addAll(
                List.of("secret", "password", "secure string", "secret string", "secure", "sensitive", "concealed"), 1);
    }

    private JsonRoles() {}

    static int of(char[] key) {
        return PairRoles.of(key, 0, key.length) | (key.length > TYPE_LENGTH_MAX ? 0 : TABLE.flags(key, 0, key.length));
    }

    static boolean isSecretType(char[] text, int start, int end) {
        return end - start <= TYPE_LENGTH_MAX && SECRET_TYPES.flags(text, start, end) != 0;
    }
}
