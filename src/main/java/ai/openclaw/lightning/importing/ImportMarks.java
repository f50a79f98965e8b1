package ai.openclaw.lightning.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** How far imports came that have not ended, each in a small file. A file that changed begins anew. */
public final class ImportMarks {

    private final Path folder;

    /** The folder is made when there is something to keep. */
    public ImportMarks(Path folder) {
        this.folder = folder;
    }

    /** So many traces of the file, of which that is the last, are stored. */
    record Mark(long traces, String lastTraceId) {}

    Optional<Mark> of(Path source) throws IOException {
        Path file = file(source);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ", 2);
        try {
            return words.length == 2 ? Optional.of(new Mark(Long.parseLong(words[0]), words[1])) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    void set(Path source, Mark mark) throws IOException {
        Path file = file(source);
        Files.createDirectories(folder);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, (mark.traces() + " " + mark.lastTraceId() + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    void clear(Path source) throws IOException {
        Files.deleteIfExists(file(source));
    }

    private Path file(Path source) throws IOException {
        String name = Ids.traceId(
                source.toAbsolutePath().normalize().toString(),
                Long.toString(Files.size(source)),
                Files.getLastModifiedTime(source).toString());
        return folder.resolve(name);
    }
}
