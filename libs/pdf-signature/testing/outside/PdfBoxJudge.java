import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Security;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;

/**
 * What PDFBox and BouncyCastle say about signed files. Arguments: the moment of judging (milliseconds
 * since 1970), then a file, its password and the trusted root (DER), again and again. A line per
 * signature, and one per file with the count of coloured points on its first page; tabs between.
 */
public final class PdfBoxJudge {
  private static X509Certificate root;
  private static Date at;

  public static void main(String[] args) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    at = new Date(Long.parseLong(args[0]));
    for (int index = 1; index + 2 < args.length; index += 3) {
      try {
        root = certificate(Files.readAllBytes(Path.of(args[index + 2])));
        judge(args[index], args[index + 1]);
      } catch (Exception error) {
        tell(args[index], "file", "-", "FAILED " + error);
      }
    }
  }

  private static void tell(String... parts) {
    System.out.println(String.join("\t", parts).replace('\n', ' '));
  }

  private static void judge(String path, String password) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(path));
    try (PDDocument document = PDDocument.load(new File(path), password)) {
      for (PDSignatureField field : document.getSignatureFields()) {
        PDSignature signature = field.getSignature();
        if (signature == null) continue;
        tell(path, "signature", field.getFullyQualifiedName(), verdict(signature, bytes));
      }
      BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 72);
      tell(path, "page", page.getWidth() + "x" + page.getHeight(), String.valueOf(coloured(page)));
    }
  }

  /** Text is black or grey here; what is coloured comes from the pictures of signatures. */
  private static int coloured(BufferedImage page) {
    int count = 0;
    for (int rgb : page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth())) {
      int red = rgb >> 16 & 255;
      int blue = rgb & 255;
      if (Math.abs(red - blue) > 60) count += 1;
    }
    return count;
  }

  private static String verdict(PDSignature signature, byte[] bytes) {
    try {
      byte[] contents = signature.getContents(bytes);
      byte[] signed = signature.getSignedContent(bytes);
      if ("ETSI.RFC3161".equals(signature.getSubFilter())) {
        return "good " + stamp(new CMSSignedData(contents), signed);
      }
      return "good " + cms(new CMSSignedData(new CMSProcessableByteArray(signed), contents));
    } catch (Exception error) {
      return "FAILED " + error;
    }
  }

  private static String cms(CMSSignedData data) throws Exception {
    Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
    if (signers.size() != 1) throw new IllegalStateException(signers.size() + " signers");
    SignerInformation signer = signers.iterator().next();
    X509CertificateHolder holder = certificateOf(data.getCertificates(), signer);
    if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(holder))) {
      throw new IllegalStateException("signature value");
    }
    Attribute named = signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    ESSCertIDv2 id = SigningCertificateV2.getInstance(named.getAttributeValues()[0]).getCerts()[0];
    String digest = id.getHashAlgorithm().getAlgorithm().getId();
    byte[] hash = MessageDigest.getInstance(digest, "BC").digest(holder.getEncoded());
    if (!Arrays.equals(id.getCertHash(), hash)) {
      throw new IllegalStateException("signing certificate attribute");
    }
    trust(holder, data.getCertificates());
    Attribute stamp = signer.getUnsignedAttributes() == null ? null
        : signer.getUnsignedAttributes().get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    if (stamp == null) return "cms";
    ContentInfo token = ContentInfo.getInstance(stamp.getAttributeValues()[0]);
    return "cms " + stamp(new CMSSignedData(token), signer.getSignature());
  }

  private static String stamp(CMSSignedData data, byte[] stamped) throws Exception {
    TimeStampToken token = new TimeStampToken(data);
    X509CertificateHolder holder = (X509CertificateHolder) token.getCertificates()
        .getMatches(token.getSID()).iterator().next();
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(holder));
    String digest = token.getTimeStampInfo().getMessageImprintAlgOID().getId();
    byte[] imprint = MessageDigest.getInstance(digest, "BC").digest(stamped);
    if (!Arrays.equals(imprint, token.getTimeStampInfo().getMessageImprintDigest())) {
      throw new IllegalStateException("imprint");
    }
    trust(holder, token.getCertificates());
    return "time-stamp";
  }

  @SuppressWarnings("unchecked")
  private static X509CertificateHolder certificateOf(Store<X509CertificateHolder> store, SignerInformation signer) {
    return ((Collection<X509CertificateHolder>) store.getMatches(signer.getSID())).iterator().next();
  }

  private static X509Certificate certificate(byte[] der) throws Exception {
    return (X509Certificate) CertificateFactory.getInstance("X.509", "BC")
        .generateCertificate(new ByteArrayInputStream(der));
  }

  private static void trust(X509CertificateHolder leaf, Store<X509CertificateHolder> store) throws Exception {
    List<X509Certificate> pool = new ArrayList<>();
    for (X509CertificateHolder holder : store.getMatches(null)) {
      pool.add(certificate(holder.getEncoded()));
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(certificate(leaf.getEncoded()));
    PKIXBuilderParameters wanted = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), target);
    wanted.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(pool)));
    // What revocation evidence is worth is judged elsewhere, by openssl.
    wanted.setRevocationEnabled(false);
    wanted.setDate(at);
    CertPathBuilder.getInstance("PKIX", "BC").build(wanted);
  }
}
