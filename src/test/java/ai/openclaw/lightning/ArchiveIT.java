package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What a stranger finds in the archives, and what package managers are told about them. */
class ArchiveIT {

    private static final Path DIST =
            Path.of(System.getProperty("lightning.dist", "target/lightning")).toAbsolutePath();
    private static final Path TARGET = DIST.getParent();
    private static final String VERSION = "0.1.0";

    /** In Markdown and in HTML. */
    private static final Pattern LINK = Pattern.compile("(?:\\]\\(|\\bhref=\"|\\bsrc=\")([^)\"\\s]+)");

    @Test
    void links_everyPage_leadToAFileOfTheArchiveOrToHttps() throws IOException {
        List<String> dead = new ArrayList<>();
        int found = 0;
        try (Stream<Path> files = Files.walk(DIST)) {
            for (Path page : (Iterable<Path>) files.filter(ArchiveIT::isPage)::iterator) {
                Matcher link = LINK.matcher(Files.readString(page));
                while (link.find()) {
                    found++;
                    String to = link.group(1).replaceFirst("#.*", "");
                    boolean leads = to.isEmpty()
                            || to.startsWith("https://")
                            || Files.exists(page.getParent().resolve(to));
                    if (!leads) {
                        dead.add(DIST.relativize(page) + ": " + to);
                    }
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void zip_isForWindows_itsLineEndsAndNoClassArchives() throws IOException {
        try (ZipFile zip = new ZipFile(archive(".zip").toFile(), StandardCharsets.UTF_8)) {
            List<? extends ZipEntry> entries = zip.stream().toList();
            assertThat(entries).noneMatch(entry -> entry.getName().matches(".*\\.(jsa|of)"));
            List<? extends ZipEntry> scripts = entries.stream()
                    .filter(entry -> entry.getName().matches(".*\\.(bat|ps1)"))
                    .toList();
            assertThat(scripts).hasSizeGreaterThanOrEqualTo(3);
            for (ZipEntry script : scripts) {
                String text = new String(zip.getInputStream(script).readAllBytes(), StandardCharsets.UTF_8);
                assertThat(text.replace("\r\n", "")).as(script.getName()).doesNotContain("\n");
            }
            String launcher = new String(
                    zip.getInputStream(zip.getEntry("lightning-" + VERSION + "/bin/lightning"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(launcher).startsWith("#!/bin/sh\n").doesNotContain("\r");
        }
    }

    @Test
    void contents_whatTheDocsSendPeopleTo_isThere() {
        for (String file : List.of(
                "examples/sample-traces.jsonl.gz",
                "npm/openclaw-lightning-" + VERSION + ".tgz",
                "python/openclaw_lightning-" + VERSION + "-py3-none-any.whl",
                "docs/openapi.yaml",
                "completions/lightning.bash")) {
            assertThat(DIST.resolve(file)).isNotEmptyFile();
        }
    }

    @Test
    void winget_manifests_nameThisArchive() throws Exception {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        Path folder = TARGET.resolve("packages/winget");
        for (String name : List.of("", ".installer", ".locale.en-US")) {
            JsonNode manifest = yaml.readTree(
                    folder.resolve("OpenClaw.Lightning" + name + ".yaml").toFile());
            assertThat(manifest.path("PackageIdentifier").asText()).isEqualTo("OpenClaw.Lightning");
            assertThat(manifest.path("PackageVersion").asText()).isEqualTo(VERSION);
            assertThat(manifest.toString()).doesNotContain("@", "${");
        }
        JsonNode installer = yaml.readTree(
                folder.resolve("OpenClaw.Lightning.installer.yaml").toFile());
        assertThat(installer.at("/Installers/0/InstallerSha256").asText()).isEqualTo(sha256(archive(".zip")));
        String nested = installer
                .at("/NestedInstallerFiles/0/RelativeFilePath")
                .asText()
                .replace('\\', '/');
        try (ZipFile zip = new ZipFile(archive(".zip").toFile(), StandardCharsets.UTF_8)) {
            assertThat(zip.getEntry(nested)).isNotNull();
        }
    }

    @Test
    void homebrew_formula_namesThisArchive() throws Exception {
        Path formula = TARGET.resolve("packages/openclaw-lightning.rb");
        assertThat(formula)
                .content()
                .contains("sha256 \"" + sha256(archive(".tar.gz")) + "\"", "lightning-" + VERSION + ".tar.gz")
                .doesNotContain("@version@", "@url@", "@homepage@", "${project", "${release");
        assumeTrue(onPath("ruby"), "Ruby parses the formula only where it is installed");
        Process ruby =
                new ProcessBuilder("ruby", "-c", formula.toString()).inheritIO().start();
        assertThat(ruby.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ruby.exitValue()).isZero();
    }

    private static boolean isPage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".md") || name.endsWith(".html");
    }

    private static Path archive(String ending) {
        return TARGET.resolve("lightning-" + VERSION + ending);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
