package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every part of an address, of the run and of the party is in the seed: no two uses share one. */
class SecretSeedsTest {
  private static final byte[] DIGEST = new byte[32];
  private static final byte[] OTHER = digest(31);
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final ChannelLease LEASE = new ChannelLease(3, 0, 2);

  /** The same nonce in every object, so that nothing else tells seeds apart. */
  private final SecretSeeds seeds = seeds(DIGEST, "r", 0);

  @Test
  void batchesHaveSecretsOfTheirOwn() {
    assertDistinct(
        List.of(
            seeds.batch(LatticeSet.Q32, 0),
            seeds.batch(LatticeSet.Q32, 1),
            seeds.batch(LatticeSet.Q32, 256),
            seeds.batch(LatticeSet.Q40, 0)));
    assertThat(seeds.batch(LatticeSet.Q32, 1)).isEqualTo(seeds.batch(LatticeSet.Q32, 1));
  }

  @Test
  void zerosAreOfABatchAndABlock() {
    assertDistinct(
        List.of(
            seeds.zero(LatticeSet.Q32, 0, 0),
            seeds.zero(LatticeSet.Q32, 1, 0),
            seeds.zero(LatticeSet.Q32, 0, 1),
            seeds.zero(LatticeSet.Q40, 0, 0)));
    assertThat(seeds.zero(LatticeSet.Q32, 1, 2)).isEqualTo(seeds.zero(LatticeSet.Q32, 1, 2));
  }

  /** Two replies under one flood would tell their difference without noise. */
  @Test
  void floodsAreOfALeaseABlockAndAMessage() {
    assertDistinct(
        List.of(
            seeds.flood(LEASE, 0, DIGEST),
            seeds.flood(new ChannelLease(4, 0, 2), 0, DIGEST),
            seeds.flood(new ChannelLease(3, 1, 2), 0, DIGEST),
            seeds.flood(new ChannelLease(3, 0, 3), 0, DIGEST),
            seeds.flood(LEASE, 1, DIGEST),
            seeds.flood(LEASE, 0, OTHER)));
    assertThat(seeds.flood(LEASE, 1, OTHER)).isEqualTo(seeds.flood(LEASE, 1, OTHER));
  }

  @Test
  void floodsOfSharesAreOfAMatrixOwnerToo() {
    assertDistinct(
        List.of(
            seeds.shareFlood(LEASE, BUREAU, 0, DIGEST),
            seeds.shareFlood(LEASE, new PartyId("retailer"), 0, DIGEST),
            seeds.shareFlood(new ChannelLease(4, 0, 2), BUREAU, 0, DIGEST),
            seeds.shareFlood(new ChannelLease(3, 1, 2), BUREAU, 0, DIGEST),
            seeds.shareFlood(LEASE, BUREAU, 1, DIGEST),
            seeds.shareFlood(LEASE, BUREAU, 0, OTHER),
            seeds.flood(LEASE, 0, DIGEST)));
  }

  @Test
  void purposesDoNotMeet() {
    assertDistinct(
        List.of(
            seeds.batch(LatticeSet.Q32, 0),
            seeds.zero(LatticeSet.Q32, 0, 0),
            seeds.flood(LEASE, 0, DIGEST),
            seeds.shareFlood(LEASE, BUREAU, 0, DIGEST)));
  }

  @Test
  void partyRunAndEpochHaveSeedsOfTheirOwn() {
    List<byte[]> all = new ArrayList<>();
    for (SecretSeeds each :
        List.of(seeds, seeds(OTHER, "r", 0), seeds(DIGEST, "s", 0), seeds(DIGEST, "r", 1))) {
      all.add(each.batch(LatticeSet.Q32, 0));
    }
    assertDistinct(all);
    assertThat(seeds(DIGEST, "r", 0).batch(LatticeSet.Q32, 0)).isEqualTo(all.get(0));
  }

  /** A driver that starts again in the same epoch must not repeat itself. */
  @Test
  void everyObjectDrawsANonce() {
    SecureRandom random = new SecureRandom();
    assertDistinct(
        List.of(
            new SecretSeeds(DIGEST, new RunId("r"), 0, random).batch(LatticeSet.Q32, 0),
            new SecretSeeds(DIGEST, new RunId("r"), 0, random).batch(LatticeSet.Q32, 0),
            seeds.batch(LatticeSet.Q32, 0)));
  }

  private static void assertDistinct(List<byte[]> seeds) {
    Set<String> distinct = new HashSet<>();
    for (byte[] seed : seeds) {
      assertThat(seed).hasSize(32);
      distinct.add(HexFormat.of().formatHex(seed));
    }
    assertThat(distinct).hasSize(seeds.size());
  }

  private static SecretSeeds seeds(byte[] master, String run, int epoch) {
    SecureRandom fixed =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {}
        };
    return new SecretSeeds(master, new RunId(run), epoch, fixed);
  }

  private static byte[] digest(int last) {
    byte[] digest = new byte[32];
    digest[last] = 1;
    return digest;
  }
}
