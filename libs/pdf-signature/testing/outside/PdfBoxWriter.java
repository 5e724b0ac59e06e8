import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Security;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationMarkup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationSquareCircle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationTextMarkup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureInterface;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDListBox;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * What honest programs that stand on PDFBox do to signed files, each time as an incremental update.
 * Arguments: key (PKCS#8) and certificate (DER) of the signer, then jobs: what to do, the file, the
 * result, a subject and a value.
 */
public final class PdfBoxWriter {
  private static PrivateKey key;
  private static X509CertificateHolder certificate;

  public static void main(String[] args) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    key = KeyFactory.getInstance("EC", "BC")
        .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(Path.of(args[0]))));
    certificate = new X509CertificateHolder(Files.readAllBytes(Path.of(args[1])));
    for (int index = 2; index + 4 < args.length; index += 5) {
      String[] job = Arrays.copyOfRange(args, index, index + 5);
      try (PDDocument document = PDDocument.load(new File(job[1]))) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(job, document, out);
        Files.write(Path.of(job[2]), out.toByteArray());
      } catch (Exception error) {
        System.out.println(String.join("\t", job[0], job[3], "FAILED " + error));
      }
    }
  }

  private static void run(String[] job, PDDocument document, ByteArrayOutputStream out) throws Exception {
    switch (job[0]) {
      case "scroll":
        ((PDListBox) document.getDocumentCatalog().getAcroForm().getField(job[3])).setTopIndex(2);
        document.saveIncremental(out, fill(document, job[3], job[4]));
        break;
      case "fill":
        document.saveIncremental(out, fill(document, job[3], job[4]));
        break;
      case "note":
        document.saveIncremental(out, note(document, job[3], job[4]));
        break;
      default:
        sign(document, job[3], job[4], out);
    }
  }

  private static Set<COSDictionary> fill(PDDocument document, String name, String value) throws Exception {
    PDAcroForm form = document.getDocumentCatalog().getAcroForm();
    PDField field = form.getField(name);
    field.setValue(value);
    Set<COSDictionary> changed = new HashSet<>(Set.of(field.getCOSObject()));
    for (PDAnnotationWidget widget : field.getWidgets()) {
      changed.add(widget.getCOSObject());
      collect(widget.getCOSObject().getDictionaryObject(COSName.AP), changed);
    }
    return changed;
  }

  private static void collect(COSBase value, Set<COSDictionary> changed) {
    if (!(value instanceof COSDictionary) || !changed.add((COSDictionary) value)) return;
    for (COSName key : ((COSDictionary) value).keySet()) {
      if (key.equals(COSName.N)) collect(((COSDictionary) value).getDictionaryObject(key), changed);
    }
  }

  private static Set<COSDictionary> note(PDDocument document, String kind, String text) throws Exception {
    PDPage page = document.getPage(0);
    List<PDAnnotation> all = page.getAnnotations();
    List<PDAnnotation> own = new ArrayList<>();
    PDRectangle line = new PDRectangle(85, 690, 215, 26);
    if (kind.equals("Text")) {
      PDAnnotationText note = new PDAnnotationText();
      note.setRectangle(new PDRectangle(540, 780, 20, 20));
      PDAnnotationPopup popup = new PDAnnotationPopup();
      popup.setRectangle(new PDRectangle(300, 600, 200, 100));
      popup.setParent(note);
      note.setPopup(popup);
      PDAnnotationText reply = new PDAnnotationText();
      reply.setRectangle(new PDRectangle(540, 780, 20, 20));
      reply.setInReplyTo(note);
      reply.setContents("Da xem");
      own.addAll(List.of(note, popup, reply));
    } else if (kind.equals("Square")) {
      PDAnnotationSquareCircle square = new PDAnnotationSquareCircle("Square");
      square.setRectangle(new PDRectangle(20, 20, 40, 40));
      own.add(square);
    } else {
      PDAnnotationTextMarkup mark = new PDAnnotationTextMarkup(kind);
      mark.setRectangle(line);
      mark.setQuadPoints(new float[] {85, 716, 300, 716, 85, 690, 300, 690});
      own.add(mark);
    }
    for (PDAnnotation annotation : own) {
      annotation.setPage(page);
      annotation.setPrinted(true);
      annotation.setColor(new PDColor(new float[] {1, 1, 0}, PDDeviceRGB.INSTANCE));
      if (annotation instanceof PDAnnotationMarkup) {
        annotation.setContents(text);
        annotation.constructAppearances(document);
      }
    }
    all.addAll(own);
    page.setAnnotations(all);
    // What is new is reached from the page; named here, too, PDFBox 2 writes it twice.
    return Set.of(page.getCOSObject());
  }

  /** A field of its own that shows nothing; the subject is the /SubFilter, the value the day or nothing. */
  /** In a field of its own, or, behind the kind of signature, in one that is named. */
  private static void sign(PDDocument document, String subject, String day, ByteArrayOutputStream out)
      throws Exception {
    PDSignature signature = new PDSignature();
    String[] parts = subject.split(" ");
    String subFilter = parts[0];
    if (parts.length > 1) {
      PDField place = document.getDocumentCatalog().getAcroForm().getField(parts[1]);
      place.getCOSObject().setItem(COSName.V, signature);
    }
    signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(COSName.getPDFName(subFilter));
    signature.setName("Nguyen Van Ky");
    if (!day.isEmpty()) {
      Calendar date = Calendar.getInstance(TimeZone.getTimeZone("Asia/Ho_Chi_Minh"));
      date.setTimeInMillis(Long.parseLong(day));
      signature.setSignDate(date);
    }
    document.addSignature(signature, new Cms());
    document.saveIncremental(out);
  }

  /** As PDFBox's own example signs: BER with lengths that are not stated. Its clock is left out. */
  private static final class Cms implements SignatureInterface {
    @Override
    public byte[] sign(InputStream content) {
      try {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
            new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().setProvider("BC").build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator() {
                  @Override
                  public AttributeTable getAttributes(Map given) {
                    return super.getAttributes(given).remove(CMSAttributes.signingTime);
                  }
                })
                .build(new JcaContentSignerBuilder("SHA256withECDSA").setProvider("BC").build(key), certificate));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
      } catch (Exception error) {
        throw new IllegalStateException(error);
      }
    }
  }
}
