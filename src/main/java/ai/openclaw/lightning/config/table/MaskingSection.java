package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.Flag;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.setting.Text;
import ai.openclaw.lightning.config.setting.TextList;
import java.util.List;

/** What is masked besides the built-in list. */
public final class MaskingSection {

    static final Section SECTION = new Section("masking");

    public static final Setting<Boolean> ENABLED = SECTION.add(
            "enabled", true, new Flag(), "Whether secrets are replaced by [masked] before anything is stored");

    public static final Setting<List<String>> EXTRA_KEYS = SECTION.add(
            "extra_keys",
            List.of(),
            new TextList(200, new Text("a key of 1 to 100 characters", "[^\\x00-\\x1f]{1,100}")),
            "More JSON keys whose values are masked, compared word by word");

    public static final Setting<List<String>> EXTRA_PATTERNS = SECTION.add(
            "extra_patterns",
            List.of(),
            new TextList(100, new Text("an RE2 pattern of 1 to 500 characters", "(?s).{1,500}")),
            "More patterns (RE2 syntax) whose matches are masked in all text");

    private MaskingSection() {}
}
