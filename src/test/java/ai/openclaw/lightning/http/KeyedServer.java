package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.access.Keys;
import ai.openclaw.lightning.model.Scope;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server that gives out keys with names, and takes them. */
final class KeyedServer implements AutoCloseable {

    static final String API_KEY = "api-key-of-the-tests";
    static final String OWNER = "X-API-Key: " + ServerUnderTest.DECISION_KEY + "\r\n";

    final ServerUnderTest server;

    KeyedServer(Keys keys) {
        server = new ServerUnderTest(usual ->
                new HttpSettings(usual.host(), 0, usual.allowedHosts(), keys, null, usual.limits(), usual.timeouts()));
    }

    /** {@code line} is a method and a path; {@code headers} end in CRLF each. */
    RawConnection.Reply send(String line, String body, String headers) throws IOException {
        String[] parts = line.split(" ", 2);
        return server.send(server.head(
                        parts[0],
                        parts[1],
                        headers + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                + body);
    }

    RawConnection.Reply ask(String line, String key) throws IOException {
        return send(line, line.startsWith("POST") ? "{}" : "", bearer(key));
    }

    static String bearer(String key) {
        return "Authorization: Bearer " + key + "\r\n";
    }

    RawConnection.Reply add(String name, Scope... scopes) throws IOException {
        String names =
                Stream.of(scopes).map(scope -> '"' + scope.jsonName() + '"').collect(Collectors.joining(",", "[", "]"));
        return send("POST /keys", "{\"name\":\"" + name + "\",\"scopes\":" + names + "}", OWNER);
    }

    String added(String name, Scope... scopes) throws IOException {
        RawConnection.Reply reply = add(name, scopes);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("key").asText();
    }

    @Override
    public void close() throws TimeoutException {
        server.close();
    }
}
