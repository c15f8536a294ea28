package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.JOB;
import static dev.tributary.transport.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.crypto.aead.DirectionKey;
import dev.tributary.crypto.aead.EphemeralKey;
import dev.tributary.crypto.random.Hkdf;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.wire.WireWriter;
import dev.tributary.transport.pki.Fingerprint;
import dev.tributary.transport.pki.Identity;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Introductions that somebody else wrote, repeated, altered or exchanged. */
class KeyAgreementTest {
  private static final RunId RUN = new RunId("spring-1");

  /** Order of the group of P-256 (SEC 2). */
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  @TempDir private Path folder;
  private TestFederation federation;
  private Identity lender;
  private Identity bureau;
  private KeyAgreement mine;
  private KeyAgreement theirs;

  @BeforeEach
  void introduce() {
    federation = new TestFederation(folder);
    lender = federation.party(LENDER);
    bureau = federation.party(BUREAU);
    mine = agreement(LENDER, lender);
    theirs = agreement(BUREAU, bureau);
  }

  private static KeyAgreement agreement(PartyId self, Identity identity) {
    return new KeyAgreement(TestFederation.spec(self, Map.of()), identity, RUN);
  }

  private MaliciousPeer peer(Identity signer) {
    return new MaliciousPeer(signer, BUREAU, RUN);
  }

  private RunKeys shown(byte[] introduction) {
    return mine.agree(Map.of(BUREAU, introduction));
  }

  private FederationException refused(byte[] introduction, PeerText told) {
    return refused(mine, introduction, told);
  }

  private static FederationException refused(
      KeyAgreement agreement, byte[] introduction, PeerText told) {
    FederationException failure =
        catchThrowableOfType(
            FederationException.class, () -> agreement.agree(Map.of(BUREAU, introduction)));
    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
    assertThat(FederationException.reasonForPeers(failure)).isEqualTo("bureau: " + told.words());
    assertThat(failure).hasMessageStartingWith("bureau: ");
    return failure;
  }

  @Test
  void bothSidesGetTheSameTwoKeys() {
    RunKeys atLender = shown(theirs.introduction());
    RunKeys atBureau = theirs.agree(Map.of(LENDER, mine.introduction()));

    assertThat(atLender.to(BUREAU)).isEqualTo(atBureau.from(LENDER));
    assertThat(atLender.from(BUREAU)).isEqualTo(atBureau.to(LENDER));
    assertThat(atLender.to(BUREAU)).isNotEqualTo(atLender.from(BUREAU));
    assertThat(mine.signers()).containsOnly(Map.entry(BUREAU, bureau.certificate().getPublicKey()));
  }

  /** The formula of the class, with a run key that the test knows; bureau is before lender. */
  @Test
  void keysAreOfTheSharedSecretBothIntroductionsAndTheDirection() throws Exception {
    EphemeralKey known = new EphemeralKey();
    byte[] introduction = peer(bureau).withRunKey(known.publicKey()).introduction();
    RunKeys keys = shown(introduction);

    byte[] shared = known.agree(Introduction.decode(mine.introduction()).publicKey());
    MessageDigest both = MessageDigest.getInstance("SHA-256");
    both.update(MessageDigest.getInstance("SHA-256").digest(introduction));
    both.update(MessageDigest.getInstance("SHA-256").digest(mine.introduction()));
    byte[] transcript = both.digest();
    assertThat(keys.to(BUREAU)).isEqualTo(derived(shared, transcript, "lender>bureau"));
    assertThat(keys.from(BUREAU)).isEqualTo(derived(shared, transcript, "bureau>lender"));
  }

  private static DirectionKey derived(byte[] shared, byte[] transcript, String direction) {
    byte[] info = ("tributary/direction/1|" + direction).getBytes(StandardCharsets.UTF_8);
    return new DirectionKey(Hkdf.derive(shared, transcript, info, 32));
  }

  @Test
  void everyRunDrawsItsKeyAnew() {
    assertThat(Introduction.decode(mine.introduction()).publicKey())
        .isNotEqualTo(Introduction.decode(agreement(LENDER, lender).introduction()).publicKey())
        .isNotEqualTo(new byte[32]);
    assertThat(shown(peer(bureau).introduction()).to(BUREAU))
        .isNotEqualTo(
            agreement(LENDER, lender)
                .agree(Map.of(BUREAU, peer(bureau).introduction()))
                .to(BUREAU));
  }

