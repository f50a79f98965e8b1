package ai.openclaw.lightning.storage.sqlite.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How a bridge left the closed database: noted beside it, so that the next start can tell whether it is the same.
 *
 * @param modifiedMs when it was last changed, epoch milliseconds
 * @param checksum CRC32C of its bytes; {@link #NO_CHECKSUM} in the note of a bridge that made none
 */
public record LeftNote(long bytes, long modifiedMs, long checksum) {

    private static final long NO_CHECKSUM = -1;

    /** Read in one piece before the bridge starts: some 0.2 s. A larger file is looked at beside the work. */
    private static final long SMALL_BYTES = 256L << 20;

    private static final int BLOCK_BYTES = 1 << 20;

    /** Between two blocks of a file that is being read. */
    public interface Pause {
        /** Whether to read on. */
        boolean rest();
    }

    static LeftNote of(Path database) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "r")) {
            return new LeftNote(
                    Files.size(database),
                    modifiedMs(database),
                    checksum(file, () -> true).orElseThrow());
        }
    }

    /** Empty where there is no note, or one that makes no sense. */
    static Optional<LeftNote> read(Path note) throws IOException {
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        String[] words = Files.readString(note).strip().split(" ", -1);
        try {
            return Optional.of(new LeftNote(
                    Long.parseLong(words[0]),
                    Long.parseLong(words[1]),
                    words.length > 2 ? Long.parseLong(words[2], 16) : NO_CHECKSUM));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException noNote) {
            return Optional.empty();
        }
    }

    String text() {
        return bytes + " " + modifiedMs + " " + Long.toHexString(checksum) + "\n";
    }

    /** Whether the file is as large and as old as it was left. */
    public boolean looksLike(Path database) throws IOException {
        return Files.exists(database) && Files.size(database) == bytes && modifiedMs(database) == modifiedMs;
    }

    /** Whether comparing the bytes takes no time worth mentioning. */
    public boolean isSmall() {
        return isSmall(bytes);
    }

    /** Whether reading a file of that size takes no time worth mentioning. */
    public static boolean isSmall(long bytes) {
        return bytes <= SMALL_BYTES;
    }

    /** Whether the bytes are other ones than those that were left, as far as the note knows. */
    public boolean differsFrom(Path database) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "r")) {
            return differsFrom(file, () -> true);
        }
    }

    /** The same of an open file; {@code false} where the pause ends the reading. */
    public boolean differsFrom(RandomAccessFile file, Pause pause) throws IOException {
        return checksum != NO_CHECKSUM
                && checksum(file, pause).filter(found -> found != checksum).isPresent();
    }

    private static Optional<Long> checksum(RandomAccessFile file, Pause pause) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] block = new byte[BLOCK_BYTES];
        file.seek(0);
        for (int read = file.read(block); read > 0; read = file.read(block)) {
            sum.update(block, 0, read);
            if (!pause.rest()) {
                return Optional.empty();
            }
        }
        return Optional.of(sum.getValue());
    }

    private static long modifiedMs(Path database) throws IOException {
        return Files.getLastModifiedTime(database).toMillis();
    }
}
