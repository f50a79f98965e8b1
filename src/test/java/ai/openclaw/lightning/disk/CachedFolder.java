package ai.openclaw.lightning.disk;

import ai.openclaw.lightning.disk.DiskRecord.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** A database, its log and their names as Linux keeps them between its cache and the disk. */
final class CachedFolder {

    private static final int DATABASE = 0;
    private static final int LOG = 1;
    private static final int FOLDER = 2;

    /** By what {@code disk.c} calls them; a name that leads nowhere is missing. */
    private final Map<Integer, CachedFile> names = new HashMap<>();

    /** As they surely are on the disk. */
    private final Map<Integer, CachedFile> durableNames = new HashMap<>();

    /** Where syncs under way began, by their number. */
    private final Map<Integer, Long> syncs = new HashMap<>();

    private long at;
    private long lastSync;

    void apply(Operation operation) {
        at++;
        CachedFile file = names.get(operation.file());
        switch (operation.kind()) {
            case 'c' -> names.put(operation.file(), new CachedFile());
            case 'u' -> names.remove(operation.file());
            case 'w' -> file.write(at, operation.offset(), operation.content());
            case 't' -> file.truncate(at, operation.offset());
            case 's' -> syncs.put(operation.number(), at);
            case 'S' -> synced(operation.file(), file, syncs.remove(operation.number()));
            case 'x' -> file.refuse(new Random(operation.number()));
            default -> throw new IllegalStateException("an operation of kind " + operation.kind());
        }
    }

    /** A file that is synchronized is also found again under its name; a folder tells all its names. */
    private void synced(int which, CachedFile file, long began) {
        lastSync = began;
        if (which == FOLDER) {
            durableNames.clear();
            durableNames.putAll(names);
        } else if (file != null) { // an unlinked file that is still open concerns nobody
            file.writeBack(began);
            durableNames.put(which, file);
        }
    }

    /** Writes what a power cut now may leave. */
    void cut(Path database, Random random) throws IOException {
        PowerCut cut = PowerCut.any(lastSync, at, random);
        leave(DATABASE, database, cut, random);
        leave(LOG, Path.of(database + "-wal"), cut, random);
    }

    private void leave(int which, Path path, PowerCut cut, Random random) throws IOException {
        Files.deleteIfExists(path);
        CachedFile now = names.get(which);
        CachedFile before = durableNames.get(which);
        CachedFile left = Objects.equals(now, before) || random.nextBoolean() ? now : before;
        if (left != null) {
            left.leave(path, cut, random);
        }
    }
}
