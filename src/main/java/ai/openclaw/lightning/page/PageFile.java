package ai.openclaw.lightning.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * One file of the page, as the build packed it.
 *
 * @param mediaType for the Content-Type
 * @param packed the content by gzip
 */
record PageFile(String mediaType, Buffer packed) {

    /** The content for a client that takes no gzip, which browsers do. */
    Buffer unpacked() {
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(packed.getBytes()))) {
            return Buffer.buffer(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
