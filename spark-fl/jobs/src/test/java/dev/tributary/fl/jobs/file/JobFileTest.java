package dev.tributary.fl.jobs.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtSection;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.VerticalGbdt;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFileTest {
  private static final String MINIMAL =
      """
      job: small
      parties:
        bureau: {role: feature}
        lender: {role: label}
      """;

  private static JobFile parse(String text) {
    return Algorithms.parse(text, "job.yaml");
  }

  @Test
  void fillsInDefaultsAndPutsTheLabelPartyFirst() {
    JobFile job = parse(MINIMAL);

    assertThat(job.partyIds()).containsExactly(new PartyId("lender"), new PartyId("bureau"));
    assertThat(job.align().key()).containsExactly("id");
    assertThat(GbdtSection.of(job).trees()).isEqualTo(50);
    assertThat(job.evaluate().solo()).isTrue();
    assertThat(job.split().byShares()).isFalse();
  }

  @Test
  void readsEveryKeyOfTheContract() {
    JobFile job =
        parse(
            """
            format: 1
            job: activation-campaign
            parties:
              lender: {role: label}
              bureau: {role: feature}
            align: {key: id, protocol: ecdh-psi}
            split: {test: "crc32(cast(id as string)) % 10 < 3"}
            train: {algorithm: vertical-gbdt, objective: multiclass, classes: 4, trees: 5, depth: 3,
              learning-rate: 1, bins: 16, cipher: paillier, membership: revealed, lambda: 1,
              alpha: 0.5, gamma: 0, min-child-weight: 2, row-sample: 0.5, column-sample: 0.25,
              seed: 7, key-bits: 3072, min-side-count: 5}
            evaluate: {solo: false, top-fractions: [0.02]}
            deadlines: {start: 20s, step: 2h}
            simulate:
              lender: {data: {path: a.csv, id: [a, b], label: y, options: {header: true}}}
            """);

    assertThat(GbdtSection.of(job).treesPerRound()).isEqualTo(4);
    assertThat(GbdtSection.of(job).learningRate()).isEqualTo(1.0);
    assertThat(job.deadlines().startDuration()).hasSeconds(20);
    assertThat(job.deadlines().stepDuration()).hasHours(2);
    assertThat(job.simulate().get("lender").data().location().options())
        .containsEntry("header", "true");
    assertThat(job.simulate().get("lender").data().id()).containsExactly("a", "b");
  }

  @Test
  void aShareOfNoneIsNoneToStopBy() {
    assertThatThrownBy(
            () ->
                parse(
                    MINIMAL
                        + "split: {train: 0.8, validation: 0}\n"
                        + "train: {early-stopping-rounds: 3}"))
        .hasMessageContaining("needs validation rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train: {tres: 5}|unknown key train.tres. Did you mean 'trees'?",
        "trian: {}|unknown key trian. Did you mean 'train'?",
        "simulate: [{lender: {data: {}}}]|simulate must be a map of keys and values",
        "train: {zzzzzzzz: 5}|Known keys: algorithm",
        "train: {algorithm: vertical-gbd}|algorithm must be one of vertical-gbdt",
        "train: {cipher: pailier}|train.cipher must be one of plain, paillier, lattice. Provided"
            + " value: pailier. Did you mean 'paillier'?",
        "align: {key: label}|key must not be named as what predictions have besides: matched, score,"
            + " solo_score, label, split. Provided value: label",
        "deadlines: {rejoin: 5m}|deadlines.rejoin must be left out: a run of algorithm: vertical-gbdt"
            + " keeps nothing to go on from",
        "align: {key: solo_score_0}|key must not be named as what predictions have besides",
        "train: {trees: many}|train.trees must be a whole number",
        "train: {trees: 1.5}|train.trees must be a whole number",
        "train: {trees: \"5\"}|train.trees must be a whole number",
        "train: {trees: 0}|trees must be 1 to 100000. Provided value: 0",
        "train: {learning-rate: 0}|learning-rate must be above 0 and at most 1",
        "train: {learning-rate: .nan}|learning-rate must be above 0 and at most 1",
        "train: {key-bits: 1024}|key-bits must be one of",
        "train: {key-bits: 3072}|key-bits goes with cipher: paillier only",
        "train: {objective: multiclass}|classes must be given",
        "train: {classes: 3}|classes goes with objective: multiclass only",
        "train: {scale-pos-weight: 0}|scale-pos-weight must be above 0 and at most 1000000",
        "train: {scale-pos-weight: .inf}|scale-pos-weight must be above 0 and at most 1000000",
        "train: {objective: poisson, scale-pos-weight: 2}|scale-pos-weight goes with objective:"
            + " binary only",
        "train: {objective: multiclass, classes: 3, scale-pos-weight: 2}|scale-pos-weight goes with"
            + " objective: binary only",
        "train: {cipher: plain, membership: hidden}|membership: hidden does not go with cipher:"
            + " plain",
        "train: {sigma-out: 0}|sigma-out must be above 0 and at most 1e9",
        "train: {membership: revealed}|membership: revealed does not go with cipher: lattice",
        "train: {cipher: paillier, sigma-out: 1}|sigma-out goes with cipher: lattice only",
        "train: {early-stopping-rounds: 3}|needs validation rows",
        "train: 5|train must be a map of keys and values",
        "split: {test: 5}|split.test must be text",
        "split: {train: 0.7, test: \"id = 1\"}|not both",
        "split: {train: 0.7, validation: 0.4}|validation must be 0.0 to 0.3. Provided value: 0.4",
        "split: {seed: 7}|seed goes with train",
        "evaluate: {top-fractions: [0.1, 2]}|top-fractions must be above 0.0 and at most 1.0",
        "evaluate: {positive-name: '<b>'}|positive-name must be 1 to 40 letters",
        "deadlines: {step: 73h}|step must be at most 72h: a party that waits holds its cluster",
        "deadlines: {start: soon}|start must be a number and s, m or h",
        "align: {key: \"a b\"}|key must be letters",
        "format: 2|format 2 is newer",
        "simulate: {lendr: {data: {id: id}}}|Did you mean 'lender'?",
        "simulate: {lender: {}}|data must be given",
        "job: again|duplicate key",
        "job2: [|not valid YAML",
      })
  void refusesWithTheKeyAndWhatIsWrong(String extra, String message) {
    assertThatThrownBy(() -> parse(MINIMAL + extra))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageStartingWith("job.yaml")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  /** What a misspelt key leaves unset must not be blamed on a key that is right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split: {trian: 0.7, seed: 3}|unknown key split.trian. Did you mean 'train'?",
        "train: {clases: 3, objective: multiclass}|unknown key train.clases. Did you mean"
            + " 'classes'?",
        "train: {bins: 0, evalute: {}}|unknown key train.evalute. Known keys: algorithm,",
        "train: {bins: 0, penalty: 1}|train: penalty is a key of algorithm: horizontal-glm",
        "format: 2\\ntrain: {depth: 0}\\ndeadlines: {stop: 3h}|unknown key deadlines.stop. Did you"
            + " mean 'step'?",
        "simulate: {lender: {data: {id: id, lable: y, positive: bad}}}|unknown key"
            + " simulate.lender.data.lable. Did you mean 'label'?",
        "simulate: {lender: {spark: {mastr: x}}}|unknown key simulate.lender.spark.mastr. Did you"
            + " mean 'master'?",
      })
  void unknownKeysComeBeforeCombinationsOfKeys(String extra, String message) {
    assertThatThrownBy(() -> parse(MINIMAL + extra.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageStartingWith("job.yaml: " + message);
    assertThatThrownBy(
            () -> parse(MINIMAL.replace("{role: feature}", "{rol: feature}") + "train: {depth: 0}"))
        .hasMessage("job.yaml: unknown key parties.bureau.rol. Did you mean 'role'?");
  }

  @Test
  void namesOfLabelsGoWithTwoLabels() {
    String named = "evaluate: {positive-name: hits}";
    assertThat(parse(MINIMAL + named).evaluate().positiveName()).isEqualTo("hits");
    assertThatThrownBy(() -> parse(MINIMAL + "train: {objective: poisson}\n" + named))
        .hasMessageContaining("go with objective: binary only");
  }

  @Test
  void asksForTheSetsThatItsSplitNames() {
    assertThat(parse(MINIMAL).split().tests()).isFalse();
    assertThat(parse(MINIMAL + "split: {train: 0.6, validation: 0.4}").split().tests()).isFalse();
    assertThat(parse(MINIMAL + "split: {train: 0.6, validation: 0.4}").split().validates())
        .isTrue();
    assertThat(parse(MINIMAL + "split: {train: 0.6}").split().tests()).isTrue();
    assertThat(parse(MINIMAL + "split: {test: id = 1}").split().tests()).isTrue();
    assertThat(parse(MINIMAL + "split: {validation: id = 1}").split().validates()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0.1", "0.8, 0.2", "0.7, 0.3", "0.6, 0.4", "1, 0"})
  void sharesMayAddUpToAll(double train, double validation) {
    SplitSection split =
        parse(MINIMAL + "split: {train: " + train + ", validation: " + validation + "}").split();

    assertThat(split.train() + split.validationShare()).isEqualTo(1);
  }

  @Test
  void aLimitOfIdsIsOfTheJobOnlyWhereItIsGiven() {
    assertThat(parse(MINIMAL).align().maxIds()).isNull();
    JobFile limited = parse(MINIMAL + "align: {max-ids: 500}");
    assertThat(limited.align().maxIds()).isEqualTo(500);
    assertThat(limited.canonical()).contains("\"max-ids\":500");
    assertThat(parse(MINIMAL).canonical()).doesNotContain("max-ids");
    assertThatThrownBy(() -> parse(MINIMAL + "align: {max-ids: 0}"))
        .hasMessageContaining("max-ids must be 1 to");
  }

  @Test
  void aHundredPartiesMaySum() {
    String parties = IntStream.range(0, 100).mapToObj(p -> "p" + p).collect(joined());
    assertThat(parse(ofLabels(parties)).parties()).hasSize(100);
    assertThatThrownBy(() -> parse(ofLabels(parties + ", more: {role: label}")))
        .hasMessageContaining("parties must be 2 to 100");
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(": {role: label}, ", "", ": {role: label}");
  }

  private static String ofLabels(String parties) {
    return "job: a\nparties: {" + parties + "}\ntrain: {algorithm: horizontal-pca}";
  }

  @Test
  void refusesPartiesThatMakeNoFederation() {
    assertThatThrownBy(() -> parse("job: a\nparties: {x: {role: label}, y: {role: label}}"))
        .hasMessageContaining("exactly one with role: label");
    assertThatThrownBy(() -> parse("job: a\nparties: {x: {role: label}}"))
        .hasMessageContaining("parties must be 2 to 32");
    assertThatThrownBy(() -> parse("job: a\nparties: {X Y: {role: label}, y: {role: feature}}"))
        .hasMessageContaining("party name must be");
    assertThatThrownBy(
            () -> parse("job: a\nparties: {x: {role: label, fingerprint: ab}, y: {role: feature}}"))
        .hasMessageContaining("fingerprint must be sha256:");
  }

  /** An algorithm besides those of the release. */
  private static final class Clustering implements JobAlgorithm {
    private record Section(@JsonProperty("clusters") Integer clusters) {}

    @Override
    public String name() {
      return "horizontal-kmeans";
    }

    @Override
    public Class<? extends Record> section() {
      return Section.class;
    }
  }

  @Test
  void keyOfAnotherAlgorithmIsRefusedWithItsName() {
    List<JobAlgorithm> known = List.of(new VerticalGbdt(), new Clustering());

    JobFile job =
        JobFile.parse(
            MINIMAL + "train: {clusters: 3, algorithm: horizontal-kmeans}", "job.yaml", known);

    assertThat(job.canonical())
        .contains("\"train\":{\"algorithm\":\"horizontal-kmeans\",\"clusters\":3}");
    assertThatThrownBy(
            () ->
                JobFile.parse(
                    MINIMAL + "train: {algorithm: horizontal-kmeans, trees: 3}", "job.yaml", known))
        .hasMessage(
            "job.yaml: train: trees is a key of algorithm: vertical-gbdt, and this job has"
                + " algorithm: horizontal-kmeans: leave it out");
    assertThatThrownBy(() -> JobFile.parse(MINIMAL + "train: {clusters: 3}", "job.yaml", known))
        .hasMessageContaining("clusters is a key of algorithm: horizontal-kmeans");
  }

  @Test
  void tagsThatNameClassesAreNotResolved() {
    assertThatThrownBy(() -> parse(MINIMAL + "train: !!java.net.URL [\"http://localhost\"]"))
        .isInstanceOf(FederationException.class);
  }

  @Test
  void hashIgnoresLayoutOrderOfKeysDefaultsAndSimulation() {
    String hash = parse(MINIMAL).sha256();

    assertThat(parse("# comment\n" + MINIMAL + "train: {depth: 5, trees: 50}").sha256())
        .isEqualTo(hash);
    assertThat(parse(MINIMAL + "train: {trees: 50, learning-rate: 0.10}").sha256()).isEqualTo(hash);
    assertThat(parse(MINIMAL + "simulate: {lender: {data: {id: id, label: y}}}").sha256())
        .isEqualTo(hash);
    assertThat(parse(MINIMAL).canonical()).doesNotContain("simulate");
  }

  /** Jobs of before the key existed keep their hash. */
  @Test
  void normalisationIsPartOfTheHashOnlyWhereItIsGiven() {
    assertThat(parse(MINIMAL).canonical()).doesNotContain("normalize");
    JobFile one = parse(MINIMAL + "align: {key: [id, branch], normalize: {id: upper}}");
    JobFile list = parse(MINIMAL + "align: {key: [id, branch], normalize: {id: [upper]}}");
    JobFile none = parse(MINIMAL + "align: {key: [id, branch], normalize: {}}");

    assertThat(one.sha256()).isEqualTo(list.sha256()).isNotEqualTo(none.sha256());
    assertThat(none.sha256()).isEqualTo(parse(MINIMAL + "align: {key: [id, branch]}").sha256());
    assertThat(one.align().normalization().names()).containsExactly("upper", "");
    assertThat(parse(one.text()).sha256()).isEqualTo(one.sha256());
  }

  @Test
  void normalisationNamesColumnsOfTheKeyAndKnownSteps() {
    assertThatThrownBy(() -> parse(MINIMAL + "align: {key: id, normalize: {idd: upper}}"))
        .hasMessageContaining("normalize names 'idd', which is no column of key: [id]")
        .hasMessageContaining("Did you mean 'id'?");
    assertThatThrownBy(() -> parse(MINIMAL + "align: {key: id, normalize: {id: [uper]}}"))
        .hasMessageContaining("Did you mean 'upper'?");
    assertThatThrownBy(() -> parse(MINIMAL + "align: {key: id, normalize: {id: [upper, lower]}}"))
        .hasMessageContaining("both upper and lower");
  }

  @Test
  void hashChangesWithAnyAgreedValueAndWithTheOrderOfParties() {
    String hash = parse(MINIMAL).sha256();

    for (String extra :
        List.of(
            "train: {trees: 51}",
            "align: {key: uid}",
            "split: {test: id = 1}",
            "evaluate: {solo: false}")) {
      assertThat(parse(MINIMAL + extra).sha256()).as(extra).isNotEqualTo(hash);
    }
    String third = MINIMAL + "  telco: {role: feature}\n";
    String other =
        """
        job: small
        parties:
          telco: {role: feature}
          lender: {role: label}
          bureau: {role: feature}
        """;
    assertThat(parse(third).sha256()).isNotEqualTo(parse(other).sha256());
  }

  @Test
  void hashIsWhatItWasInFormatOne() {
    // Pinned: a change here means that parties on two versions can no longer work together.
    assertThat(parse(MINIMAL).canonical())
        .isEqualTo(
            "{\"align\":{\"key\":[\"id\"],\"min-intersection\":100,\"protocol\":\"ecdh-psi\"},"
                + "\"deadlines\":{\"start\":\"10m\",\"step\":\"30m\"},"
                + "\"evaluate\":{\"solo\":true,\"top-fractions\":[0.01,0.05,0.1]},"
                + "\"format\":1,\"job\":\"small\",\"order\":[\"bureau\",\"lender\"],"
                + "\"parties\":{\"bureau\":{\"role\":\"feature\"},\"lender\":{\"role\":\"label\"}},"
                + "\"split\":{},"
                + "\"train\":{\"algorithm\":\"vertical-gbdt\",\"alpha\":0.0,\"bins\":32,"
                + "\"cipher\":\"lattice\",\"column-sample\":1.0,\"depth\":5,"
                + "\"early-stopping-rounds\":0,\"gamma\":0.001,\"key-bits\":2048,\"lambda\":0.1,"
                + "\"learning-rate\":0.1,\"min-child-weight\":0.0,\"min-side-count\":5,"
                + "\"objective\":\"binary\",\"row-sample\":1.0,\"seed\":7,"
                + "\"trees\":50}}");
  }

  @Test
  void pinnedJobIsReadBackWithTheSameHash() {
    String print = "sha256:" + "ab".repeat(32);
    JobFile pinned = parse(MINIMAL).pinned(Map.of(new PartyId("bureau"), print));

    assertThat(pinned.parties().get("bureau").fingerprint()).isEqualTo(print);
    assertThat(parse(pinned.text()).sha256()).isEqualTo(pinned.sha256());
    assertThat(parse(pinned.text()).parties().keySet()).containsExactly("bureau", "lender");
  }
}
