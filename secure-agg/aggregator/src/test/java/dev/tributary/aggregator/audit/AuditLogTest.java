package dev.tributary.aggregator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain that never starts again. */
class AuditLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("audit.log");
    append("first", "second");
  }

  private String append(String... events) {
    try (AuditLog log = AuditLog.open(file, CLOCK)) {
      for (String event : events) {
        log.record(event, Map.of("key", "value of " + event));
      }
      return log.head();
    }
  }

  @Test
  void aLineHasItsTimeItsEventAndItsHash() throws IOException {
    assertThat(lines().get(0))
        .matches(
            "\\{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"first\",\"key\":\"value of"
                + " first\",\"hash\":\"[0-9a-f]{64}\"\\}");
    assertThat(lines().get(0))
        .contains(
            AuditLog.chain(
                "0".repeat(64), lines().get(0).substring(0, lines().get(0).indexOf(",\"hash\""))));
  }

  @Test
  void isContinuedByTheNextProcess() throws IOException {
    String head = append("third");

    assertThat(lines()).hasSize(3);
    assertThat(AuditCheck.verify(List.of(file))).isEqualTo("3 lines, last hash " + head);
  }

  @Test
  void whatIsNotAsciiIsEscaped() throws IOException {
    append("quote \" back \\ line \n bell \u0007 eur \u20ac tilde ~");

    assertThat(lines().get(2))
        .contains("quote \\\" back \\\\ line \\u000a bell \\u0007 eur \\u20ac tilde ~\"");
    assertThat(AuditCheck.verify(List.of(file))).startsWith("3 lines");
  }

  /** Without the noted hash, the next process would begin a chain of its own, intact by itself. */
  @Test
  void aLogThatWasDeletedLeavesAGap() throws IOException {
    Files.delete(file);
    append("third");

    assertThat(lines().get(0)).contains("\"event\":\"continued\"", "\"found\":\"" + "0".repeat(64));
    assertThat(lines()).hasSize(2);
    assertBroken(1, file);
  }

  @Test
  void aLogThatWasMovedAwayIsContinued() throws IOException {
    Path earlier = Files.move(file, folder.resolve("audit-2025.log"));
    append("third");

    assertThat(AuditCheck.verify(List.of(earlier, file))).startsWith("4 lines");
    assertBroken(1, file);
    assertBroken(1, file, earlier);
  }

  @Test
  void aLogThatLostItsEndLeavesAGap() throws IOException {
    Files.write(file, lines().subList(0, 1));
    append("third");

    assertThat(lines().get(1)).contains("\"event\":\"continued\"");
    assertBroken(2, file);
  }

  @Test
  void aLineThatACrashCutShortIsRemoved() throws IOException {
    Files.writeString(file, "{\"time\":\"2026", StandardOpenOption.APPEND);
    append("third");

    assertThat(AuditCheck.verify(List.of(file))).startsWith("3 lines");
  }

  @Test
  void aCrashBetweenALineAndTheNoteOfItsHashLeavesNoGap() throws IOException {
    String noted = Files.readString(ChainHead.beside(file));
    append("third");
    Files.writeString(ChainHead.beside(file), noted);
    append("fourth");

    assertThat(AuditCheck.verify(List.of(file))).startsWith("4 lines");
    assertThat(lines()).noneMatch(line -> line.contains("continued"));
  }

  @Test
  void aLogWithoutANotedHashIsContinuedFromItsLastLine() throws IOException {
    Files.delete(ChainHead.beside(file));
    append("third");
    Files.writeString(ChainHead.beside(file), "no hash");
    append("fourth");

    assertThat(AuditCheck.verify(List.of(file))).startsWith("4 lines");
  }

  @Test
  void aLongLogIsContinuedFromItsLastLine() throws IOException {
    append(IntStream.range(0, 1000).mapToObj(i -> "event " + i).toArray(String[]::new));
    assertThat(Files.size(file)).isGreaterThan(100_000);
    append("last");

    assertThat(AuditCheck.verify(List.of(file))).startsWith("1003 lines");
  }

  @Test
  void aLastLineWithoutAWholeHashIsNotFollowed() throws IOException {
    Files.writeString(file, "{\"event\":\"x\",\"hash\":\"abc\"}\n", StandardOpenOption.APPEND);
    append("third");

    assertThat(lines().get(3)).contains("\"event\":\"continued\"");
    assertBroken(3, file);
  }

  @Test
  void anUnreadableFileIsTheUsersToMend() throws IOException {
    Files.createDirectories(folder.resolve("folder/x"));

    assertThatThrownBy(() -> AuditLog.open(folder.resolve("folder"), CLOCK))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("audit log " + folder.resolve("folder") + " cannot be opened");
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }

  private static void assertBroken(int line, Path... files) {
    assertThatThrownBy(() -> AuditCheck.verify(List.of(files)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(": line " + line + " does not follow from the lines before it");
  }
}
