package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.Flag;
import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.setting.Text;

/** Which language model is asked for ideas, how often, and what it is told. */
public final class HelperSection {

    static final Section SECTION = new Section("helper");

    public static final Setting<String> URL = SECTION.add(
            "url",
            "",
            new Text("an http or https URL, or empty", "|https?://[!#-~]{1,2000}"),
            "OpenAI-compatible server of a model that has ideas for rules; if empty, none is asked");

    public static final Setting<String> MODEL = SECTION.add(
            "model",
            "",
            new Text("a name of at most 200 visible ASCII characters, or empty", "[!#-\\[\\]-~]{0,200}"),
            "Model to ask, as that server calls it");

    public static final Setting<Boolean> REMOTE = SECTION.add(
            "remote",
            false,
            new Flag(),
            "Whether that server may be on another machine, which then learns what the tools are called");

    public static final Setting<String> KEY_FILE = SECTION.add(
            "key_file",
            "",
            new Text("a path, or empty", "[^\\x00-\\x1f]{0,4096}"),
            "File with that server's API key, relative to the home, which nobody but its owner may read");

    public static final Setting<Integer> CALLS_PER_DAY = SECTION.add(
            "calls_per_day",
            20,
            new IntRange(1, 10_000),
            "Number of calls a day, answered or not; a restart begins no new day");

    public static final Setting<Integer> INPUT_TOKENS_MAX = SECTION.add(
            "input_tokens_max",
            3_000,
            new IntRange(1_500, 100_000),
            "Tokens of one call, three characters each; what does not fit is left out");

    public static final Setting<Boolean> EXCERPTS = SECTION.add(
            "excerpts",
            false,
            new Flag(),
            "Whether it also sees the first 200 characters of two requests, as stored, with secrets masked");

    public static final Setting<Integer> TIMEOUT_S =
            SECTION.add("timeout_s", 120, new IntRange(1, 600), "Seconds that one call may take; nothing waits for it");

    private HelperSection() {}
}
