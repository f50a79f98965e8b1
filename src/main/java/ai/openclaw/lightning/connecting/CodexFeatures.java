package ai.openclaw.lightning.connecting;

import ai.openclaw.lightning.config.setting.ConfigException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether Codex calls hooks at all, which its {@code config.toml} says. Pure. */
public final class CodexFeatures {

    private static final Pattern TABLE = Pattern.compile("(?m)^[ \\t]*\\[[ \\t]*features[ \\t]*][ \\t]*(?:#.*)?$");
    private static final Pattern NEXT_TABLE = Pattern.compile("(?m)^[ \\t]*\\[");
    private static final Pattern HOOKS = Pattern.compile("(?m)^[ \\t]*hooks[ \\t]*=[ \\t]*(true|false)");
    private static final Pattern OTHER_FORM = Pattern.compile("(?m)^[ \\t]*features[ \\t]*[.=]");

    private CodexFeatures() {}

    /**
     * The settings with hooks switched on.
     *
     * @throws ConfigException when they are written in a way that this does not change
     */
    public static String enabled(String toml) {
        Matcher table = TABLE.matcher(toml);
        if (!table.find()) {
            if (OTHER_FORM.matcher(toml).find()) {
                throw new ConfigException("features is not a table of its own; set its hooks to true there yourself");
            }
            String before = toml.isEmpty() || toml.endsWith("\n") ? toml : toml + "\n";
            return before + (before.isEmpty() ? "" : "\n") + "[features]\nhooks = true\n";
        }
        Matcher next = NEXT_TABLE.matcher(toml);
        int end = next.find(table.end()) ? next.start() : toml.length();
        Matcher hooks = HOOKS.matcher(toml).region(table.end(), end);
        return hooks.find()
                ? toml.substring(0, hooks.start(1)) + "true" + toml.substring(hooks.end(1))
                : toml.substring(0, table.end()) + "\nhooks = true" + toml.substring(table.end());
    }
}
