package dev.tributary.fl.simulate;

import static dev.tributary.fl.simulate.SimulatedRun.PEER;
import static dev.tributary.fl.simulate.SimulatedRun.USER;
import static dev.tributary.fl.simulate.TwoParties.BANK;
import static dev.tributary.fl.simulate.TwoParties.BANK_ROWS;
import static dev.tributary.fl.simulate.TwoParties.BUREAU;
import static dev.tributary.fl.simulate.TwoParties.BUREAU_ROWS;
import static dev.tributary.fl.simulate.TwoParties.job;
import static dev.tributary.fl.simulate.TwoParties.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.simulate.TwoParties.Party;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input at real parties: one clear line at the right one, an exit code that blames at every one
 * long before the job's deadlines of ten minutes, and nothing in any result folder. They are
 * processes where the process, its files, its folders or its cluster is at fault, threads where the
 * run is. CONTRIBUTING lists where each kind of bad input is tested. Needs what {@link
 * SimulatedRun} needs.
 */
class BadInputIT {
  private static final int RESOURCE = 4;

  /** What the others are told of a party's own data: that it was refused, and nothing of it. */
  private static final String REFUSED = "gave up: its own data or configuration was refused";

  @TempDir private static Path folder;
  private static TwoParties parties;

  @BeforeAll
  static void start() throws IOException {
    parties = new TwoParties(BuiltInstallation.get(), folder);
  }

  @AfterAll
  static void stop() {
    if (parties != null) {
      parties.close();
    }
  }

  private static void assertFails(Party party, int exitCode, String... words)
      throws InterruptedException {
    assertThat(party.exitCode()).as(party.text()).isEqualTo(exitCode);
    assertThat(party.errors()).as(party.text()).singleElement().asString().contains(words);
    assertThat(party.out()).doesNotExist();
    assertThat(party.work()).isEmptyDirectory();
  }

  private static Stream<Arguments> dataThatBankRefuses() {
    return Stream.of(
        Arguments.of(
            "missing-column",
            parties.data(BANK, BANK_ROWS).replace("label: y", "label: yy"),
            "data.label names the column 'yy', which the data does not have"),
        Arguments.of(
            "unreadable-cell",
            parties.data(BANK, BANK_ROWS + "70,1,3O\n"),
            "column 'age' has 1 cells that are no numbers, such as '3O' in the row with id 70"),
        Arguments.of(
            "short-row", parties.data(BANK, BANK_ROWS + "70,1\n"), "cannot be read as csv: "),
        Arguments.of(
            "strings",
            parties.data(BANK, table("id,y,town", 0, "%1$d,%2$d,town %3$d")),
            "column 'town' has 60 cells that are no numbers"),
        Arguments.of(
            "label-domain",
            parties.data(BANK, BANK_ROWS + "70,2,1\n"),
            "labels must be 0 or 1 for objective: binary, and are '0' (36 rows), '1' (24 rows)"),
        Arguments.of(
            "one-class",
            parties.data(BANK, table("id,y,age", 0, "%1$d,1,%3$d")),
            "every label is 1.0: there is nothing to learn; check data.label"));
  }

  @ParameterizedTest
  @MethodSource("dataThatBankRefuses")
  void ownDataIsRefusedAndTheOtherIsToldSo(String name, String data, String message)
      throws IOException {
    SimulatedRun run =
        threads(job(name), data, parties.data(BUREAU, BUREAU_ROWS), UnaryOperator.identity());
    assertThat(run.exit()).as(run.err()).isEqualTo(USER);
    run.assertFailed("bank", USER, message);
    run.assertFailed("bureau", PEER, "bank " + REFUSED);
  }

  @Test
  void processesEndWithTheCodeOfTheOneAtFault() throws Exception {
    Party bureau = parties.start(BUREAU, job("missing-file"));
    String data = "{path: /no/such.csv, id: id, label: y}";
    Party bank = parties.start(BANK, job("missing-file"), data);

    assertFails(bank, USER, "data.path /no/such.csv does not exist");
    assertFails(bureau, PEER, "bank " + REFUSED);
  }

  /** Both as {@link PartyThreads}, whose results are in a folder named as the job. */
  private static SimulatedRun threads(
      String job, String bank, String bureau, UnaryOperator<RunRequest> change) {
    return SimulatedRun.threads(
        job + "simulate: {bank: {data: " + bank + "}, bureau: {data: " + bureau + "}}\n",
        folder.resolve(Algorithms.parse(job, "job").job()),
        change);
  }

  /** With good rows of both. */
  private static SimulatedRun good(String job, UnaryOperator<RunRequest> change) {
    return threads(job, parties.data(BANK, BANK_ROWS), parties.data(BUREAU, BUREAU_ROWS), change);
  }

  private static UnaryOperator<RunRequest> ofBank(UnaryOperator<RunRequest> change) {
    return party -> party.self().equals(BANK) ? change.apply(party) : party;
  }

