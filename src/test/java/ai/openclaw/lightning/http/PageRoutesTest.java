package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.access.Keys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files are for everyone, the right to decide is for whoever has a fresh link. */
class PageRoutesTest {

    private static final Pattern FILE = Pattern.compile("/page/[\\w.]+");
    private static final String KEY = ServerUnderTest.DECISION_KEY;

    /** The strictest: with an API key, and decisions only by their own. */
    private static ServerUnderTest server;

    @BeforeAll
    static void start() {
        server = new ServerUnderTest(settings -> new HttpSettings(
                settings.host(),
                0,
                settings.allowedHosts(),
                new Keys("api-key-of-the-tests", KEY, false),
                null,
                settings.limits(),
                settings.timeouts()));
    }

    @AfterAll
    static void stop() throws TimeoutException {
        server.close();
    }

    private static List<String> files() throws IOException {
        return FILE.matcher(server.get("/").text())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void document_withoutAKey_runsNothingButTheBridgesOwn() throws Exception {
        var reply = server.get("/");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).startsWith("<!doctype html>");
        assertThat(reply.headers())
                .containsEntry("content-type", "text/html; charset=utf-8")
                .containsEntry("cache-control", "no-cache")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cross-origin-opener-policy", "same-origin")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .containsEntry(
                        "content-security-policy",
                        "default-src 'none'; script-src 'self' 'sha256-" + hashOf("script", reply.text())
                                + "'; style-src 'sha256-" + hashOf("style", reply.text())
                                + "'; img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                                + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'");
    }

    /** Of the only element of that name that stands in the document; a browser takes no other. */
    private static String hashOf(String element, String document) throws Exception {
        Matcher found = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(document);
        assertThat(found.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(found.group(1).getBytes(UTF_8));
        assertThat(found.find()).isFalse();
        return Base64.getEncoder().encodeToString(hash);
    }

    @Test
    void files_namedInTheDocument_mayBeKeptForEver() throws IOException {
        assertThat(files()).hasSize(1);
        for (String file : files()) {
            var reply = server.get(file);
            assertThat(reply.status()).as(file).isEqualTo(200);
            assertThat(reply.headers())
                    .containsEntry("cache-control", "public, max-age=31536000, immutable")
                    .containsEntry("x-content-type-options", "nosniff");
        }
    }

    @Test
    void file_whoeverTakesGzip_getsTheSamePacked() throws Exception {
        String script = files().get(0);
        HttpResponse<byte[]> packed = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + script))
                                .header("Accept-Encoding", "br, gzip")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
        var plain = server.get(script);
        assertThat(plain.headers()).doesNotContainKey("content-encoding").containsEntry("vary", "accept-encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .hasSize(plain.text().getBytes(UTF_8).length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/files.txt",
                "/page/LICENSES.txt",
                "/page/index.html.gz",
                "/page/key",
                "/page/",
            })
    void file_notOnTheList_is404(String path) throws IOException {
        assertProblem(server.get(path), 404, "Not Found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/%2e%2e/stats",
                "/page/%2E%2e/traces",
                "/page/x/%2e%2e/%2e%2e/stats",
                "/page/..%2fstats",
                "/page/..",
            })
    void path_fromThePageElsewhere_needsTheKey(String path) throws IOException {
        assertProblem(server.get(path), 401, "Unauthorized");
    }

    @ParameterizedTest
    @CsvSource({
        "/, cross-site, navigate, 200",
        "/, cross-site, no-cors, 403",
        "/, same-site, cors, 403",
        "/health, cross-site, navigate, 403",
        "/page/unknown, cross-site, navigate, 403",
        "/page/unknown, same-origin, no-cors, 404",
    })
    void site_foreign_mayLinkToThePageOnly(String path, String site, String mode, int status) throws IOException {
        String headers = "Sec-Fetch-Site: " + site + "\r\nSec-Fetch-Mode: " + mode + "\r\n";
        assertThat(server.send(server.head("GET", path, headers)).status()).isEqualTo(status);
    }

    private static RawConnection.Reply trade(String code) throws IOException {
        return server.post("/page/key", "{\"code\":\"" + code + "\"}");
    }

    private static String link() throws IOException {
        return server.post("/dashboard/link", "{}".getBytes(UTF_8), "X-API-Key: " + KEY + "\r\n")
                .json()
                .get("code")
                .asText();
    }

    @Test
    void link_usedTwice_givesTheKeyOnce() throws IOException {
        String code = link();
        assertThat(code).hasSizeGreaterThanOrEqualTo(32);
        assertThat(trade(code).json().get("key").asText()).isEqualTo(KEY);
        assertProblem(trade(code), 403, "Forbidden");
    }

    @Test
    void link_others_workBesideIt() throws IOException {
        String first = link();
        String second = link();
        assertThat(trade(second).status()).isEqualTo(200);
        assertThat(trade(first).status()).isEqualTo(200);
        assertThat(trade("").status()).isEqualTo(403);
    }
}
