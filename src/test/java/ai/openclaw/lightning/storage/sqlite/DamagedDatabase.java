package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.storage.Given;
import ai.openclaw.lightning.storage.Transactions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database full of traces to overwrite bytes of, and what was in it before. */
abstract class DamagedDatabase {

    static final int TRACES = 300;
    static final int PAGE = 1_024;

    final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    Path database;
    SqliteStore store;
    final Map<String, TraceDetail> before = new HashMap<>();
    Totals totals;
    LearnedDocuments learned;

    @BeforeEach
    void fill() {
        database = folder.resolve("traces.db");
        store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();
        for (int i = 0; i < TRACES; i++) {
            given(i).in(store);
        }
        LearnedDocuments.Document document = new LearnedDocuments.Document(
                "s1", "coder", "proposed", "{\"text\":\"" + "long ".repeat(2_000) + "\"}");
        Transactions.save(store, new LearnedDocuments(List.of(document), List.of(document), List.of()));
        for (int i = 0; i < TRACES; i++) {
            store.reader()
                    .trace(id(i), CallsCursor.START, RewardsCursor.START)
                    .await()
                    .ifPresent(this::keep);
        }
        totals = store.writer().totals();
        learned = store.learning().learned().await();
        store.close();
        assertThat(before).hasSize(TRACES);
    }

    private void keep(TraceDetail detail) {
        before.put(detail.trace().traceId(), detail);
    }

    /** Some with text far longer than a page. */
    private static Given given(int i) {
        return trace(id(i))
                .agent("coder")
                .ended(i % 3 == 0)
                .text("message " + i + " " + "word ".repeat(i % 7 * 200), "{\"n\":" + i + "}", null)
                .arm("e" + i)
                .call("c1", "grep", 1_700_000_000_100L + i)
                .call(null, "tool" + i % 5, 1_700_000_000_200L + i, i % 2 == 0 ? "Error: no" : null, null)
                .reward("r", i % 4 == 0 ? null : 0.5, 1_700_000_000_300L + i);
    }

    static String id(int i) {
        return String.format(Locale.ROOT, "%032x", i + 1);
    }

    @AfterEach
    void close() {
        store.close();
        vertx.close().await();
    }

    List<String> files() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }

    Map<String, TraceDetail> survivors() throws Exception {
        List<String> ids = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT trace_id FROM traces")) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        Map<String, TraceDetail> details = new HashMap<>();
        for (String id : ids) {
            details.put(
                    id,
                    store.reader()
                            .trace(id, CallsCursor.START, RewardsCursor.START)
                            .await()
                            .orElseThrow());
        }
        return details;
    }

    void overwrite(long offset, int bytes) throws IOException {
        byte[] noise = new byte[bytes];
        new Random(offset + bytes).nextBytes(noise);
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek(offset);
            file.write(noise);
        }
        // A disk's clock may be too coarse to show that this came after the store closed the file.
        Files.setLastModifiedTime(database, FileTime.fromMillis(System.currentTimeMillis() + 2_000));
    }

    /** The file stays as large and as old as it was left. */
    void overwriteUnseen(long offset, int bytes) throws IOException {
        FileTime time = Files.getLastModifiedTime(database);
        overwrite(offset, bytes);
        Files.setLastModifiedTime(database, time);
    }

    /** As a bridge of 0.1.0 noted it. */
    void forgetChecksum() throws IOException {
        Path note = Path.of(database + ".left");
        Files.writeString(note, Files.readString(note).replaceFirst(" [0-9a-f]+\n$", "\n"));
    }
}
