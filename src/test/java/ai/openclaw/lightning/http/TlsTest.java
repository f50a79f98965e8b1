package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private HttpSettings.Tls pemFiles() throws Exception {
        Path store = folder.resolve("store.p12");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new HttpSettings.Tls(
                pem("CERTIFICATE", keys.getCertificate("a").getEncoded()),
                pem("PRIVATE KEY", keys.getKey("a", PASSWORD.toCharArray()).getEncoded()));
    }

    private String pem(String kind, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        Path file = folder.resolve(kind.replace(' ', '-') + ".pem");
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        return file.toString();
    }

    private static HttpSettings with(HttpSettings settings, HttpSettings.Tls tls) {
        return new HttpSettings(settings.host(), 0, Set.of(), null, tls, settings.limits(), settings.timeouts());
    }

    @Test
    void tls_configured_isSpokenAndOnlyThat() throws Exception {
        HttpSettings.Tls tls = pemFiles();
        try (ServerUnderTest server = new ServerUnderTest(settings -> with(settings, tls))) {
            var client = server.vertx.createHttpClient(
                    new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
            int status = client.request(HttpMethod.GET, server.port(), "127.0.0.1", "/health")
                    .compose(request -> request.putHeader("Origin", "https://127.0.0.1:" + server.port())
                            .send())
                    .await(60, TimeUnit.SECONDS)
                    .statusCode();
            assertThat(status).isEqualTo(200);
            assertThatThrownBy(() -> server.get("/health")).isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void tls_missingFiles_failTheStart() {
        HttpSettings.Tls tls = new HttpSettings.Tls("/nowhere/cert.pem", "/nowhere/key.pem");
        assertThatThrownBy(() -> new ServerUnderTest(settings -> with(settings, tls)))
                .hasStackTraceContaining("/nowhere/");
    }

    @Test
    void connections_tooMany_areClosed() throws Exception {
        try (ServerUnderTest server = new ServerUnderTest(settings -> new HttpSettings(
                        settings.host(),
                        0,
                        Set.of(),
                        null,
                        null,
                        new HttpSettings.Limits(1 << 20, 4 << 20, 1_000, 16 << 10, 12L << 20, 64 << 10, 16L << 20, 2),
                        settings.timeouts()));
                RawConnection first = server.connect();
                RawConnection second = server.connect()) {
            for (RawConnection good : new RawConnection[] {first, second}) {
                good.send(server.head("GET", "/health", ""));
                assertThat(good.receive().status()).isEqualTo(200);
            }
            try (RawConnection third = server.connect()) {
                assertThat(third.isClosed()).isTrue();
            }
            first.send(server.head("GET", "/health", ""));
            assertThat(first.receive().status()).isEqualTo(200);
        }
    }
}
