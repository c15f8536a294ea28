package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseJournalTest {
  private static final byte[] ONE = new byte[32];
  private static final byte[] OTHER = {
    1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final ChannelLease LEASE = new ChannelLease(3, 0, 2);

  @TempDir Path directory;

  @Test
  void aBurntLeaseRefusesASecondMessageButNotTheSame() {
    LeaseJournal journal = LeaseJournal.inMemory(128);
    journal.burn(LEASE, ONE);
    assertThatCode(() -> journal.burn(LEASE, ONE)).doesNotThrowAnyException();
    assertThat(journal.used()).isEqualTo(2);
    assertThatThrownBy(() -> journal.burn(LEASE, OTHER)).isInstanceOf(FederationException.class);
    assertThatThrownBy(() -> journal.burn(new ChannelLease(3, 1, 3), ONE))
        .hasMessageContaining("were used for another message");
    journal.burn(new ChannelLease(4, 0, 2), OTHER);
    journal.burn(new ChannelLease(3, 2, 3), OTHER);
  }

  @Test
  void theBudgetIsHard() {
    LeaseJournal journal = LeaseJournal.inMemory(3);
    journal.burn(LEASE, ONE);
    assertThatThrownBy(() -> journal.burn(new ChannelLease(4, 0, 2), ONE))
        .hasMessageContaining("budget of 3 channels is spent");
  }

  @Test
  void aFileSurvivesARestartAndATornLine() throws Exception {
    Path file = directory.resolve("leases");
    FileLeaseJournal.open(file, 128).burn(LEASE, ONE);
    Files.writeString(file, "4:0-2 00", StandardOpenOption.APPEND);
    FileLeaseJournal reopened = FileLeaseJournal.open(file, 128);
    assertThat(reopened.used()).isEqualTo(2);
    assertThat(reopened.touched(3)).isTrue();
    assertThat(reopened.touched(4)).isFalse();
    assertThatThrownBy(() -> reopened.burn(LEASE, OTHER)).isInstanceOf(FederationException.class);
    reopened.burn(new ChannelLease(4, 0, 2), OTHER);
    assertThat(FileLeaseJournal.open(file, 128).touched(4)).isTrue();
  }

  @Test
  void aDamagedFileIsRefused() throws Exception {
    Path file = directory.resolve("leases");
    Files.writeString(file, "3:0-2 zz\n");
    assertThatThrownBy(() -> FileLeaseJournal.open(file, 128))
        .hasMessageContaining("journal of used channels");
  }

  @Test
  void theCoinTossRefusesAnotherOpening() {
    RunId run = new RunId("r");
    SecureRandom random = new SecureRandom();
    JointSeed vector = JointSeed.ofVectorOwner(run, random);
    JointSeed matrix = JointSeed.ofMatrixOwner(run, random);
    vector.opening(matrix.commitment());
    assertThatThrownBy(() -> vector.open(OTHER)).hasMessageContaining("match its commitment");
    assertThatThrownBy(() -> vector.opening(matrix.commitment())).hasMessageContaining("one");
  }

  @Test
  void seedsDifferByEpochAddressAndMessage() {
    SecureRandom random = new SecureRandom();
    SecretSeeds seeds = new SecretSeeds(ONE, new RunId("r"), 0, random);
    SecretSeeds again = new SecretSeeds(ONE, new RunId("r"), 0, random);
    assertThat(seeds.flood(LEASE, 0, ONE)).isEqualTo(seeds.flood(LEASE, 0, ONE));
    assertThat(seeds.flood(LEASE, 0, ONE)).isNotEqualTo(seeds.flood(LEASE, 1, ONE));
    assertThat(seeds.flood(LEASE, 0, ONE)).isNotEqualTo(seeds.flood(LEASE, 0, OTHER));
    assertThat(seeds.flood(LEASE, 0, ONE)).isNotEqualTo(again.flood(LEASE, 0, ONE));
  }
}
