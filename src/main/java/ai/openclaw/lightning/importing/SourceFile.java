package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A file to import, plain or gzip; its first bytes tell the format. */
final class SourceFile implements AutoCloseable {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int BEGINNING_BYTES = 4_096;
    private static final Pattern FIRST_FIELD = Pattern.compile("^\\s*\\{\\s*\"([^\"]*)\"");

    /** What can be imported. */
    enum Format {
        EXPORT,
        TRANSCRIPT,
        RECORDINGS
    }

    private final CountingStream raw;
    private final InputStream in;
    private final Format format;

    SourceFile(Path file) throws IOException {
        raw = new CountingStream(Files.newInputStream(file));
        try {
            in = new BufferedInputStream(unpacked(new BufferedInputStream(raw, BUFFER_BYTES)), BUFFER_BYTES);
            in.mark(BEGINNING_BYTES);
            format = formatOf(new String(in.readNBytes(BEGINNING_BYTES), StandardCharsets.UTF_8));
            in.reset();
        } catch (IOException e) {
            try (raw) {
                throw e;
            }
        }
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    }

    private static Format formatOf(String beginning) {
        Matcher field = FIRST_FIELD.matcher(beginning);
        String first = field.find() ? field.group(1) : "";
        if (first.equals("type")) {
            return Format.TRANSCRIPT;
        }
        boolean export = first.equals("schema_version") || (!first.isEmpty() && beginning.contains("\"trace_id\""));
        return export ? Format.EXPORT : Format.RECORDINGS;
    }

    Format format() {
        return format;
    }

    JsonParser parser() throws IOException {
        return ImportJson.MAPPER.createParser(in);
    }

    /** How many bytes of the file on disk were read. */
    long bytesRead() {
        return raw.bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static final class CountingStream extends FilterInputStream {

        private long bytes;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
