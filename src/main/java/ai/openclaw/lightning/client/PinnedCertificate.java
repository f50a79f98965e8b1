package ai.openclaw.lightning.client;

import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts only the certificate in the bridge's configuration. The certificate may be self-signed and may name any host,
 * because the configuration already says which bridge to expect.
 */
public final class PinnedCertificate {

    private PinnedCertificate() {}

    /**
     * Reads the first certificate of a PEM file.
     *
     * @throws ConfigException if there is none
     */
    public static X509Certificate read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new ConfigException(
                    "bridge.tls_cert_path: " + file + " can't be read as a certificate: " + IoReason.of(e), e);
        }
    }

    static SSLSocketFactory socketFactory(X509Certificate expected) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedTrust(expected)}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private record PinnedTrust(X509Certificate expected) implements X509TrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
            if (!Arrays.equals(chain[0].getEncoded(), expected.getEncoded())) {
                throw new CertificateException("the bridge's certificate is not the one in bridge.tls_cert_path");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
            throw new CertificateException("this trust manager does not accept client certificates");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[] {expected};
        }
    }
}
