package dev.flatline.stream.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificate and key of a server, out of a key store that {@code keytool} or OpenSSL made (PKCS #12 or JKS). */
public final class ServerTls {

    private ServerTls() {}

    /**
     * The same certificates are what peers are trusted by, when one instance asks another.
     *
     * @throws IOException if the file cannot be read, or not with this password
     */
    public static SSLContext read(Path keyStore, char[] password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(keyStore.toFile(), password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted(store));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate and key can be had from " + keyStore + ": " + e.getMessage(), e);
        }
    }

    /** A key entry is no trust anchor by itself; its certificates are made so. */
    private static KeyStore trusted(KeyStore own) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (String alias : Collections.list(own.aliases())) {
            Certificate[] chain = own.getCertificateChain(alias);
            if (chain != null) {
                trusted.setCertificateEntry(alias, chain[chain.length - 1]);
            } else if (own.isCertificateEntry(alias)) {
                trusted.setCertificateEntry(alias, own.getCertificate(alias));
            }
        }
        return trusted;
    }
}
