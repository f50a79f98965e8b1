package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate for localhost that no authority knows, and its key, as PEM files. */
public record SelfSigned(Path certificate, Path key) {

    private static final String PASSWORD = "changeit";

    public static SelfSigned in(Path folder) throws Exception {
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
        return new SelfSigned(
                pem(folder, "CERTIFICATE", keys.getCertificate("a").getEncoded()),
                pem(
                        folder,
                        "PRIVATE KEY",
                        keys.getKey("a", PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path pem(Path folder, String kind, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        Path file = folder.resolve(kind.replace(' ', '-') + ".pem");
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
