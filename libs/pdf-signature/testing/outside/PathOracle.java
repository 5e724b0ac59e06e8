import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says for each case of a file whether Java's own path builder (RFC 5280) finds a good path. */
class PathOracle {
  private static final Base64.Decoder BASE64 = Base64.getDecoder();

  public static void main(String[] args) throws Exception {
    Security.setProperty("jdk.certpath.disabledAlgorithms", "MD5");
    Date at = new Date(Long.parseLong(args[0]));
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      System.out.println(judge(line.split(" "), at));
    }
  }

  /** Fields: `kind:base64` or `policy:identifier`; a list of revoked ones turns revocation on. */
  private static String judge(String[] fields, Date at) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Object> store = new ArrayList<>();
    Set<TrustAnchor> anchors = new HashSet<>();
    Set<String> policies = new HashSet<>();
    X509CertSelector target = new X509CertSelector();
    boolean isRevocationWanted = false;
    try {
      for (String field : fields) {
        String kind = field.substring(0, field.indexOf(':'));
        String value = field.substring(field.indexOf(':') + 1);
        if (kind.equals("policy")) {
          policies.add(value);
          continue;
        }
        ByteArrayInputStream der = new ByteArrayInputStream(BASE64.decode(value));
        if (kind.equals("crl")) {
          store.add(factory.generateCRL(der));
          isRevocationWanted = true;
          continue;
        }
        X509Certificate certificate = (X509Certificate) factory.generateCertificate(der);
        if (kind.equals("anchor")) anchors.add(new TrustAnchor(certificate, null));
        else store.add(certificate);
        if (kind.equals("target")) target.setCertificate(certificate);
      }
    } catch (CertificateException unreadable) {
      return "unreadable";
    }
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.setMaxPathLength(-1);
    parameters.setDate(at);
    parameters.setRevocationEnabled(isRevocationWanted);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(store)));
    if (!policies.isEmpty()) {
      parameters.setInitialPolicies(policies);
      parameters.setExplicitPolicyRequired(true);
    }
    try {
      CertPathBuilder.getInstance("PKIX", "SUN").build(parameters);
      return "good";
    } catch (CertPathBuilderException refused) {
      return "bad";
    }
  }
}
