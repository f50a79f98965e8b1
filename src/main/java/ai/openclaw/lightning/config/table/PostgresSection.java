package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.setting.Text;

/** Where the database of several bridges is; read where the store is that one. */
public final class PostgresSection {

    static final Section SECTION = new Section("storage.postgres");

    public static final Setting<String> URL = SECTION.add(
            "url",
            "",
            new Text(
                    "an address like postgresql://HOST[:PORT]/DATABASE, or empty",
                    "|(jdbc:)?postgresql://[^\\s]{1,1000}"),
            "Address of the PostgreSQL database, several hosts with commas; no password in it");

    public static final Setting<String> USER = SECTION.add(
            "user",
            "",
            new Text("a role of at most 63 characters, or empty", "[^\\x00-\\x1f]{0,63}"),
            "Role in PostgreSQL; if empty, the name of the system's user");

    public static final Setting<String> PASSWORD_FILE = SECTION.add(
            "password_file",
            "",
            new Text("a path, or empty", "[^\\x00-\\x1f]{0,4096}"),
            "File with the role's password and nothing else, relative to the home; if empty, none");

    private PostgresSection() {}
}
