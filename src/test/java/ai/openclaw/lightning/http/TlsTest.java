package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    @TempDir
    private Path folder;

    private HttpSettings.Tls pemFiles() throws Exception {
        SelfSigned files = SelfSigned.in(folder);
        return new HttpSettings.Tls(files.certificate().toString(), files.key().toString());
    }

    private static HttpSettings with(HttpSettings settings, HttpSettings.Tls tls) {
        return new HttpSettings(
                settings.host(), 0, Set.of(), settings.keys(), tls, settings.limits(), settings.timeouts());
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
}
