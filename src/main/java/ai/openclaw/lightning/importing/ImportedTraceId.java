package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.model.Sha256;

/** Trace ids that follow from what is imported, so that importing it again changes nothing. */
final class ImportedTraceId {

    private static final int TRACE_ID_BYTES = 16;

    private ImportedTraceId() {}

    /** The first 16 bytes of SHA-256 over these words with a bar between them, in hex. */
    static String of(String... words) {
        return Sha256.hex(String.join("|", words), TRACE_ID_BYTES);
    }
}
