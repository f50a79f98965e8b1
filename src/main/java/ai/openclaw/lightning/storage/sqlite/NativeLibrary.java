package ai.openclaw.lightning.storage.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps SQLite's native library unpacked. The driver by itself writes it to the folder for temporary files at each
 * start, which takes 60 to 100 ms and fails where that folder is mounted noexec.
 */
public final class NativeLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

    private NativeLibrary() {}

    /** To be called before the first connection. Where it can't help, the driver goes its own way. */
    public static void unpackTo(Path cache) {
        if (System.getProperty("org.sqlite.lib.path") != null) {
            return; // a person who knows better
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        // In a folder of its version's name: another version's library must never be loaded.
        Path library = cache.resolve("sqlite-" + SQLiteJDBCLoader.getVersion()).resolve(name);
        try {
            if (Files.exists(library) || unpack(name, library)) {
                System.setProperty("org.sqlite.lib.path", library.getParent().toString());
                System.setProperty("org.sqlite.lib.name", name);
            }
        } catch (IOException e) {
            LOG.warn("SQLite's library can't be stored in {}, so the driver unpacks it at each start", cache, e);
        }
    }

    /**
     * Whoever looks sees all of it or nothing: it gets its name when it is complete. False on a platform that the driver has
     * no library for. To find the platform out, the driver starts another process.
     */
    private static boolean unpack(String name, Path library) throws IOException {
        URL packed = LibraryLoaderUtil.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        if (packed == null) {
            return false;
        }
        Files.createDirectories(library.getParent());
        Path fresh = Files.createTempFile(library.getParent(), "unpacking", ".tmp");
        try (InputStream in = packed.openStream()) {
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, library, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return true;
    }
}