  @Test
  void filesThatDoNotFitTheirFormatAreRefusedBeforeSparkStarts() throws Exception {
    String data = parties.data(BANK, BANK_ROWS);
    Party key = parties.start(BANK, job("key"), data.replace("path", "pth"));
    assertFails(key, USER, "unknown key data.pth. Did you mean 'path'?");

    Party train = parties.start(BANK, job("train").replace("trees:", "tres:"));
    assertFails(train, USER, "unknown key train.tres. Did you mean 'trees'?");
  }

  /** One of the files before Spark starts, one of the data inside it; neither leaves a trace. */
  @Test
  void aPlanThatFailsSaysSoInOneLine() throws Exception {
    String gone = "{path: /no/such.csv, id: id, label: y}";
    Object blocks = folder.resolve("planned");
    Party key = parties.start("plan", BANK, job("plan").replace("trees:", "tres:"), gone, blocks);
    Party data = parties.start("plan", BANK, job("plan"), gone, blocks);

    assertSaysInOneLine(key, "unknown key train.tres. Did you mean 'trees'?");
    assertSaysInOneLine(data, "data.path /no/such.csv does not exist");
  }

  private static void assertSaysInOneLine(Party planned, String message)
      throws InterruptedException {
    assertThat(planned.exitCode()).as(planned.text()).isEqualTo(USER);
    assertThat(planned.text().lines())
        .singleElement()
        .asString()
        .startsWith("tributary: ")
        .contains(message);
  }

  @Test
  void aSplitThatCallsAFunctionIsRefusedByEveryParty() throws Exception {
    String reflect = "reflect('java.lang.Runtime', 'getRuntime') = id";
    SimulatedRun run =
        good(job("reflect").replace("cast(id as int) % 7 = 0", reflect), UnaryOperator.identity());

    String refusal = "split.test must not call 'reflect': a condition may call abs";
    run.assertFailed("bank", USER, refusal);
    run.assertFailed("bureau", USER, refusal);
  }

  @Test
  void jobFilesThatDifferAreNoticedByBoth() throws IOException {
    SimulatedRun run =
        good(
            job("differ"),
            ofBank(bank -> ChangedFiles.job(bank, "\"depth\" : 2", "\"depth\" : 3")));

    run.assertFailed("bank", PEER, "another job file", "use the same one");
    run.assertFailed("bureau", PEER, "another job file", "use the same one");
  }

  private static Stream<Arguments> badIdentitiesOfBank() {
    UnaryOperator<RunRequest> expired = ChangedFiles::expired;
    UnaryOperator<RunRequest> foreign = ChangedFiles::foreign;
    UnaryOperator<RunRequest> another = bank -> ChangedFiles.another(bank, BUREAU);
    return Stream.of(
        Arguments.of("expired", expired, List.of("expired on")),
        Arguments.of(
            "foreign", foreign, List.of("TLS with the aggregator", "come from the same CA")),
        Arguments.of(
            "another",
            another,
            List.of("the certificate is of party 'bureau', not of 'bank': see identity")));
  }

  @ParameterizedTest
  @MethodSource("badIdentitiesOfBank")
  void badCertificatesAreRefusedAndTheirPartyIsMissed(
      String name, UnaryOperator<RunRequest> change, List<String> words) throws IOException {
    SimulatedRun run = good(job(name).replace("start: 10m", "start: 5s"), ofBank(change));

    run.assertFailed("bank", USER, words.toArray(String[]::new));
    run.assertFailed(
        "bureau", RESOURCE, "bank did not join run " + name + " within PT5S", "start it");
  }

  @Test
  void aJobThatPinsNoKeysIsRefusedByEveryPartyThatDoesNotWaiveThem() throws IOException {
    SimulatedRun run =
        good(
            job("unpinned"),
            party -> {
              RunRequest unpinned = ChangedFiles.unpinned(party);
              return party.self().equals(BUREAU)
                  ? ChangedFiles.allowed(unpinned, "unpinned-keys")
                  : unpinned;
            });

    run.assertFailed(
        "bank", USER, "the job pins no key of bank, bureau", "pki fingerprint NAME.crt");
    run.assertFailed("bureau", PEER, "bank " + REFUSED);
    assertThat(run.log("bureau")).contains("warning: allow.unpinned-keys: the job");
  }

