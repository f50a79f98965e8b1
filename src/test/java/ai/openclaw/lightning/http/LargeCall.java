package ai.openclaw.lightning.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A tool call that is as long as a test needs it. */
final class LargeCall {

    private LargeCall() {}

    /** A tool call of exactly that many bytes. */
    static byte[] of(int bytes) {
        String before = "{\"session_key\":\"s\",\"tool_name\":\"t\",\"result\":\"";
        return (before + "x".repeat(bytes - before.length() - 2) + "\"}").getBytes(UTF_8);
    }
}
