package homebox.controlplane.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's key with a certificate that it signed itself, made by the JDK's keytool. */
public final class Identity {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore keys;

  private Identity(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * A new one.
   *
   * @param san as keytool writes it: {@code dns:box.example,ip:127.0.0.1}
   * @param start as keytool writes it: {@code -10d}
   * @param days how long it is valid from then
   */
  public static Identity of(String san, String start, int days) {
    return named("CN=" + UUID.randomUUID(), san, start, days);
  }

  /**
   * A new one of an owner.
   *
   * @param owner a distinguished name (RFC 2253)
   */
  public static Identity named(String owner, String san, String start, int days) {
    try {
      Path file = Files.createTempDirectory("identity").resolve("key.p12");
      keytool(file, owner, san, start, days);
      KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD);
      Files.delete(file);
      Files.delete(file.getParent());
      return new Identity(keys);
    } catch (IOException | GeneralSecurityException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** To serve with. */
  public SSLContext context() {
    try {
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Key and certificate, as programs that are not Java's read them. */
  public String pem() {
    try {
      return pem("PRIVATE KEY", keys.getKey("key", PASSWORD).getEncoded())
          + pem("CERTIFICATE", keys.getCertificate("key").getEncoded());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String pem(String what, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }

  /** What trusts exactly these. */
  public static KeyStore anchors(List<Identity> trusted) {
    try {
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      for (int i = 0; i < trusted.size(); i++) {
        anchors.setCertificateEntry("anchor" + i, trusted.get(i).keys.getCertificate("key"));
      }
      return anchors;
    } catch (IOException | GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void keytool(Path file, String owner, String san, String start, int days)
      throws IOException, InterruptedException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "key",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            owner,
            "-ext",
            "san=" + san,
            "-startdate",
            start,
            "-validity",
            String.valueOf(days),
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
  }
}
