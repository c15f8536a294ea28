package dev.tributary.aggregator;

import static dev.tributary.aggregator.TestFederation.BUREAU;
import static dev.tributary.aggregator.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.StepAddress;
import dev.tributary.transport.GrpcSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of a failure reaches whom: a party's at its peers and the aggregator, and the reverse. */
class ToldReasonsTest {
  private static final String PATH = "/data/bank/customers.csv";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private TestFederation federation;
  private Map<PartyId, GrpcSession> sessions;

  @BeforeEach
  void start() {
    federation = new TestFederation(folder);
    federation.start();
    sessions = federation.openBoth("told");
  }

  @AfterEach
  void stop() {
    sessions.values().forEach(GrpcSession::close);
    federation.close();
  }

  private StepAddress step(String name) {
    return new StepAddress(sessions.get(LENDER).run(), 0, 0, name, LENDER, BUREAU);
  }

  private static FederationException failure(ThrowingCallable call) {
    return catchThrowableOfType(FederationException.class, call);
  }

  @ParameterizedTest
  @EnumSource
  void neitherPeersNorTheAggregatorSeeAPartysFilesValuesAndCauses(ErrorCode code)
      throws IOException {
    FederationException own =
        new FederationException(
            code,
            "column 'income' of " + PATH + " on node-7.bank.example: row of Ann",
            new NoSuchFileException(PATH));
    String told = "lender gave up: " + FederationException.reasonForPeers(own);

    assertThat(sessions.get(LENDER).abort(new IllegalStateException("row of Ann", own)))
        .hasRootCauseMessage(PATH);

    assertThat(failure(() -> sessions.get(BUREAU).exchange().await(step("never"), SOON)))
        .hasMessage(told);
    assertThat(failure(() -> sessions.get(BUREAU).finish())).hasMessage(told);
    sessions.get(BUREAU).latestTraffic();
    assertThat(sessions.get(BUREAU).aborted())
        .hasValueSatisfying(heard -> assertThat(heard).hasMessage(told));
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      assertThat(files.filter(Files::isRegularFile))
          .anySatisfy(file -> assertThat(text(file)).contains(told))
          .allSatisfy(
              file -> assertThat(text(file)).doesNotContain("Ann", "income", PATH, "node-7"));
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The aggregator's disk is its own: parties hear that it failed, its operator how. */
  @Test
  void partiesHearNothingOfTheAggregatorsFolders() throws IOException {
    Exchange lender = sessions.get(LENDER).exchange();
    Path run = folder.resolve("data/runs").resolve(sessions.get(LENDER).run().value());
    try (Stream<Path> files = Files.walk(run)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    Files.writeString(run, "in the way");

    FederationException failure =
        failure(() -> lender.put(step("piece").shard(0), PayloadWriter.of(new byte[10])));

    assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
    assertThat(failure).hasMessage("the aggregator's storage failed: ask its operator for its log");
  }
}
