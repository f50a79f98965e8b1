package ai.openclaw.lightning.connecting;

import ai.openclaw.lightning.config.setting.ConfigException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether Codex calls hooks at all, which its {@code config.toml} says. A comment there marks what was changed. Pure. */
public final class CodexFeatures {

    private static final Pattern TABLE = Pattern.compile("(?m)^[ \\t]*\\[[ \\t]*features[ \\t]*][ \\t]*(?:#.*)?$");
    private static final Pattern NEXT_TABLE = Pattern.compile("(?m)^[ \\t]*\\[");
    private static final Pattern HOOKS = Pattern.compile("(?m)^[ \\t]*hooks[ \\t]*=[ \\t]*(true|false)");
    private static final Pattern OTHER_FORM = Pattern.compile("(?m)^[ \\t]*features[ \\t]*[.=]");

    /** Behind the switch: how it was before. */
    private static final String MARK = "true # set by lightning connect";

    private static final String WAS_OFF = MARK + ", was false";

    /** The line that was added, with its table where nothing else is in it. */
    private static final Pattern ADDED = Pattern.compile("(?m)^hooks = " + MARK + "\\R?");

    private static final Pattern ADDED_TABLE =
            Pattern.compile("(?m)(?:^\\R)?^\\[features]\\R" + ADDED.pattern() + "(?=\\s*(?:\\[|\\z))");

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
            return before + (before.isEmpty() ? "" : "\n") + "[features]\nhooks = " + MARK + "\n";
        }
        Matcher next = NEXT_TABLE.matcher(toml);
        int end = next.find(table.end()) ? next.start() : toml.length();
        Matcher hooks = HOOKS.matcher(toml).region(table.end(), end);
        if (!hooks.find()) {
            return toml.substring(0, table.end()) + "\nhooks = " + MARK + toml.substring(table.end());
        }
        return hooks.group(1).equals("true")
                ? toml
                : toml.substring(0, hooks.start(1)) + WAS_OFF + toml.substring(hooks.end(1));
    }

    /** The settings as they were before hooks were switched on, or as they are if somebody else did that. */
    public static String restored(String toml) {
        String before = toml.replace("hooks = " + WAS_OFF, "hooks = false");
        return ADDED.matcher(ADDED_TABLE.matcher(before).replaceFirst("")).replaceFirst("");
    }
}
