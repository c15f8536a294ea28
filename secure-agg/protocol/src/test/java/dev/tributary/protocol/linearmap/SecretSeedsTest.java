package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every one-time seed differs with each thing that it must be bound to, and repeats otherwise. */
class SecretSeedsTest {
  private static final byte[] MASTER = new byte[32];
  private static final byte[] MESSAGE = {1};
  private static final byte[] OTHER = {2};
  private static final ChannelLease LEASE = new ChannelLease(3, 0, 2);
  private static final PartyId BUREAU = new PartyId("bureau");

  private final SecretSeeds seeds = seeds("run", 0);

  private static SecretSeeds seeds(String run, int epoch) {
    return new SecretSeeds(MASTER, new RunId(run), epoch, new Constant());
  }

  @Test
  void noTwoPurposesBatchesBlocksLeasesOrMessagesHaveOneSeed() {
    List<byte[]> all = new ArrayList<>();
    for (int batch = 0; batch < 2; batch++) {
      for (LatticeSet set : new LatticeSet[] {LatticeSet.Q32, LatticeSet.Q40}) {
        all.add(seeds.batch(set, batch));
        all.add(seeds.zero(set, batch, 0));
        all.add(seeds.zero(set, batch, 1));
      }
    }
    for (ChannelLease lease :
        new ChannelLease[] {LEASE, new ChannelLease(4, 0, 2), new ChannelLease(3, 2, 4)}) {
      for (byte[] digest : new byte[][] {MESSAGE, OTHER}) {
        all.add(seeds.sharedFlood(lease, digest));
        for (int block = 0; block < 2; block++) {
          all.add(seeds.flood(lease, block, digest));
          all.add(seeds.shareFlood(lease, BUREAU, block, digest));
          all.add(seeds.shareFlood(lease, new PartyId("registry"), block, digest));
        }
      }
    }
    assertThat(all.stream().map(HexFormat.of()::formatHex)).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedComesAgainForATaskThatRunsAgain() {
    assertThat(seeds.batch(LatticeSet.Q32, 5)).isEqualTo(seeds.batch(LatticeSet.Q32, 5));
    assertThat(seeds.flood(LEASE, 1, MESSAGE)).isEqualTo(seeds.flood(LEASE, 1, MESSAGE));
    assertThat(seeds.sharedFlood(LEASE, MESSAGE)).isEqualTo(seeds.sharedFlood(LEASE, MESSAGE));
  }

  @Test
  void anotherRunEpochMasterOrDriverHasOtherSeeds() {
    byte[] other = MASTER.clone();
    other[31] = 1;
    RunId run = new RunId("run");
    byte[] here = seeds.batch(LatticeSet.Q32, 0);
    assertThat(seeds("other", 0).batch(LatticeSet.Q32, 0)).isNotEqualTo(here);
    assertThat(seeds("run", 1).batch(LatticeSet.Q32, 0)).isNotEqualTo(here);
    assertThat(new SecretSeeds(other, run, 0, new Constant()).batch(LatticeSet.Q32, 0))
        .isNotEqualTo(here);
    // The nonce of a driver that started again.
    assertThat(new SecretSeeds(MASTER, run, 0, new SecureRandom()).batch(LatticeSet.Q32, 0))
        .isNotEqualTo(here);
    assertThat(seeds("run", 0).batch(LatticeSet.Q32, 0)).isEqualTo(here);
  }

  private static final class Constant extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {}
  }
}
