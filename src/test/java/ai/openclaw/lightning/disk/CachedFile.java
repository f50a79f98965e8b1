package ai.openclaw.lightning.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** One file as Linux keeps it between its cache and the disk. */
final class CachedFile {

    private record Length(long at, long bytes) {}

    private final TreeMap<Long, CachedPage> pages = new TreeMap<>();

    /** Those that may be on the disk: the last one that surely is, and all since then. */
    private final List<Length> lengths = new ArrayList<>(List.of(new Length(0, 0)));

    private long length() {
        return lengths.get(lengths.size() - 1).bytes();
    }

    void write(long at, long offset, ByteBuffer content) {
        for (int from = 0; from < content.limit(); ) {
            int inPage = (int) ((offset + from) % CachedPage.BYTES);
            int bytes = Math.min(content.limit() - from, CachedPage.BYTES - inPage);
            page((offset + from) / CachedPage.BYTES).write(at, inPage, content, from, bytes);
            from += bytes;
        }
        if (offset + content.limit() > length()) {
            lengths.add(new Length(at, offset + content.limit()));
        }
    }

    void truncate(long at, long bytes) {
        if (bytes < length()) {
            pages.tailMap(bytes / CachedPage.BYTES)
                    .forEach((number, page) -> page.zero(at, (int)
                            Math.min(CachedPage.BYTES, Math.max(0, bytes - number * CachedPage.BYTES))));
        }
        lengths.add(new Length(at, bytes));
    }

    /** A successful sync that began then. */
    void writeBack(long until) {
        pages.values().forEach(page -> page.writeBack(until));
        while (lengths.size() > 1 && lengths.get(1).at() <= until) {
            lengths.remove(0);
        }
    }

    /** The disk refuses some of what is waiting for it, or all; a file's length is in the file system's journal. */
    void refuse(Random random) {
        boolean all = random.nextInt(3) == 0;
        for (CachedPage page : pages.values()) {
            if (all || random.nextBoolean()) {
                page.refuse();
            }
        }
    }

    private CachedPage page(long number) {
        return pages.computeIfAbsent(number, missing -> new CachedPage());
    }

    /** Writes what a power cut may leave of it. */
    void leave(Path path, PowerCut cut, Random random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            for (var entry : pages.entrySet()) {
                file.seek(entry.getKey() * CachedPage.BYTES);
                file.write(entry.getValue().after(cut, random));
            }
            file.setLength(lengthAfter(cut, random));
        }
    }

    private long lengthAfter(PowerCut cut, Random random) {
        int last = lengths.size() - 1;
        int until = 0;
        while (until < last && lengths.get(until + 1).at() <= cut.until()) {
            until++;
        }
        int index = switch (cut.kind()) {
            case NOTHING -> 0;
            case EVERYTHING -> last;
            case IN_ORDER -> until;
            case PAGES, SECTORS -> random.nextInt(last + 1);
        };
        return lengths.get(index).bytes();
    }
}
