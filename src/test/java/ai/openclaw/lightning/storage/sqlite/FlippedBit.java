package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** One bit of a stored text, changed behind everybody's back: the file stays as large and as old as it was. */
public final class FlippedBit {

    private FlippedBit() {}

    /** In an id, so that an index does not fit its table any more, which {@code quick_check} does not see. */
    public static void inIdOf(Path database, String id) throws IOException, SQLException {
        byte[] whole = Files.readAllBytes(database);
        for (int at = next(whole, id, 0); at >= 0; at = next(whole, id, at + 1)) {
            flip(database, whole, at + id.length() - 1);
            if (Integrity.check(database).isEmpty() && breaksIndexes(Integrity.all(database))) {
                return;
            }
            flip(database, Files.readAllBytes(database), at + id.length() - 1);
        }
        throw new IOException(database + " has no index with " + id);
    }

    private static boolean breaksIndexes(List<String> findings) {
        return !findings.isEmpty() && Integrity.onlyIndexes(findings);
    }

    /** In the first such text. */
    public static void inText(Path database, String text) throws IOException {
        byte[] whole = Files.readAllBytes(database);
        flip(database, whole, next(whole, text, 0));
    }

    private static int next(byte[] whole, String text, int from) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int at = from; at + wanted.length <= whole.length; at++) {
            if (Arrays.equals(whole, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static void flip(Path database, byte[] whole, int at) throws IOException {
        FileTime time = Files.getLastModifiedTime(database);
        byte[] changed = whole.clone();
        changed[at] ^= 0x40; // no digit any more, so no other id
        Files.write(database, changed);
        Files.setLastModifiedTime(database, time);
    }
}
