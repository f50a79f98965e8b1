package ai.openclaw.lightning.storage.sqlite.salvage;

import ai.openclaw.lightning.storage.sqlite.file.WriteAheadLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Map;

/**
 * The pages of a database file as of the last commit in its log, read without SQLite, which refuses a damaged file as a
 * whole. Page numbers start at 1. The format: https://www.sqlite.org/fileformat.html
 */
final class Pages implements AutoCloseable {

    private static final int HEADER_BYTES = 100;
    private static final int PAGE_BYTES_MIN = 512;
    private static final int PAGE_BYTES_MAX = 65_536;
    private static final int SAMPLE_BYTES = 4 << 20;

    /** SQLite keeps the page with this byte for its locks. */
    private static final long LOCK_BYTE = 1L << 30;

    private static final int MAP_ENTRY_BYTES = 5;
    private static final int FREE = 2;
    private static final int ROOT = 1;
    private static final int INNER = 5;

    private final FileChannel file;
    private final FileChannel log;
    private final Map<Integer, Long> logged;
    private final int pageBytes;
    private final int usableBytes;
    private final int count;
    private final boolean mapped;

    private int mapNumber;
    private ByteBuffer map;

    private Pages(FileChannel file, FileChannel log, WriteAheadLog.Pages logged) throws IOException {
        this.file = file;
        this.log = log;
        this.logged = logged.offsets();
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        Long first = this.logged.get(1);
        if (first == null) {
            fill(file, header, 0);
        } else {
            fill(log, header, first);
        }
        header.rewind();
        int stated = Short.toUnsignedInt(header.getShort(16));
        stated = stated == 1 ? PAGE_BYTES_MAX : stated;
        boolean trusted = header.get(0) == 'S' && header.get(5) == 'e' && isPageSize(stated);
        this.pageBytes = trusted ? stated : logged.pageBytes() != 0 ? logged.pageBytes() : guessPageBytes();
        this.usableBytes = pageBytes - (trusted ? Byte.toUnsignedInt(header.get(20)) : 0);
        long last = Math.max(
                file.size() / pageBytes,
                this.logged.keySet().stream().mapToInt(Integer::intValue).max().orElse(0));
        this.count = (int) Math.min(last, Integer.MAX_VALUE - 8);
        this.mapped = !trusted || header.getInt(52) != 0;
    }

    static Pages open(Path database) throws IOException {
        FileChannel file = FileChannel.open(database, StandardOpenOption.READ);
        try {
            return open(file, Path.of(database + "-wal"));
        } catch (IOException | RuntimeException e) {
            try (file) {
                throw e;
            }
        }
    }

    private static Pages open(FileChannel file, Path logPath) throws IOException {
        FileChannel log = Files.exists(logPath) ? FileChannel.open(logPath, StandardOpenOption.READ) : null;
        try {
            return new Pages(file, log, WriteAheadLog.committedPages(logPath));
        } catch (IOException | RuntimeException e) {
            try (log) {
                throw e;
            }
        }
    }

    int count() {
        return count;
    }

    int usableBytes() {
        return usableBytes;
    }

    /** Where the b-tree's header stands on that page. */
    static int treeOffset(int number) {
        return number == 1 ? HEADER_BYTES : 0;
    }

    /** The page, or null when there is none of that number, or not all of it. */
    ByteBuffer read(int number) throws IOException {
        if (number < 1 || number > count) {
            return null;
        }
        ByteBuffer page = ByteBuffer.allocate(pageBytes);
        Long inLog = logged.get(number);
        boolean whole = inLog == null ? fill(file, page, (number - 1L) * pageBytes) : fill(log, page, inLog);
        return whole ? page.rewind() : null;
    }

    private static boolean fill(FileChannel channel, ByteBuffer into, long at) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, at + into.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The root page that a page hangs on by the map of parents, which files that can shrink have; 0 when it is free or the
     * map does not say.
     */
    int rootOf(int number) throws IOException {
        int at = number;
        for (int depth = 0; mapped && depth < 40; depth++) {
            Parent parent = parentOf(at);
            if (parent == null || parent.type() != INNER) {
                return parent != null && parent.type() == ROOT ? at : 0;
            }
            at = parent.number();
        }
        return 0;
    }

    /** Whether the map of parents says that the page is free. */
    boolean isFreeByMap(int number) throws IOException {
        Parent parent = mapped ? parentOf(number) : null;
        return parent != null && parent.type() == FREE;
    }

    private record Parent(int type, int number) {}

    private Parent parentOf(int number) throws IOException {
        if (number < 3 || number > count) {
            return null;
        }
        int perMap = usableBytes / MAP_ENTRY_BYTES;
        int mapPage = (number - 2) / (perMap + 1) * (perMap + 1) + 2;
        if (mapPage == LOCK_BYTE / pageBytes + 1) {
            mapPage++;
        }
        if (mapPage != mapNumber) {
            map = read(mapPage);
            mapNumber = mapPage;
        }
        int offset = (number - mapPage - 1) * MAP_ENTRY_BYTES;
        return map == null || offset < 0 || offset + MAP_ENTRY_BYTES > usableBytes
                ? null
                : new Parent(map.get(offset), map.getInt(offset + 1));
    }

    /** The pages on the list of free ones, as far as it can be followed. */
    BitSet free() throws IOException {
        BitSet free = new BitSet();
        ByteBuffer first = read(1);
        int trunk = first == null ? 0 : first.getInt(32);
        while (trunk > 1 && trunk <= count && !free.get(trunk)) {
            free.set(trunk);
            ByteBuffer page = read(trunk);
            int leaves = page == null ? 0 : page.getInt(4);
            for (int i = 0; i < leaves && 8 + 4 * i + 4 <= usableBytes; i++) {
                int leaf = page.getInt(8 + 4 * i);
                if (leaf > 1 && leaf <= count) {
                    free.set(leaf);
                }
            }
            trunk = page == null ? 0 : page.getInt(0);
        }
        return free;
    }

    /** The size with which the most pages at the file's start look like pages of a b-tree. */
    private int guessPageBytes() throws IOException {
        ByteBuffer sample = ByteBuffer.allocate((int) Math.min(file.size(), SAMPLE_BYTES));
        fill(file, sample, 0);
        int best = PAGE_BYTES_MIN;
        int bestHits = -1;
        for (int size = PAGE_BYTES_MIN; size <= PAGE_BYTES_MAX; size *= 2) {
            int hits = 0;
            for (int from = size; from + size <= sample.limit(); from += size) {
                hits += TreePage.looksLikeOne(sample.slice(from, size), 0, size) ? 1 : 0;
            }
            if (hits > bestHits) {
                best = size;
                bestHits = hits;
            }
        }
        return best;
    }

    private static boolean isPageSize(int bytes) {
        return bytes >= PAGE_BYTES_MIN && bytes <= PAGE_BYTES_MAX && Integer.bitCount(bytes) == 1;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            if (log != null) {
                log.close();
            }
        }
    }
}
