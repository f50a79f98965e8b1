package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.intake.otlp.PackedItem;
import ai.openclaw.lightning.intake.otlp.Wire;
import ai.openclaw.lightning.intake.otlp.WireWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The file of what was taken and is not stored yet. A killed bridge loses nothing of it; a machine that loses its power at
 * most the last second, as in the database. Not thread-safe.
 */
final class Journal implements AutoCloseable {

    /** To write anew what is open takes a moment, in which nothing can be added. */
    private static final long COMPACT_BYTES = 32L << 20;

    // The fields of an entry, which is a message of protobuf. A group holds for the items after it.
    private static final int GROUP = 1;
    private static final int ITEM = 2;
    private static final int TOLD = 3;

    private final Path path;
    private final WireWriter entry = new WireWriter();

    /** Null until there is something to add. */
    private EntryFile file;

    /** How much of what the last bridge left is whole. */
    private long readBytes;

    private long compactAt = COMPACT_BYTES;
    private boolean unsynced;

    Journal(Path path) {
        this.path = path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** What was not stored when the last bridge ended, in the order in which it came. */
    List<PackedItem> read() throws IOException {
        Map<String, List<PackedItem>> groups = new LinkedHashMap<>();
        readBytes = EntryFile.read(path, entry -> read(entry, groups));
        return groups.values().stream().flatMap(List::stream).toList();
    }

    private static void read(byte[] entry, Map<String, List<PackedItem>> groups) {
        try {
            Wire wire = new Wire(entry, 0, entry.length);
            String group = "";
            for (int field = wire.next(); field != 0; field = wire.next()) {
                switch (field) {
                    case GROUP -> group = wire.text();
                    case ITEM ->
                        groups.computeIfAbsent(group, name -> new ArrayList<>())
                                .add(PackedItem.read(group, wire.content()));
                    case TOLD -> groups.remove(wire.text());
                    default -> wire.skip();
                }
            }
        } catch (Rejection ofAnotherVersion) {
            // What came before stays.
        }
    }

    /** Adds them all, or fails and adds none. */
    void add(List<PackedItem> items) throws IOException {
        append(entry(items));
    }

    private byte[] entry(Collection<PackedItem> items) {
        String group = null;
        for (PackedItem item : items) {
            if (!item.group().equals(group)) {
                group = item.group();
                entry.text(GROUP, group);
            }
            entry.bytes(ITEM, item.bytes());
        }
        return entry.written();
    }

    /** These groups are stored. If that can't be written they are stored again, which changes nothing. */
    void told(List<String> groups) throws IOException {
        groups.forEach(group -> entry.text(TOLD, group));
        append(entry.written());
    }

    private void append(byte[] message) throws IOException {
        if (file == null) {
            Files.createDirectories(path.getParent());
            file = EntryFile.open(path, readBytes);
        }
        file.append(message);
        unsynced = true;
    }

    /** Leaves out what is stored; returns the file if it must be brought to the disk. */
    EntryFile tidied(boolean empty, Supplier<Collection<PackedItem>> open) throws IOException {
        if (file == null) {
            return null;
        }
        if (empty && file.size() > 0) {
            file.clear();
            unsynced = true;
        } else if (file.size() > compactAt) {
            compact(open.get());
        }
        EntryFile changed = unsynced ? file : null;
        unsynced = false;
        return changed;
    }

    private void compact(Collection<PackedItem> open) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        long size;
        try (EntryFile copy = EntryFile.open(next, 0)) {
            copy.append(entry(open));
            copy.sync();
            size = copy.size();
        }
        readBytes = file.size(); // where it can't be replaced, all of it is opened again
        file.close();
        file = null;
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        readBytes = size;
        file = EntryFile.open(path, readBytes);
        compactAt = Math.max(COMPACT_BYTES, 2 * readBytes);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.sync();
            file.close();
            file = null;
        }
    }
}
