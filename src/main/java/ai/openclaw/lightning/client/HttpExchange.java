package ai.openclaw.lightning.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP request and its response in JSON, over a connection of its own. It speaks HTTP/1.0 (RFC 1945), where a response has a
 * length or ends with its connection, so nothing comes in chunks. The JDK's clients look for extensions in every library
 * first, which takes longer than the bridge takes to answer.
 */
final class HttpExchange {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final int PORT_MAX = 65_535;
    private static final int HEAD_BYTES_MAX = 32 * 1_024;

    /** A command has a heap of 42 MB; the bridge's largest page is a tenth of this. */
    private static final int BODY_BYTES_MAX = 16 * 1_024 * 1_024;

    private static final Pattern PLACE = Pattern.compile("(?<host>\\[[^\\]]+]|[^:@]+)(:(?<port>[0-9]{1,5}))?");

    /** What came back; the names of the headers are in lower case, and {@code body} is a missing node if there is none. */
    record Answer(int status, Map<String, String> headers, JsonNode body) {}

    private final URI uri;
    private final SSLSocketFactory pinned;

    /** Prepares a request to an http or https address; {@code pinned} is null if the machine's certificates are trusted. */
    HttpExchange(URI uri, SSLSocketFactory pinned) {
        this.uri = uri;
        this.pinned = pinned;
    }

    /**
     * Sends the request once, and blocks until the answer is complete. {@code body} is null if there is none.
     *
     * @throws IOException when there is no answer, or one that is not HTTP with JSON, is cut off or is too long
     */
    Answer send(String method, Map<String, String> headers, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            IOException unsent = write(socket.getOutputStream(), method, headers, body);
            try {
                return read(new BufferedInputStream(socket.getInputStream()));
            } catch (IOException e) {
                throw unsent == null ? e : unsent;
            }
        }
    }

    private Socket connect() throws IOException {
        // Not URI.getHost(), which knows no host whose name has an underscore.
        Matcher place = PLACE.matcher(String.valueOf(uri.getRawAuthority()));
        if (!place.matches()) {
            throw new MalformedURLException("the address names no host");
        }
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        String host = place.group("host");
        int port = place.group("port") == null ? secure ? 443 : 80 : Integer.parseInt(place.group("port"));
        if (port > PORT_MAX) {
            throw new MalformedURLException("the address names no port");
        }
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), (int) CONNECT_TIMEOUT.toMillis());
            socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
            return secure ? secured(socket, host, port) : socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket secured(Socket socket, String host, int port) throws IOException {
        SSLSocketFactory factory = pinned == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : pinned;
        SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, true);
        if (pinned == null) { // a pinned certificate is compared as a whole, whatever host it names
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
        }
        secure.startHandshake();
        return secure;
    }

    /** Returns why not everything was sent: a server that refuses a request may answer before it has read it. */
    private IOException write(OutputStream out, String method, Map<String, String> headers, byte[] body) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        StringBuilder head =
                new StringBuilder(256).append(method).append(' ').append(path).append(query);
        head.append(" HTTP/1.0\r\nHost: ").append(uri.getRawAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        try {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body == null ? new byte[0] : body);
            request.writeTo(out);
            out.flush();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static Answer read(InputStream in) throws IOException {
        int[] left = {HEAD_BYTES_MAX};
        String[] status = line(in, left).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-5][0-9]{2}")) {
            throw new ProtocolException("what answers there does not speak HTTP");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new Answer(
                Integer.parseInt(status[1]), headers, JsonReader.read(body(in, headers.get("content-length"))));
    }

    private static String line(InputStream in, int[] left) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || left[0]-- == 0) {
                throw new ProtocolException("what answers there does not speak HTTP");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static byte[] body(InputStream in, String length) throws IOException {
        byte[] body = in.readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            throw new ProtocolException("the answer has more than " + BODY_BYTES_MAX / 1_024 / 1_024 + " MB");
        }
        if (length != null && !length.equals(String.valueOf(body.length))) {
            throw new ProtocolException("the answer ends in the middle");
        }
        return body;
    }
}