  @Test
  void aResultFolderThatOthersMayEnterIsRefusedAndPlanSaysSoToo() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));
    String data = parties.data(BANK, BANK_ROWS);
    for (String command : List.of("plan", "party")) {
      Party bank =
          parties.start(
              command, BANK, job("open"), data, folder.resolve("blocks"), "--out", open.toString());

      assertThat(bank.exitCode()).as(bank.text()).isEqualTo(USER);
      assertThat(bank.errors())
          .singleElement()
          .asString()
          .contains(
              open.toString(),
              "for ids and scores in the clear, is open to others (rwxr-x---): `chmod 700` it");
      assertThat(bank.text().contains("refused: a run would end here before it joins"))
          .isEqualTo(command.equals("plan"));
      assertThat(open).isEmptyDirectory();
    }
  }

  /** A master and an executor in processes of their own, first in the clear, then encrypted. */
  @Test
  void onAClusterTheKeysOfARunTravelEncryptedOrNotAtAll(@TempDir Path place) throws Exception {
    try (TwoParties onCluster = new TwoParties(apart(BuiltInstallation.get(), place), place)) {
      assertEncrypted(onCluster);
    }
  }

  private static void assertEncrypted(TwoParties parties) throws Exception {
    UnaryOperator<String> cluster =
        file -> file.replace("\"local[1]\"", "\"local-cluster[1,1,1024]\"");
    Party bureau = parties.start(BUREAU, job("clear"));
    Party bank = parties.startAs(BANK, parties.pinned(job("clear")), cluster);
    assertFails(bank, USER, "your cluster's own messages", "spark.network.crypto.enabled");
    assertFails(bureau, PEER, "bank " + REFUSED);

    String encrypted = parties.pinned(job("encrypted"));
    String conf =
        """
            spark.authenticate: true
            spark.authenticate.secret: of-this-test
            spark.network.crypto.enabled: true
            spark.network.crypto.saslFallback: false
            spark.io.encryption.enabled: true
            spark.executor.extraJavaOptions: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
        """;
    Party other = parties.start(BUREAU, encrypted);
    Party safe = parties.startAs(BANK, encrypted, file -> cluster.apply(file) + conf);
    assertThat(safe.exitCode()).as(safe.text()).isZero();
    assertThat(other.exitCode()).as(other.text()).isZero();
    assertThat(safe.out().resolve("report.html")).content().doesNotContain("waived");
  }

  /** The same Spark in a folder of the test: workers of a cluster leave theirs in its home. */
  private static Installation apart(Installation built, Path folder) throws IOException {
    Path home = Files.createDirectory(folder.resolve("spark"));
    try (Stream<Path> parts = Files.list(built.sparkHome().toAbsolutePath())) {
      for (Path part : parts.filter(each -> !each.endsWith("work")).toList()) {
        Files.createSymbolicLink(home.resolve(part.getFileName()), part);
      }
    }
    return new Installation(home, built.sparkJar(), built.aggregatorJar());
  }

  @Test
  void tooFewCommonIdsEndTheRunForBoth() throws IOException {
    assertTooFew("few", 10, 51);
    assertTooFew("none", 1, 1000);
  }

  /** Each party counts for itself, unless it hears first that the other has. */
  private static void assertTooFew(String name, int least, int firstId) throws IOException {
    SimulatedRun run =
        threads(
            job(name).replace("min-intersection: 10", "min-intersection: " + least),
            parties.data(BANK, BANK_ROWS),
            parties.data(BUREAU, table("id,income", firstId, "%1$d,%3$d")),
            UnaryOperator.identity());
    assertThat(run.exit()).as(run.err()).isEqualTo(USER);
    assertThat(run.failure("bank") + run.failure("bureau"))
        .contains("fewer than " + least + " ids in common (align.min-intersection)");
    run.assertFailed("bank", USER, "fewer", "align.min-intersection");
    run.assertFailed("bureau", USER, "fewer", "align.min-intersection");
    assertThat(run.err()).contains("tributary bank: ", "tributary bureau: ");
  }

  @Test
  void aTrainingSetOfOneClassIsRefusedWithoutTellingTheOtherSo() throws Exception {
    String job = job("one-class-train").replace("% 7 = 0", "% 5 in (1, 2, 3)");
    SimulatedRun run = good(job, UnaryOperator.identity());
    assertThat(run.exit()).as(run.err()).isEqualTo(USER);
    run.assertFailed("bank", USER, "the rows that the split leaves to train on have 1 of 2 labels");
    run.assertFailed("bureau", PEER, "bank " + REFUSED);
    assertThat(run.failure("bureau")).doesNotContain("labels");
  }

  @Test
  void resultsThatOnePartyCannotKeepAreKeptByNone() throws Exception {
    Party bureau = parties.start(BUREAU, job("kept"));
    Party bank = parties.start(BANK, job("kept"));
    awaitResultFolder(bank);
    // In the way of the bank's model, at the last moment.
    Files.writeString(bank.out().resolve("model"), "");

    assertThat(bank.exitCode()).as(bank.text()).isEqualTo(RESOURCE);
    assertThat(bank.errors()).singleElement().asString().contains("moving into place model failed");
    assertThat(bank.out().toFile().list()).containsExactly("model");
    assertThat(bank.work()).isEmptyDirectory();
    assertFails(bureau, PEER, "bank gave up: its results could not be stored");
  }

  private static void awaitResultFolder(Party party) throws IOException, InterruptedException {
    while (party.process().isAlive()) {
      if (Files.exists(party.out())) {
        try (Stream<Path> entries = Files.list(party.out())) {
          if (entries.anyMatch(e -> e.getFileName().toString().startsWith(".unfinished"))) {
            return;
          }
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("ended before it began: " + party.text());
  }
}