  @Test
  void keysCannotBeMadeAgainOnceTheRunKeyIsDestroyed() {
    mine.destroy();

    assertThat(
            catchThrowableOfType(IllegalStateException.class, () -> shown(theirs.introduction())))
        .isNotNull();
  }

  @Test
  void eachPeerHasItsOwnKeys() {
    PartyId clinic = new PartyId("clinic");
    SessionSpec three =
        new SessionSpec(
            "spring",
            JOB,
            LENDER,
            Map.of(
                LENDER, Optional.empty(),
                BUREAU, Optional.empty(),
                clinic, Optional.empty()),
            TestFederation.DEADLINES);
    Map<PartyId, byte[]> introductions = new HashMap<>();
    introductions.put(BUREAU, theirs.introduction());
    introductions.put(
        clinic, new MaliciousPeer(federation.party(clinic), clinic, RUN).introduction());

    RunKeys keys = new KeyAgreement(three, lender, RUN).agree(introductions);

    assertThat(keys.to(BUREAU)).isNotEqualTo(keys.to(clinic));
    introductions.remove(clinic);
    assertThat(
            catchThrowableOfType(
                FederationException.class,
                () -> new KeyAgreement(three, lender, RUN).agree(introductions)))
        .hasMessage("clinic: its introduction is missing");
  }

  /**
   * ECDSA lets anybody turn a signature (r, s) into (r, -s), which is as good: an introduction is
   * still its sender's, yet other bytes. Whoever relays it like that separates the two sides.
   */
  @Test
  void whoeverWasShownOtherBytesHasOtherKeys() {
    byte[] altered = withOtherSignature(theirs.introduction());
    RunKeys atLender = shown(altered);
    RunKeys atBureau = theirs.agree(Map.of(LENDER, mine.introduction()));

    assertThat(altered).isNotEqualTo(theirs.introduction());
    assertThat(atLender.to(BUREAU)).isNotEqualTo(atBureau.from(LENDER));
    assertThat(atLender.from(BUREAU)).isNotEqualTo(atBureau.to(LENDER));
  }

  /** The same at the other party, for whom its own introduction is the first in name order. */
  @Test
  void whoeverSentOtherBytesHasOtherKeys() {
    RunKeys atBureau = theirs.agree(Map.of(LENDER, withOtherSignature(mine.introduction())));
    RunKeys atLender = shown(theirs.introduction());

    assertThat(atLender.to(BUREAU)).isNotEqualTo(atBureau.from(LENDER));
    assertThat(atLender.from(BUREAU)).isNotEqualTo(atBureau.to(LENDER));
  }

