package ai.openclaw.lightning.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The disk under one database of another process: refuses what the test says, while it says so, and records what
 * happens. Below it is {@code src/test/native/disk.c}.
 */
public final class FaultyDisk implements Closeable {

    private static final Path SOURCE = Path.of("src", "test", "native", "disk.c");

    private static final int RULE_BYTES = 12;
    private static final int RULES_AT = 8;
    private static final int FILES = 3;

    /** Of those that {@code disk.c} numbers. */
    public enum File {
        DATABASE(0),
        LOG(1);

        private final int number;

        File(int number) {
            this.number = number;
        }
    }

    /** Of a file; numbered as in {@code disk.c}. */
    public enum Fault {
        READ(0),
        WRITE(1),
        SYNC(2),
        TRUNCATE(3),
        /** What waits in the cache does not reach the disk, and is forgotten there; the next syncs hear of it. */
        WRITE_BACK(4);

        private final int number;

        Fault(int number) {
            this.number = number;
        }
    }

    /** What a call fails with. */
    public enum Failure {
        EIO(5),
        ENOSPC(28),
        /** It does a part of its work and says so. */
        SHORT(-1);

        private final int number;

        Failure(int number) {
            this.number = number;
        }
    }

    private final Path database;
    private final Path library;
    private final Path record;
    private final Path controlFile;
    private final MappedByteBuffer control;
    private final long seed;

    private FaultyDisk(Path database, Path folder, long seed) throws IOException, InterruptedException {
        this.database = database;
        this.seed = seed;
        this.library = folder.resolve("disk.so");
        this.record = folder.resolve("record");
        this.controlFile = folder.resolve("control");
        Process compiler = new ProcessBuilder(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-O1",
                        "-o",
                        library.toString(),
                        SOURCE.toString(),
                        "-ldl",
                        "-lpthread")
                .inheritIO()
                .start();
        if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
            throw new IOException("gcc can't compile " + SOURCE);
        }
        Files.write(controlFile, new byte[RULES_AT + FILES * Fault.values().length * RULE_BYTES]);
        try (FileChannel channel = FileChannel.open(controlFile, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            control = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
        }
        control.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether there can be one here. */
    public static boolean isAvailable() throws InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        try {
            return new ProcessBuilder("gcc", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noCompiler) {
            return false;
        }
    }

    /**
     * Makes one.
     *
     * @param database where it will be; its folder must be there
     * @param folder for what this needs itself
     * @param seed which calls fail, of those that may
     */
    public static FaultyDisk under(Path database, Path folder, long seed) throws IOException, InterruptedException {
        Path real = database.getParent().toRealPath().resolve(database.getFileName());
        return new FaultyDisk(real, Files.createDirectories(folder).toRealPath(), seed);
    }

    /** For the process whose disk this is. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "DISK_DATABASE", database.toString(),
                "DISK_RECORD", record.toString(),
                "DISK_CONTROL", controlFile.toString(),
                "DISK_SEED", Long.toString(seed));
    }

    /** From now on that call on that file fails once in so many, at random, and so often at the most. */
    public void fail(File file, Fault fault, Failure failure, int oneIn, int times) {
        int at = RULES_AT + (file.number * Fault.values().length + fault.number) * RULE_BYTES;
        control.putInt(at + 4, 0); // off, while the rest is not whole
        control.putInt(at, failure.number);
        control.putInt(at + 8, times);
        control.putInt(at + 4, oneIn);
    }

    /** From now on that call on that file always fails. */
    public void fail(File file, Fault fault, Failure failure) {
        fail(file, fault, failure, 1, -1);
    }

    /** From now on nothing fails. */
    public void heal() {
        for (File file : File.values()) {
            for (Fault fault : Fault.values()) {
                fail(file, fault, Failure.EIO, 0, 0);
            }
        }
    }

    /** How long a sync takes, at the most; they take any time up to that. */
    public void syncTakesUpTo(int microseconds) {
        control.putInt(0, microseconds);
    }

    /** What happened so far. */
    public Path record() {
        return record;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(record);
    }
}
