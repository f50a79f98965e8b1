package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.storage.sqlite.copy.Copies;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a child process on a file system of 32 MiB in memory, where such can be mounted. */
final class DiskFullTest {

    @TempDir
    private Path folder;

    private static Process inSmallFileSystem(Path folder, String command) throws IOException {
        return new ProcessBuilder(
                        "unshare",
                        "-rm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=32m tmpfs \"$0\" && exec " + command,
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static boolean canMount(Path folder) {
        try {
            return inSmallFileSystem(folder, "true").waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Test
    void write_fullDisk_failsSoLosesNothingAndRecovers() throws Exception {
        assumeTrue(canMount(folder), "skipped: no file system can be mounted here (unshare -rm)");
        String java = "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                + System.getProperty("java.class.path") + "' '" + Child.class.getName() + "' \"$0\"";
        Process child = inSmallFileSystem(folder, java);
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).endsWith("as it should be\n");
    }

    /** Runs in the small file system. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            Vertx vertx = Vertx.vertx();
            SqliteStore store = new SqliteStore(vertx, new SqliteSettings(folder.resolve("traces.db"), false, 500));
            Path filler = Files.write(folder.resolve("filler"), new byte[24_000_000]);
            store.open();
            int stored = fill(store);
            require(stored > 5, "only " + stored + " stored");
            require(kindOf(() -> store.writer().probe()) == Kind.DISK_FULL, "the probe succeeds");
            requireStored(store, stored);
            store.close();
            Files.delete(filler);
            store.open();
            requireStored(store, stored);
            require(kindOf(() -> store.writer().probe()) == null, "the probe fails");
            require(kindOf(() -> trace("after").in(store)) == null, "it does not recover");

            Files.write(filler, new byte[12_000_000]);
            fill(store);
            Files.delete(filler);
            require(kindOf(() -> store.writer().probe()) == null, "the probe fails while the database is open");
            require(kindOf(() -> trace("again").in(store)) == null, "it does not recover while open");
            requireStored(store, stored);
            store.close();

            Files.write(filler, new byte[(int) Files.getFileStore(folder).getUsableSpace() - 100_000]);
            require(refusedBackup(folder).contains("no room"), "the backup says " + refusedBackup(folder));
            require(Files.notExists(folder.resolve("backup.db.part")), "half a backup is left");
            System.out.println("as it should be");
            System.exit(0);
        }

        /** Stores until not even a little fits; how many it stored. */
        private static int fill(SqliteStore store) {
            int stored = 0;
            for (int size : new int[] {300_000, 3_000}) {
                while (true) {
                    String traceId = "t" + stored;
                    if (store.reader()
                            .trace(traceId, CallsCursor.START, RewardsCursor.START)
                            .await()
                            .isEmpty()) {
                        Kind kind = kindOf(() -> trace(traceId)
                                .text("x".repeat(size), null, null)
                                .in(store));
                        require(kind == null || kind == Kind.DISK_FULL, "it fails as " + kind);
                        if (kind != null) {
                            break;
                        }
                    }
                    stored++;
                }
            }
            return stored;
        }

        private static String refusedBackup(Path folder) {
            try {
                Copies.backup(folder.resolve("traces.db"), folder.resolve("backup.db"), (done, total) -> {});
                return "nothing";
            } catch (IOException e) {
                return e.getMessage();
            }
        }

        private static void requireStored(SqliteStore store, int count) {
            for (int i = 0; i < count; i++) {
                require(
                        store.reader()
                                .trace("t" + i, CallsCursor.START, RewardsCursor.START)
                                .await()
                                .isPresent(),
                        "t" + i + " is lost");
            }
        }

        private static Kind kindOf(Runnable call) {
            try {
                call.run();
                return null;
            } catch (BridgeException e) {
                if (e.kind() != Kind.DISK_FULL) {
                    e.printStackTrace(System.out);
                }
                return e.kind();
            }
        }

        private static void require(boolean condition, String otherwise) {
            if (!condition) {
                System.out.println(otherwise);
                System.exit(1);
            }
        }
    }
}
