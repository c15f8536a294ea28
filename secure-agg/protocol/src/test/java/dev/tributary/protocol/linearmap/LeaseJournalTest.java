package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void theBudgetMayBeSpentToTheLastChannel() {
    LeaseJournal journal = LeaseJournal.inMemory(4);
    journal.burn(LEASE, ONE);
    journal.burn(new ChannelLease(4, 0, 2), ONE);
    assertThat(journal.used()).isEqualTo(4);
    journal.burn(LEASE, ONE);
    assertThatThrownBy(() -> journal.burn(new ChannelLease(5, 0, 1), ONE))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE));
  }

  @Test
  void aSecondMessageIsADefectOfThisProgram() {
    LeaseJournal journal = LeaseJournal.inMemory(128);
    journal.burn(LEASE, ONE);
    assertThatThrownBy(() -> journal.burn(LEASE, OTHER))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
        .hasMessageContaining("channels 3:0-2 were used");
    assertThat(journal.used()).isEqualTo(2);
  }

  /** The digest is the journal's own copy. */
  @Test
  void theCallersDigestIsCopied() {
    LeaseJournal journal = LeaseJournal.inMemory(128);
    byte[] digest = ONE.clone();
    journal.burn(LEASE, digest);
    digest[0] = 1;
    assertThatThrownBy(() -> journal.burn(LEASE, digest)).hasMessageContaining("another message");
  }

  @Test
  void leasesAreRangesOfTheChannelsOfABatch() {
    assertThat(new ChannelLease(0, 0, 128).channels()).isEqualTo(128);
    for (int[] bad : new int[][] {{-1, 0, 1}, {0, -1, 1}, {0, 1, 1}, {0, 2, 1}, {0, 0, 129}}) {
      assertThatThrownBy(() -> new ChannelLease(bad[0], bad[1], bad[2]))
          .hasMessageContaining("range of channels 0 .. 128");
    }
    ChannelLease middle = new ChannelLease(3, 4, 8);
    assertThat(middle.overlaps(new ChannelLease(3, 7, 9))).isTrue();
    assertThat(middle.overlaps(new ChannelLease(3, 0, 5))).isTrue();
    assertThat(middle.overlaps(new ChannelLease(3, 8, 9))).isFalse();
    assertThat(middle.overlaps(new ChannelLease(3, 0, 4))).isFalse();
    assertThat(middle.overlaps(new ChannelLease(2, 4, 8))).isFalse();
    assertThat(middle.canonicalBytes()).isEqualTo("3:4-8".getBytes(StandardCharsets.UTF_8));
  }

  /** Each burn is on disk, whole, before it returns; the file says what it holds. */
  @Test
  void aBurnIsALineOfTheFile() throws Exception {
    Path file = directory.resolve("leases");
    FileLeaseJournal journal = FileLeaseJournal.open(file, 128);
    journal.burn(LEASE, ONE);
    String first = "3:0-2 " + "00".repeat(32) + "\n";
    assertThat(file).hasContent(first);
    journal.burn(LEASE, ONE);
    journal.burn(new ChannelLease(12, 4, 128), OTHER);
    assertThat(Files.readString(file)).isEqualTo(first + "12:4-128 01" + "00".repeat(31) + "\n");
  }

  @Test
  void aTornLineIsTakenAway() throws Exception {
    Path file = directory.resolve("leases");
    FileLeaseJournal.open(file, 128).burn(LEASE, ONE);
    String whole = Files.readString(file);
    Files.writeString(file, "3:5-9 01", StandardOpenOption.APPEND);
    FileLeaseJournal reopened = FileLeaseJournal.open(file, 128);
    assertThat(file).hasContent(whole);
    reopened.burn(new ChannelLease(3, 5, 9), OTHER);
    assertThat(FileLeaseJournal.open(file, 128).used()).isEqualTo(6);
  }

  /** What was burnt before a restart counts, and is bound to its message. */
  @Test
  void aRestartKeepsBudgetAndDigests() {
    Path file = directory.resolve("leases");
    FileLeaseJournal.open(file, 3).burn(LEASE, OTHER);
    FileLeaseJournal reopened = FileLeaseJournal.open(file, 3);
    reopened.burn(LEASE, OTHER);
    assertThatThrownBy(() -> reopened.burn(LEASE, ONE)).hasMessageContaining("another message");
    assertThatThrownBy(() -> reopened.burn(new ChannelLease(9, 0, 2), ONE))
        .hasMessageContaining("budget of 3 channels");
    assertThat(reopened.used()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3:0-2",
        "3:0-2 00",
        "3:0-2 000000000000000000000000000000000000000000000000000000000000000g",
        "-3:0-2 0000000000000000000000000000000000000000000000000000000000000000",
        "3:0-2 0000000000000000000000000000000000000000000000000000000000000000 ",
      })
  void linesThatAreNoLeaseAreRefused(String line) throws Exception {
    Path file = directory.resolve("leases");
    Files.writeString(file, line + "\n");
    assertThatThrownBy(() -> FileLeaseJournal.open(file, 128))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE))
        .hasMessageContaining("not a line of a journal");
  }

  /** Nothing may be burnt that is not on disk: a journal that cannot be written burns nothing. */
  @Test
  void aBurnThatCannotBeWrittenIsNone() {
    Path file = directory.resolve("absent").resolve("leases");
    FileLeaseJournal journal = FileLeaseJournal.open(file, 128);
    assertThatThrownBy(() -> journal.burn(LEASE, ONE))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE));
    assertThat(journal.used()).isZero();
    assertThat(journal.touched(3)).isFalse();
  }
}
