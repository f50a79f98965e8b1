package ai.openclaw.lightning.importing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The text of a file: plain or gzip, in UTF-8 or in what its byte order mark says. What is no character becomes U+FFFD,
 * so that one broken byte costs one character.
 */
final class SourceFile implements AutoCloseable {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final String ZSTD = ".zst";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MARK_BYTES_MAX = 3;

    private final CountingStream raw;
    private final Reader text;
    private UnpackingStream unpacking;

    /** Whether the file is packed in a way that Java can't unpack. */
    static boolean isZstd(Path file) {
        return file.toString().endsWith(ZSTD);
    }

    /** Where {@code zstd -d} puts the content of such a file. */
    static Path unpackedName(Path packed) {
        String name = packed.getFileName().toString();
        return packed.resolveSibling(name.substring(0, name.length() - ZSTD.length()));
    }

    SourceFile(Path file) throws IOException {
        if (isZstd(file)) {
            throw new IOException("is packed with zstd and not imported; unpack it with zstd -d, and import "
                    + unpackedName(file).getFileName());
        }
        raw = new CountingStream(Files.newInputStream(file));
        try {
            text = decoded(unpacked(new BufferedInputStream(raw, BUFFER_BYTES)));
        } catch (IOException e) {
            try (raw) {
                throw e;
            }
        }
    }

    private InputStream unpacked(InputStream in) throws IOException {
        in.mark(2);
        int magic = (in.read() << 8) | in.read();
        in.reset();
        if (magic != GZIP_MAGIC) {
            return in;
        }
        unpacking = new UnpackingStream(new GZIPInputStream(in, BUFFER_BYTES));
        return unpacking;
    }

    private static Reader decoded(InputStream in) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, MARK_BYTES_MAX);
        byte[] beginning = bytes.readNBytes(MARK_BYTES_MAX);
        int first = beginning.length < 2 ? 0 : ((beginning[0] & 0xff) << 8) | (beginning[1] & 0xff);
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (first == 0xfeff || first == 0xfffe) {
            charset = first == 0xfeff ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (first == 0xefbb && beginning.length == MARK_BYTES_MAX && (beginning[2] & 0xff) == 0xbf) {
            mark = MARK_BYTES_MAX;
        }
        bytes.unread(beginning, mark, beginning.length - mark);
        return new InputStreamReader(bytes, charset);
    }

    Reader text() {
        return text;
    }

    /** Why the file ended before its end; null when it did not. */
    String tear() {
        return unpacking == null ? null : unpacking.tear;
    }

    /** How many bytes of the file on disk were read. */
    long bytesRead() {
        return raw.bytes;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /** Ends where the packed bytes can't be unpacked any more, and remembers why. */
    private static final class UnpackingStream extends FilterInputStream {

        private String tear;

        UnpackingStream(GZIPInputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (tear != null) {
                return -1;
            }
            try {
                return super.read(into, offset, length);
            } catch (EOFException cutOff) {
                tear = "the gzip data is cut off; what came before is imported";
            } catch (ZipException damaged) {
                tear = "the gzip data is damaged; what came before is imported";
            }
            return -1;
        }
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
