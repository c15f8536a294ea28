package dev.tributary.aggregator;

import static dev.tributary.aggregator.TestFederation.BUREAU;
import static dev.tributary.aggregator.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.cli.Main;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.transport.GrpcSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code status}, {@code cancel} and {@code audit} print and end with, over TLS. */
class OperatorCommandsTest {
  private record Result(int exit, String out, String err) {}

  @TempDir private Path folder;
  private TestFederation federation;

  @BeforeEach
  void start() {
    federation = new TestFederation(folder);
    federation.start();
  }

  @AfterEach
  void stop() {
    federation.close();
  }

  @Test
  void statusShowsARunFromEachPartysSide() throws IOException {
    assertThat(call(LENDER, "status")).isEqualTo(new Result(0, "no runs\n", ""));
    Map<PartyId, GrpcSession> sessions = federation.openBoth("spring");
    StepAddress step =
        new StepAddress(sessions.get(LENDER).run(), 0, 0, "gradients", LENDER, BUREAU);
    sessions.get(LENDER).exchange().send(step, new byte[1000]);
    sessions.get(BUREAU).exchange().receive(step, Duration.ofSeconds(20), 1000);

    for (PartyId party : List.of(LENDER, BUREAU)) {
      Result status = call(party, "status");
      assertThat(status.exit()).isZero();
      assertThat(status.err()).isEmpty();
      assertThat(status.out().lines().toList())
          .satisfiesExactly(
              run ->
                  assertThat(run)
                      .matches(
                          "spring \\(spring-[0-9a-f]{12}\\): active for \\d+ s, last step gradients,"
                              + " [1-9]\\d{3} bytes stored"),
              bureau ->
                  assertThat(bureau)
                      .matches(
                          "  bureau: joined, last heard \\d+ s ago, sent 0 bytes, fetched"
                              + " [1-9]\\d{3}"),
              lender ->
                  assertThat(lender)
                      .matches(
                          "  lender: joined, last heard \\d+ s ago, sent [1-9]\\d{3} bytes, fetched"
                              + " 0"));
    }
    assertThat(call(LENDER, "status", "--run", "spring").out().lines()).hasSize(3);
    assertThat(call(LENDER, "status", "--run", "autumn")).isEqualTo(new Result(0, "no runs\n", ""));
    sessions.values().forEach(GrpcSession::close);
  }

  /**
   * A party that computes for an hour gives life signs like all others, so this tells them apart.
   */
  @Test
  void statusNamesWhomARunWaitsFor() throws Exception {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("spring");
    StepAddress step =
        new StepAddress(sessions.get(LENDER).run(), 0, 0, "gradients", LENDER, BUREAU);
    CompletableFuture<byte[]> bureau =
        CompletableFuture.supplyAsync(
            () -> sessions.get(BUREAU).exchange().receive(step, Duration.ofSeconds(60), 1),
            TestFederation.PARTIES);
    String waits = "  bureau: joined, has waited \\d+ s for lender \\(gradients\\), last heard ";

    long end = System.nanoTime() + Duration.ofSeconds(50).toNanos();
    while (!Pattern.compile(waits).matcher(call(LENDER, "status").out()).find()) {
      assertThat(System.nanoTime()).as("nobody is said to wait").isLessThan(end);
      Thread.sleep(20);
    }
    assertThat(call(BUREAU, "status").out())
        .containsPattern(waits)
        .contains("  lender: joined, last heard ");

    sessions.get(LENDER).exchange().send(step, new byte[1]);
    bureau.get();
    assertThat(call(LENDER, "status").out()).contains("  bureau: joined, last heard ");
    sessions.values().forEach(GrpcSession::close);
  }

  @Test
  void cancelEndsARunOnceAndForAll() throws IOException {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("spring");

    assertThat(call(LENDER, "cancel", "--run", "spring", "--reason", "wrong quarter"))
        .isEqualTo(new Result(0, "run spring is cancelled\n", ""));
    assertThatThrownBy(() -> sessions.get(BUREAU).finish())
        .hasMessage("lender cancelled the run: wrong quarter");
    assertThat(call(BUREAU, "status").out())
        .containsPattern("spring .*: aborted for \\d+ s: lender cancelled the run: wrong quarter,");
    assertThat(call(LENDER, "cancel", "--run", "spring"))
        .isEqualTo(new Result(2, "", "tributary: lender has no run 'spring' under way\n"));
    sessions.values().forEach(GrpcSession::close);
  }

