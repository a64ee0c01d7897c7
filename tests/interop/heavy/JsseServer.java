// A TLS server for the interoperability tests: Java's JSSE. Arguments are name=value: keys (PKCS#12, password "secret");
// and any of ca (PEM; then a client certificate is required), protocol, suites, alpn. Prints its port; answers every request
// with "version suite alpn client".
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

public class JsseServer {
  static SSLContext context(Map<String, String> options) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(options.get("keys"))) {
      own.load(in, "secret".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, "secret".toCharArray());
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    if (options.containsKey("ca"))
      try (InputStream in = new FileInputStream(options.get("ca"))) {
        int count = 0;
        for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in))
          trusted.setCertificateEntry("ca" + count++, one);
      }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), options.containsKey("ca") ? trust.getTrustManagers() : null, null);
    return context;
  }

  static void serve(SSLSocket accepted, Map<String, String> options) {
    try (SSLSocket tls = accepted) {
      SSLParameters parameters = tls.getSSLParameters();
      if (options.containsKey("protocol")) parameters.setProtocols(options.get("protocol").split(","));
      if (options.containsKey("suites")) parameters.setCipherSuites(options.get("suites").split(","));
      if (options.containsKey("alpn")) parameters.setApplicationProtocols(options.get("alpn").split(","));
      parameters.setNeedClientAuth(options.containsKey("ca"));
      tls.setSSLParameters(parameters);
      BufferedReader in = new BufferedReader(new InputStreamReader(tls.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) continue;
      String client = "none";
      if (options.containsKey("ca"))
        client = ((X509Certificate) tls.getSession().getPeerCertificates()[0]).getSubjectX500Principal().getName();
      String body = tls.getSession().getProtocol() + " " + tls.getSession().getCipherSuite() + " "
          + tls.getApplicationProtocol() + " " + client + "\n";
      tls.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
          .getBytes(StandardCharsets.US_ASCII));
    } catch (java.io.IOException error) {
      System.out.println(error);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) options.put(argument.split("=", 2)[0], argument.split("=", 2)[1]);
    SSLServerSocket door = (SSLServerSocket) context(options).getServerSocketFactory().createServerSocket(
        0, 50, InetAddress.getByName("127.0.0.1"));
    System.out.println("PORT " + door.getLocalPort());
    while (true) {
      SSLSocket accepted = (SSLSocket) door.accept();
      new Thread(() -> serve(accepted, options)).start();
    }
  }
}
