package dev.tributary.transport.pki;

import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Makes a private key where it will be used, and the PKCS #10 request that leaves for the CA. */
public final class CertificateRequests {
  private CertificateRequests() {}

  /**
   * Writes {@code folder/name.key} (0600) and {@code folder/name.csr}.
   *
   * @param hosts DNS names and addresses of an aggregator; none for a party
   * @return the fingerprint of the new key, for job files
   */
  public static Fingerprint create(Path folder, PartyId name, List<String> hosts) {
    KeyPair pair = Keys.generate();
    try {
      JcaPKCS10CertificationRequestBuilder builder =
          new JcaPKCS10CertificationRequestBuilder(
              new X500Name("CN=" + name.name()), pair.getPublic());
      if (!hosts.isEmpty()) {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(HostNames.of(hosts).toArray(GeneralName[]::new)));
        builder.addAttribute(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
      }
      byte[] der =
          builder
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
              .getEncoded();
      PemFiles.writePrivate(
          folder.resolve(name + ".key"),
          PemFiles.text(PemFiles.PRIVATE_KEY, pair.getPrivate().getEncoded()));
      PemFiles.write(folder.resolve(name + ".csr"), PemFiles.text(PemFiles.REQUEST, der));
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
    return Fingerprint.of(pair.getPublic());
  }
}