  private static byte[] withOtherSignature(byte[] introduction) {
    Introduction read = Introduction.decode(introduction);
    ASN1Sequence pair = ASN1Sequence.getInstance(read.signature());
    BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
    try {
      byte[] other =
          new DERSequence(
                  new ASN1Encodable[] {pair.getObjectAt(0), new ASN1Integer(ORDER.subtract(s))})
              .getEncoded();
      return new WireWriter(1).bytes(read.body()).bytes(other).toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRunKeyThatTheAggregatorPutsInIsUnsigned() {
    byte[] genuine = theirs.introduction();
    Introduction read = Introduction.decode(genuine);
    byte[] altered = genuine.clone();
    int at = indexOf(altered, read.publicKey());
    byte[] its = Introduction.decode(agreement(BUREAU, bureau).introduction()).publicKey();
    System.arraycopy(its, 0, altered, at, its.length);

    refused(altered, PeerText.FORGED);
  }

  private static int indexOf(byte[] whole, byte[] part) {
    for (int i = 0; ; i++) {
      if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
  }

  @Test
  void anotherMembersKeyDoesNotSignForAParty() {
    Identity member = federation.party(new PartyId("stranger"));

    refused(peer(member).showing(bureau).introduction(), PeerText.FORGED);
    assertThat(refused(peer(member).introduction(), PeerText.OTHER_CERTIFICATE))
        .hasMessage("bureau: its certificate is for 'CN=stranger'");
  }

  @Test
  void aSignatureForAnotherPurposeIsNone() {
    refused(peer(bureau).signing("manifest").introduction(), PeerText.FORGED);
  }

  @Test
  void anIntroductionOfAnotherRunOrPartyIsRefused() {
    refused(peer(bureau).inRun("spring-0").introduction(), PeerText.FORGED);
    refused(peer(bureau).named("clinic").introduction(), PeerText.FORGED);
    refused(mine.introduction(), PeerText.OTHER_CERTIFICATE);
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
    Identity foreign =
        new TestFederation(Files.createDirectory(folder.resolve("elsewhere"))).party(BUREAU);

    assertThat(refused(peer(foreign).introduction(), PeerText.OTHER_CERTIFICATE))
        .hasMessageContaining("was not issued by the trusted CA");
  }

  @Test
  void anAggregatorsCertificateIsNoPartysWhateverItsName() {
    Identity relay = federation.server(BUREAU, "relay.example");

    assertThat(refused(peer(relay).introduction(), PeerText.OTHER_CERTIFICATE))
        .hasMessage("bureau: its certificate is for 'CN=bureau'");
    refused(
        peer(federation.server(AGGREGATOR, "localhost")).introduction(),
        PeerText.OTHER_CERTIFICATE);
  }

  /** What a CA and an aggregator together could do to a party whose key nobody pins. */
  @Test
  void aSecondKeyThatTheCaCertifiedIsRefusedWhereOneIsPinned() {
    Identity second = federation.second(BUREAU);
    Map<PartyId, Fingerprint> pins = Map.of(BUREAU, bureau.fingerprint());
    KeyAgreement pinned = new KeyAgreement(TestFederation.spec(LENDER, pins), lender, RUN);

    assertThat(refused(pinned, peer(second).introduction(), PeerText.OTHER_KEY))
        .hasMessageContaining(second.fingerprint().value())
        .hasMessageContaining(bureau.fingerprint().value());
    assertThat(pinned.agree(Map.of(BUREAU, theirs.introduction())).to(BUREAU)).isNotNull();
    assertThat(shown(peer(second).introduction()).to(BUREAU)).isNotNull();
  }

  @Test
  void anotherVersionOrJobIsNamed() {
    assertThat(
            refused(
                peer(bureau).inFormat(TransportFormat.CURRENT + 1).introduction(),
                PeerText.OTHER_VERSION))
        .hasMessageContaining(
            "runs malicious 6 with transport format " + (TransportFormat.CURRENT + 1));
    refused(peer(bureau).inSuite("x25519-none-1").introduction(), PeerText.OTHER_VERSION);
    assertThat(refused(peer(bureau).withJob("cd".repeat(32)).introduction(), PeerText.OTHER_JOB))
        .hasMessageContaining(
            "has another job file than lender (SHA-256 cdcdcdcdcdcd..., here abab");
  }

  /** Points of small order, with which every agreement would give the same secret. */
  @Test
  void aRunKeyThatForcesTheSecretIsRefused() {
    for (int first = 0; first < 2; first++) {
      byte[] small = new byte[32];
      small[0] = (byte) first;
      assertThat(refused(peer(bureau).withRunKey(small).introduction(), PeerText.FORGED))
          .hasMessageContaining("no X25519 public key");
    }
  }

  @Test
  void whatIsNoIntroductionIsRefused() {
    refused(new byte[0], PeerText.FORGED);
    refused(peer(bureau).withRunKey(new byte[31]).introduction(), PeerText.FORGED);
    refused(peer(bureau).followedBy((byte) 0).introduction(), PeerText.FORGED);
    refused(peer(bureau).named("Not A Party").introduction(), PeerText.FORGED);
    refused(peer(bureau).inFormat(0).introduction(), PeerText.FORGED);
    byte[] longer = Arrays.copyOf(theirs.introduction(), theirs.introduction().length + 1);
    refused(longer, PeerText.FORGED);
  }

  @Test
  void aCertificateThatIsNoneIsRefused() {
    byte[] broken = theirs.introduction();
    broken[indexOf(broken, new byte[] {0x30, (byte) 0x82})] = 0x31;

    refused(broken, PeerText.OTHER_CERTIFICATE);
  }

  @Test
  void whatALaterChangeOfTheCopyDoesIsNothing() {
    mine.introduction()[20] ^= 1;

    assertThat(theirs.agree(Map.of(LENDER, mine.introduction())).to(LENDER)).isNotNull();
  }

  @Test
  void aRunHasNoKeysOfStrangers() {
    RunKeys keys = shown(theirs.introduction());

    for (PartyId stranger : new PartyId[] {LENDER, new PartyId("clinic")}) {
      assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> keys.to(stranger)))
          .hasMessageContaining(stranger.name());
      assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> keys.from(stranger)))
          .hasMessageContaining(stranger.name());
    }
  }
}
