package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.RunId;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** The coin toss against a party that would choose its outcome. */
class JointSeedTest {
  private static final RunId RUN = new RunId("r");

  private final SecureRandom random = new SecureRandom();
  private final JointSeed vector = JointSeed.ofVectorOwner(RUN, random);
  private final JointSeed matrix = JointSeed.ofMatrixOwner(RUN, random);

  @Test
  void bothComeToOneSeedThatDependsOnBothNonces() {
    byte[] ofVector = vector.opening(matrix.commitment());
    byte[] ofMatrix = matrix.opening(vector.commitment());
    byte[] seed = vector.open(ofMatrix);
    assertThat(matrix.open(ofVector)).isEqualTo(seed).hasSize(32);
    for (boolean again : new boolean[] {true, false}) {
      JointSeed other = JointSeed.ofVectorOwner(RUN, again ? fixed(ofVector) : random);
      JointSeed partner = JointSeed.ofMatrixOwner(RUN, again ? random : fixed(ofMatrix));
      other.opening(partner.commitment());
      assertThat(other.open(partner.opening(other.commitment()))).isNotEqualTo(seed);
    }
  }

  /** A constant nonce would leave the seed to the other party. */
  @Test
  void everyNonceIsDrawn() {
    byte[] first = vector.opening(new byte[32]);
    byte[] second = JointSeed.ofVectorOwner(RUN, random).opening(new byte[32]);
    assertThat(first).isNotEqualTo(second).isNotEqualTo(new byte[32]);
    assertThat(second).isNotEqualTo(new byte[32]);
    assertThat(matrix.opening(new byte[32])).isNotEqualTo(new byte[32]);
  }

  /** Without the role in a commitment a party could send the other's own back, opening included. */
  @Test
  void aMirroredCommitmentIsRefused() {
    byte[] mine = vector.opening(vector.commitment());
    assertThatThrownBy(() -> vector.open(mine)).hasMessageContaining("match its commitment");
    byte[] its = matrix.opening(matrix.commitment());
    assertThatThrownBy(() -> matrix.open(its)).hasMessageContaining("match its commitment");
  }

  /** Two of one role never meet: the seed tells who drew which nonce. */
  @Test
  void rolesHaveTheirPlaceInTheSeed() {
    byte[] a = new byte[32];
    byte[] b = new byte[32];
    b[5] = 1;
    assertThat(toss(RUN, a, b)).isNotEqualTo(toss(RUN, b, a));
    assertThat(toss(RUN, a, b)).isEqualTo(toss(RUN, a, b));
  }

  @Test
  void commitmentsAndSeedsAreOfTheirRun() {
    RunId other = new RunId("s");
    assertThat(toss(RUN, new byte[32], new byte[32]))
        .isNotEqualTo(toss(other, new byte[32], new byte[32]));
    JointSeed elsewhere = JointSeed.ofMatrixOwner(other, random);
    vector.opening(elsewhere.commitment());
    byte[] opening = elsewhere.opening(new byte[32]);
    assertThatThrownBy(() -> vector.open(opening)).hasMessageContaining("match its commitment");
  }

  @Test
  void everyStepComesOnceAndInItsTurn() {
    byte[] ofMatrix = matrix.opening(vector.commitment());
    assertThatThrownBy(() -> vector.open(ofMatrix)).hasMessageContaining("follow the commitment");
    assertThatThrownBy(() -> vector.opening(new byte[31])).hasMessageContaining("32 bytes");
    vector.opening(matrix.commitment());
    assertThatThrownBy(() -> vector.opening(matrix.commitment()))
        .hasMessageContaining("one commitment");
    assertThatThrownBy(() -> vector.open(new byte[33])).hasMessageContaining("32 bytes");
    assertThat(vector.open(ofMatrix)).hasSize(32);
    assertThatThrownBy(() -> vector.open(ofMatrix)).hasMessageContaining("once");
  }

  /** A wrong opening leaves the turn to the right one. */
  @Test
  void theNonceIsNotTheCallersToChange() {
    byte[] given = vector.opening(matrix.commitment());
    byte[] before = given.clone();
    given[0] ^= 1;
    byte[] ofMatrix = matrix.opening(vector.commitment());
    assertThatThrownBy(() -> matrix.open(given)).hasMessageContaining("match its commitment");
    assertThat(matrix.open(before)).isEqualTo(vector.open(ofMatrix));
  }

  private byte[] toss(RunId run, byte[] ofVector, byte[] ofMatrix) {
    JointSeed one = JointSeed.ofVectorOwner(run, fixed(ofVector));
    JointSeed other = JointSeed.ofMatrixOwner(run, fixed(ofMatrix));
    one.opening(other.commitment());
    return one.open(other.opening(one.commitment()));
  }

  private static SecureRandom fixed(byte[] value) {
    return new SecureRandom() {
      private static final long serialVersionUID = 1L;

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(value, 0, bytes, 0, bytes.length);
      }
    };
  }
}
