package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException.Kind;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class SqliteErrorsTest {

    @Test
    void failure_noRoomForTheLogsIndex_isAFullDisk() {
        SQLException full = new SQLiteException("no room", SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);

        assertThat(SqliteErrors.of(full).kind()).isEqualTo(Kind.DISK_FULL);
    }
}
