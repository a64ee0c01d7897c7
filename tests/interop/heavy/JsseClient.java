// A TLS client for the interoperability tests: Java's JSSE. Arguments are name=value: port, name, ca (PEM), request (file),
// times; and any of keys (PKCS#12, password "secret"), suite, alpn, protocol. For each connection it prints a line
// "version suite alpn" and the answer in Base64, or "error" and what it was.
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

public class JsseClient {
  static SSLContext context(Map<String, String> options) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    try (InputStream in = new FileInputStream(options.get("ca"))) {
      int count = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in))
        trusted.setCertificateEntry("ca" + count++, one);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = null;
    if (options.containsKey("keys")) {
      KeyStore own = KeyStore.getInstance("PKCS12");
      try (InputStream in = new FileInputStream(options.get("keys"))) {
        own.load(in, "secret".toCharArray());
      }
      keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, "secret".toCharArray());
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  static void connect(SSLContext context, Map<String, String> options) throws Exception {
    int port = Integer.parseInt(options.get("port"));
    try (Socket plain = new Socket("127.0.0.1", port);
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, options.get("name"), port, true)) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {options.getOrDefault("protocol", "TLSv1.3")});
      if (options.containsKey("suite")) parameters.setCipherSuites(new String[] {options.get("suite")});
      if (options.containsKey("alpn")) parameters.setApplicationProtocols(options.get("alpn").split(","));
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      tls.getOutputStream().write(Files.readAllBytes(Path.of(options.get("request"))));
      byte[] answer = tls.getInputStream().readAllBytes();
      System.out.println(tls.getSession().getProtocol() + " " + tls.getSession().getCipherSuite() + " "
          + tls.getApplicationProtocol() + "\n" + Base64.getEncoder().encodeToString(answer));
    } catch (java.io.IOException error) {
      System.out.println("error\n" + error);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) options.put(argument.split("=", 2)[0], argument.split("=", 2)[1]);
    SSLContext context = context(options);
    for (int i = 0; i < Integer.parseInt(options.getOrDefault("times", "1")); ++i) connect(context, options);
  }
}
