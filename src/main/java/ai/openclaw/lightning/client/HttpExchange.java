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
 * One HTTP/1.1 request and its response in JSON (RFC 9112), over a connection of its own. The JDK's clients look for extensions in
 * every library first, which takes longer than the bridge takes to answer.
 */
final class HttpExchange {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final int PORT_MAX = 65_535;
    private static final int HEAD_BYTES_MAX = 32 * 1_024;

    /** A command has a heap of 42 MB; the bridge's largest page is a tenth of this. */
    private static final int BODY_BYTES_MAX = 16 * 1_024 * 1_024;

    private static final String NO_HTTP = "what answers there does not speak HTTP";

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
        String named = place.group("port");
        int usual = secure ? 443 : 80;
        int port = named == null ? usual : Integer.parseInt(named);
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
        head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority()).append("\r\n");
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
        int status;
        Map<String, String> headers;
        do {
            String[] begin = line(in, HEAD_BYTES_MAX).split(" ", 3);
            if (begin.length < 2 || !begin[0].startsWith("HTTP/1.") || !begin[1].matches("[1-5][0-9]{2}")) {
                throw new ProtocolException(NO_HTTP);
            }
            status = Integer.parseInt(begin[1]);
            headers = headers(in);
        } while (status < 200); // such as "go on", which nobody asked for
        byte[] body = status == 204 || status == 304 ? new byte[0] : body(in, headers);
        return new Answer(status, headers, JsonReader.read(body));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        int left = HEAD_BYTES_MAX;
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            left -= line.length();
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static String line(InputStream in, int bytesMax) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() >= bytesMax) {
                throw new ProtocolException(NO_HTTP);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** As long as the headers say: in chunks, or so many bytes, or up to the end of the connection. */
    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        String coding = headers.getOrDefault("transfer-encoding", "");
        String length = headers.get("content-length");
        if (coding.equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        return bytes(in, length == null ? -1 : length(length, 10), BODY_BYTES_MAX);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            long length = length(line(in, HEAD_BYTES_MAX).split(";", 2)[0].strip(), 16);
            if (length == 0) {
                headers(in); // a trailer, or the empty line
                return body.toByteArray();
            }
            body.writeBytes(bytes(in, length, BODY_BYTES_MAX - body.size()));
            line(in, HEAD_BYTES_MAX);
        }
    }

    /** @param length so many must come; or -1 for all there are */
    private static byte[] bytes(InputStream in, long length, int bytesMax) throws IOException {
        byte[] bytes = in.readNBytes(length < 0 ? bytesMax + 1 : (int) Math.min(length, bytesMax + 1));
        if (bytes.length > bytesMax) {
            throw new ProtocolException("the answer has more than " + BODY_BYTES_MAX / 1_024 / 1_024 + " MB");
        }
        if (bytes.length < length) {
            throw new ProtocolException("the answer ends in the middle");
        }
        return bytes;
    }

    private static long length(String digits, int radix) throws IOException {
        try {
            long length = Long.parseLong(digits, radix);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // treat it like a negative one
        }
        throw new ProtocolException(NO_HTTP);
    }
}
