package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.Choice;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.setting.Text;
import ai.openclaw.lightning.config.setting.TextList;
import java.util.List;

/** Which team this bridge shares with, and what. */
public final class TeamSection {

    /** What leaves this machine. */
    public enum Share {
        OFF,
        METADATA,
        FULL
    }

    static final Section SECTION = new Section("team");

    public static final Setting<String> URL = SECTION.add(
            "url",
            "",
            new Text("an http or https URL, or empty", "|https?://[!#-~]{1,2000}"),
            "Bridge of the team whose rules agents are told as well; if empty, there is none");

    public static final Setting<String> KEY_FILE = SECTION.add(
            "key_file",
            "team.key",
            new Text("a path", "[^\\x00-\\x1f]{1,4096}"),
            "File with the key for that bridge, relative to the home, which nobody but its owner may read");

    public static final Setting<Share> SHARE = SECTION.add(
            "share",
            Share.OFF,
            new Choice<>(Share.class),
            "What of closed traces the team gets: nothing, names and outcomes without any content, or all of it");

    public static final Setting<List<String>> AGENTS = SECTION.add(
            "agents",
            List.of(),
            new TextList(100, new Text("a name of 1 to 200 characters", "[^\\x00-\\x1f]{1,200}")),
            "Agents whose traces are shared, by name, in which * stands for any text; if empty, all");

    public static final Setting<List<String>> RULES_OFF = SECTION.add(
            "rules_off",
            List.of(),
            new TextList(1_000, new Text("the id of a rule", "[!-~]{1,200}")),
            "Rules of the team that no agent of this machine is told");

    private TeamSection() {}
}
