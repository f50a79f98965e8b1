package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.WordTable;
import ai.openclaw.lightning.masking.keys.Words;
import java.util.List;

/** Tells keys that hold a name from keys that hold its value, where both are fields side by side. */
public final class PairRoles {
    /** The field holds the name of a value. */
    public static final int NAME = 1;
    /** The field holds the value. */
    public static final int VALUE = 2;
    /** The field describes an input on a page. */
    public static final int PLACE = 4;
    /** The field holds the text typed into that input. */
    public static final int TYPED = 8;

    public static final int NAMING = NAME | PLACE;

    private static final int LENGTH_MAX = 15;
    private static final WordTable TABLE = new WordTable();

    static {
        TABLE.addAll(Words.list("""
                        name, key, k, header, header name, field, variable, var, parameter, param, parameter
                        key, parameter name, option, option name, property, env, env name, setting, attribute"""), NAME);
        TABLE.addAll(
                List.of(
                        "value",
                        "val",
                        "v",
                        "parameter value",
                        "param value",
                        "default value",
                        "new value",
                        "raw value"),
                VALUE);
        TABLE.addAll(List.of("element", "selector", "locator", "field"), PLACE);
        TABLE.addAll(List.of("text"), TYPED);
    }

    private PairRoles() {}

    /** The role of a key; 0 if it has none. */
    public static int of(char[] text, int start, int end) {
        return end - start > LENGTH_MAX ? 0 : TABLE.flags(text, start, end);
    }

    /** Whether fields of these roles belong together. */
    public static boolean fit(int name, int value) {
        return ((name & NAMING) != 0 && (value & VALUE) != 0) || ((name & PLACE) != 0 && (value & TYPED) != 0);
    }
}