  @Test
  void anUnknownRunCannotBeCancelled() throws IOException {
    assertThat(call(LENDER, "cancel", "--run", "autumn"))
        .isEqualTo(new Result(2, "", "tributary: lender has no run 'autumn' under way\n"));
  }

  @Test
  void aPartyOfOtherRunsNeitherSeesNorEndsARun() throws IOException {
    PartyId stranger = new PartyId("stranger");
    federation.issue(stranger, List.of(), Duration.ofDays(1));
    Map<PartyId, GrpcSession> sessions = federation.openBoth("spring");

    assertThat(call(stranger, "status")).isEqualTo(new Result(0, "no runs\n", ""));
    assertThat(call(stranger, "cancel", "--run", "spring"))
        .isEqualTo(new Result(2, "", "tributary: stranger has no run 'spring' under way\n"));
    assertThat(call(LENDER, "status").out()).contains("active");
    sessions.values().forEach(GrpcSession::close);
  }

  @Test
  void aForeignCertificateIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    TestFederation foreign = new TestFederation(elsewhere);
    Path config = partyFile(foreign, LENDER);

    for (List<String> command : List.of(List.of("status"), List.of("cancel", "--run", "spring"))) {
      Result result = run(with(command, "--config", config.toString()));
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines())
          .singleElement()
          .asString()
          .startsWith("tributary: TLS with the aggregator at " + federation.address())
          .contains("come from the same CA");
    }
  }

  @Test
  void aPartyFileThatLacksAKeyIsNamed() throws IOException {
    Path config = Files.writeString(folder.resolve("bare.yaml"), "aggregator: {}\nidentity: {}\n");

    assertThat(run("status", "--config", config.toString()))
        .isEqualTo(new Result(2, "", "tributary: " + config + ": aggregator.address is missing\n"));
  }

  @Test
  void aMissingPartyFileIsNamed() {
    assertThat(run("status", "--config", "none.yaml"))
        .isEqualTo(new Result(2, "", "tributary: none.yaml does not exist: give a PARTY.yaml\n"));
  }

  @Test
  void usageErrorsAreOneLine() {
    for (String[] wrong :
        new String[][] {{"status"}, {"pki", "sign", "--nam", "x"}, {"nonsense"}}) {
      Result result = run(wrong);
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err().lines())
          .singleElement()
          .asString()
          .startsWith("tributary: ")
          .endsWith(" --help");
    }
  }

  @Test
  void signingShowsWhatAndWhomItAdmits() {
    String home = folder.toString();
    String request = folder.resolve("relay.csr").toString();
    String certificate = folder.resolve("relay.crt").toString();
    assertThat(
            run("pki", "request", "--dir", home, "--name", "relay", "--host", "localhost").exit())
        .isZero();

    Result signed =
        run(
            "pki",
            "sign",
            "--ca",
            home,
            "--request",
            request,
            "--name",
            "relay",
            "--host",
            "localhost",
            "--out",
            certificate);

    assertThat(signed.exit()).isZero();
    assertThat(signed.out()).contains("CN=relay\n", "aggregator at localhost\n", "sha256:");
  }

  @Test
  void aServersCertificateIsSignedForTheHostsThatWereSaidOnly() {
    String home = folder.toString();
    assertThat(
            run("pki", "request", "--dir", home, "--name", "relay", "--host", "localhost").exit())
        .isZero();
    assertThat(run("pki", "request", "--dir", home, "--name", "clinic").exit()).isZero();

    assertThat(sign("relay"))
        .contains("is an aggregator's, for the hosts localhost, and --host names none");
    assertThat(sign("relay", "--host", "relay.example"))
        .contains("for the hosts localhost, and --host names relay.example");
    assertThat(sign("clinic", "--host", "localhost")).contains("is a party's, it names no host");
    assertThat(folder.resolve("relay-signed.crt")).doesNotExist();
    assertThat(sign("clinic")).isEmpty();
  }

  /** What signing a request in the test's folder says on stderr. */
  private String sign(String name, String... more) {
    String home = folder.toString();
    List<String> command =
        List.of("pki", "sign", "--ca", home, "--request", folder.resolve(name + ".csr").toString());
    Result result =
        run(
            with(
                with(command, "--name", name, "--out", folder.resolve(name + "-signed.crt") + ""),
                more));
    assertThat(result.exit()).isEqualTo(result.err().isEmpty() ? 0 : 2);
    return result.err();
  }

  @Test
  void anAggregatorWithAnotherKeyIsSentNothing() throws IOException {
    String pin = federation.identity(TestFederation.AGGREGATOR).fingerprint().value();
    Path pinned = partyFile(federation, LENDER, pin);
    assertThat(run("status", "--config", pinned.toString()).out()).isEqualTo("no runs\n");

    Path mispinned = partyFile(federation, LENDER, "sha256:" + "0".repeat(64));
    for (List<String> command : List.of(List.of("status"), List.of("cancel", "--run", "spring"))) {
      Result result = run(with(command, "--config", mispinned.toString()));
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err().lines())
          .singleElement()
          .asString()
          .startsWith("tributary: the aggregator at " + federation.address() + " was sent nothing")
          .contains("it shows key " + pin + ", aggregator.fingerprint pins sha256:000");
    }
    Path none = partyFile(federation, LENDER, "sha256:0");
    assertThat(run("status", "--config", none.toString()).err())
        .startsWith("tributary: " + none + ": aggregator.fingerprint must be sha256: and 64");
  }

  @Test
  void auditFindsTheFirstLineThatWasChanged() throws IOException {
    federation.openBoth("spring").values().forEach(GrpcSession::close);
    federation.close();
    List<String> lines = Files.readAllLines(folder.resolve("data/audit.log"));

    Result intact = audit(lines);
    assertThat(intact.exit()).isZero();
    assertThat(intact.out())
        .matches("intact: " + lines.size() + " lines, last hash [0-9a-f]{64}\n");
    assertThat(lines).hasSizeGreaterThan(4).element(2).asString().contains("\"party\":\"");

    List<String> changed = new ArrayList<>(lines);
    changed.set(2, lines.get(2).replace("\"party\":\"", "\"party\":\"x"));
    assertBroken(changed, 3);
    List<String> dropped = new ArrayList<>(lines);
    dropped.remove(1);
    assertBroken(dropped, 2);
    List<String> swapped = new ArrayList<>(lines);
    Collections.swap(swapped, 2, 3);
    assertBroken(swapped, 3);
    List<String> added = new ArrayList<>(lines);
    added.add("{\"event\":\"forged\"}");
    assertBroken(added, lines.size() + 1);
  }

  @Test
  void auditOfAMissingFileIsAnError() {
    Path missing = folder.resolve("none.log");

    assertThat(run("audit", missing.toString()))
        .isEqualTo(
            new Result(2, "", "tributary: " + missing + " cannot be read: " + missing + "\n"));
  }

  private void assertBroken(List<String> lines, int number) throws IOException {
    Result result = audit(lines);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .endsWith(
            "copy.log: line "
                + number
                + " does not follow from the lines before it: the log was changed there, or an"
                + " earlier file of it is missing (give all, oldest first)\n");
  }

  private Result audit(List<String> lines) throws IOException {
    return run("audit", Files.write(folder.resolve("copy.log"), lines).toString());
  }

  private Result call(PartyId party, String... command) throws IOException {
    return run(with(List.of(command), "--config", partyFile(federation, party).toString()));
  }

  /** A party's file beside its keys, for the aggregator of this test. */
  private Path partyFile(TestFederation of, PartyId party) throws IOException {
    return Files.writeString(
        of.folder().resolve(party + ".yaml"),
        String.format(
            "aggregator: {address: '%s'}%nidentity: {certificate: %s.crt, key: %s.key, trust:"
                + " ca.crt}%n",
            federation.address(), party, party));
  }

  private Path partyFile(TestFederation of, PartyId party, String pin) throws IOException {
    Path file = partyFile(of, party);
    return Files.writeString(
        file, Files.readString(file).replace("address:", "fingerprint: '" + pin + "', address:"));
  }

  private static String[] with(String[] command, String... more) {
    return with(List.of(command), more);
  }

  private static String[] with(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return new Result(line.execute(arguments), out.toString(), err.toString());
  }
}
