package ai.openclaw.lightning.optimizer.hypotheses;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;

/**
 * One request to the helper. It blocks its thread, and {@link #abort} ends it from another. {@link HttpURLConnection} needs
 * no threads and no classes that the bridge does not have; what it does by itself (follow redirects, ask twice, use a
 * proxy) is switched off, as each would send data elsewhere or more often than was allowed.
 */
final class HelperConnection {

    /** An answer has three ideas of six words each. */
    static final int BODY_MAX = 64 * 1_024;

    private static final int OK = 200;

    private final HttpURLConnection connection;

    HelperConnection(HelperSettings settings) throws IOException {
        int timeout = (int) settings.timeout().toMillis();
        connection = (HttpURLConnection) settings.url().toURL().openConnection(Proxy.NO_PROXY);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(timeout);
        connection.setReadTimeout(timeout);
        connection.setDoOutput(true);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("Connection", "close");
        if (settings.key().isSet()) {
            connection.setRequestProperty(
                    "Authorization", "Bearer " + settings.key().reveal());
        }
    }

    /**
     * Sends the body and reads the answer.
     *
     * @throws IOException when there is no answer of status 200 and of at most {@value #BODY_MAX} bytes
     */
    byte[] post(byte[] body) throws IOException {
        connection.setFixedLengthStreamingMode(body.length); // with a length, it never sends a request twice
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        if (status != OK) {
            throw new HelperException("it answers with status " + status);
        }
        try (InputStream in = connection.getInputStream()) {
            byte[] answer = in.readNBytes(BODY_MAX + 1);
            if (answer.length > BODY_MAX) {
                throw new HelperException("its answer is too long");
            }
            return answer;
        } finally {
            connection.disconnect();
        }
    }

    /** Ends the request; whoever waits for its answer gets an exception. */
    void abort() {
        connection.disconnect();
    }
}
