package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.storage.sqlite.file.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import org.sqlite.JDBC;
import org.sqlite.SQLiteOpenMode;

/** OpenClaw's own database of an agent, {@code agents/<agent>/agent/openclaw-agent.sqlite}, as far as transcripts go. */
final class AgentTranscripts {

    private static final int PAGE_ROWS = 200;

    /** A page ends with the entry that goes beyond it: some hold pictures. */
    private static final int PAGE_CHARACTERS = 1 << 20;

    private static final String PAGE = String.format(Locale.ROOT, """
            SELECT session_id, seq, event_json FROM transcript_events
            WHERE (session_id, seq) > (?, ?) ORDER BY session_id, seq LIMIT %d
            """, PAGE_ROWS);

    private AgentTranscripts() {}

    /**
     * Hands over every entry, session by session, in the order in which it was written, in reads of milliseconds: OpenClaw
     * may be running. Blocking.
     *
     * @return entries that are compressed, which Java can't read by itself
     */
    static long read(Path database, Consumer<String> entry) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "10000");
        properties.setProperty("open_mode", Integer.toString(SQLiteOpenMode.READONLY.flag));
        String session = "";
        long seq = -1;
        long compressed = 0;
        try (Connection connection = JDBC.createConnection(DatabaseUrl.of(database), properties);
                PreparedStatement statement = connection.prepareStatement(PAGE)) {
            List<String> entries = new ArrayList<>();
            boolean more;
            do {
                entries.clear();
                int characters = 0;
                statement.setString(1, session);
                statement.setLong(2, seq);
                try (ResultSet row = statement.executeQuery()) {
                    while (characters < PAGE_CHARACTERS && row.next()) {
                        session = row.getString(1);
                        seq = row.getLong(2);
                        String json = row.getString(3);
                        characters += json == null ? 0 : json.length();
                        entries.add(json);
                    }
                }
                more = entries.size() == PAGE_ROWS || characters >= PAGE_CHARACTERS;
                for (String json : entries) {
                    if (json == null) {
                        compressed++;
                    } else {
                        entry.accept(json);
                    }
                }
            } while (more);
        }
        return compressed;
    }
}
