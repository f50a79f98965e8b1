package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.Choice;
import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.setting.Text;

/** Where and how safely traces are kept. */
public final class StorageSection {

    /** The store that is a file, and the default. */
    public static final String SQLITE = "sqlite";

    /** The store that several bridges share. */
    public static final String POSTGRES = "postgres";

    /** A store that 0.1.0 had: traces in memory. */
    public static final String FORMER = "memory";

    /** What an answered write survives. */
    public enum Durability {
        NORMAL,
        FULL
    }

    static final Section SECTION = new Section("storage");

    public static final Setting<String> TYPE = SECTION.add(
            "type",
            SQLITE,
            Text.NAME,
            "Store: sqlite is storage/traces.db, postgres a database that bridges share; others come from plugins");

    public static final Setting<Durability> DURABILITY = SECTION.add(
            "durability",
            Durability.NORMAL,
            new Choice<>(Durability.class),
            "With normal, stored events survive a killed process; with full, which is slower, a power cut too");

    public static final Setting<Integer> BUSY_TIMEOUT_MS = SECTION.add(
            "busy_timeout_ms",
            5_000,
            new IntRange(0, 60_000),
            "Milliseconds to wait while another process has the database locked");

    public static final Setting<Integer> READ_CONNECTIONS =
            SECTION.add("read_connections", 2, new IntRange(1, 16), "Connections for reading; writing uses one more");

    private StorageSection() {}
}
