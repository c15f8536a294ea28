package dev.tributary.fl.jobs.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.session.Role;
import dev.tributary.protocol.PartyId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs of every partition, by algorithms that stand in for those of a release. */
class PartitionTest {
  private static final List<Trial> KNOWN =
      Arrays.stream(Partition.values()).map(Trial::new).toList();

  /** Named as its partition. */
  private record Trial(Partition partition) implements JobAlgorithm {
    private record Section() {}

    @Override
    public String name() {
      return partition.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Class<? extends Record> section() {
      return Section.class;
    }
  }

  private static JobFile parse(String partition, String parties, String more) {
    return JobFile.parse(
        "job: j\ntrain: {algorithm: " + partition + "}\nparties: " + parties + "\n" + more,
        "job.yaml",
        KNOWN);
  }

  @Test
  void horizontalJobsNameTheirKeyOnly() {
    JobFile job =
        parse(
            "horizontal",
            "{b: {role: label}, a: {role: label}}",
            "align: {key: uid}\nconsent: two-party-sum");

    assertThat(job.roster().in(Role.LABEL)).containsExactly(new PartyId("b"), new PartyId("a"));
    assertThat(job.canonical()).contains("\"align\":{\"key\":[\"uid\"]}");
    assertThat(job.canonical()).contains("\"sum\":{\"party\":\"b\",\"threshold\":2}");
    assertThat(JobFile.parse(job.text(), "again", KNOWN).sha256()).isEqualTo(job.sha256());
  }

  @Test
  void mixedJobsSayWhomAFeaturePartyServes() {
    JobFile job =
        parse(
            "mixed",
            "{x: {role: feature, with: [b]}, a: {role: label}, b: {role: label},"
                + " z: {role: feature, with: [a]}, y: {role: feature, with: [a, b]}}",
            "consent: two-party-sum");

    assertThat(job.partyIds().stream().map(PartyId::name)).containsExactly("a", "b", "x", "z", "y");
    assertThat(job.roster().peers(new PartyId("a")).stream().map(PartyId::name))
        .containsExactly("b", "z", "y");
    assertThat(Partition.MIXED.peers(job.roster(), new PartyId("x")).stream().map(PartyId::name))
        .as("those with the same columns, too")
        .containsExactly("b", "z");
    assertThat(job.align().protocol()).isEqualTo(AlignProtocol.ECDH_PSI);
    assertThat(job.canonical()).contains("\"x\":{\"role\":\"feature\",\"with\":[\"b\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vertical|{a: {role: label}, b: {role: label}}||exactly one with role: label",
        "vertical|{a: {role: label}, b: {role: feature, with: [a]}}||parties.b.with is for jobs",
        "horizontal|{a: {role: label}, b: {role: feature}}||parties.b.role must be label",
        "horizontal|{a: {role: label}, b: {role: label, with: [a]}}||parties.b.with goes with role:"
            + " feature",
        "horizontal|{a: {role: label}, b: {role: label}}|align: {protocol: ecdh-psi}|align has only"
            + " key",
        "horizontal|{a: {role: label}, b: {role: label}}|align: {min-intersection: 5}|align has"
            + " only key",
        "horizontal|{a: {role: label}, b: {role: label}, c: {role: label}, d: {role: label}}|sum:"
            + " {min-parties: 3}|sum.min-parties must be left out: algorithm: horizontal needs all parties to its end",
        "mixed|{a: {role: label}, b: {role: feature, with: [a]}}||must have two with role: label",
        "mixed|{a: {role: label}, b: {role: label}, x: {role: feature}}||parties.x.with must name"
            + " the label parties",
        "mixed|{a: {role: label}, b: {role: label}, x: {role: feature, with: [c]}}||Provided value:"
            + " c",
        "mixed|{a: {role: label}, b: {role: label}, x: {role: feature, with: [x]}}||Provided value:"
            + " x",
        "mixed|{a: {role: label}, b: {role: label}, x: {role: feature, with: [a]}}||0 parties serve b"
            + " and 1 serve a",
        "mixed|{a: {role: label}, b: {role: label}, c: {role: label}, x: {role: feature, with: [a]},"
            + " y: {role: feature, with: [b, c]}}||x and y hold the same columns and sum over them",
        "mixed|{a: {role: label, with: [b]}, b: {role: label}, x: {role: feature, with: [a]}}||"
            + "parties.a.with goes with role: feature",
      })
  void refusesRolesThatDoNotFitTheAlgorithm(
      String partition, String parties, String more, String message) {
    assertThatThrownBy(() -> parse(partition, parties, more == null ? "" : more))
        .hasMessageStartingWith("job.yaml")
        .hasMessageContaining(message);
  }

  /** The label parties are three, whose sums hide: consent is for the two that hold the same. */
  @Test
  void twoFeaturePartiesThatHoldTheSameColumnsNeedConsent() {
    JobFile job =
        parse(
            "mixed",
            "{a: {role: label}, b: {role: label}, c: {role: label},"
                + " x: {role: feature, with: [a]}, y: {role: feature, with: [b, c]}}",
            "consent: two-party-sum");

    assertThat(job.sum().threshold()).isEqualTo(3);
  }

  @Test
  void onlyWhoLearnsALabelNeedsOne() {
    String parties = "{a: {role: label}, b: {role: feature}}\nsimulate: {a: {data: {id: id}}}";
    JobFile job = parse("vertical", parties, "");

    job.checkData(new PartyId("a"), job.simulate().get("a").data());
  }
}
