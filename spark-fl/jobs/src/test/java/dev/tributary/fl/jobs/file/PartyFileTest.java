package dev.tributary.fl.jobs.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.cells.MissingMarkers;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.training.Direction;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.AggregatorAddress;
import dev.tributary.transport.pki.Fingerprint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartyFileTest {
  private static final String LENDER =
      """
      party: lender
      data: {format: csv, path: data/lender.csv, id: id, label: y, options: {header: true}}
      aggregator: {address: "localhost:9440"}
      identity: {certificate: lender.crt, key: lender.key, trust: ca.crt}
      spark: {master: "local[1]", conf: {spark.driver.memory: 2g, spark.task.maxFailures: 4}}
      """;
  private static final JobFile JOB =
      Algorithms.parse("job: j\nparties: {lender: {role: label}, bureau: {role: feature}}", "job");

  private static PartyFile parse(String text) {
    return PartyFile.parse(text, "party.yaml");
  }

  @Test
  void readsEverySection() {
    PartyFile file = parse(LENDER);

    file.checkAgainst(JOB, new PartyId("lender"));
    assertThat(file.data().label()).isEqualTo("y");
    assertThat(file.spark().conf()).containsEntry("spark.task.maxFailures", 4);
    assertThat(parse(file.text())).isEqualTo(file);
  }

  @Test
  void refusesAnotherPartyOrRole() {
    PartyFile file = parse(LENDER);

    assertThatThrownBy(() -> file.checkAgainst(JOB, new PartyId("bureau")))
        .hasMessageContaining("is of party 'lender', not of 'bureau'");
    assertThatThrownBy(
            () -> parse(LENDER.replace("lender", "telco")).checkAgainst(JOB, new PartyId("telco")))
        .hasMessageContaining("'telco' is not in the job, which has: lender, bureau");
    assertThatThrownBy(
            () -> parse(LENDER.replace("label: y, ", "")).checkAgainst(JOB, new PartyId("lender")))
        .hasMessageContaining("data.label must be given");
    assertThatThrownBy(
            () ->
                parse(LENDER.replace("id: id", "id: [a, b]"))
                    .checkAgainst(JOB, new PartyId("lender")))
        .hasMessageContaining("must name 1 columns");
  }

  @Test
  void refusesAtAFeaturePartyWhatOnlyALabelPartySays() {
    String bureau = LENDER.replace("lender", "bureau");
    for (String key : List.of("label: y", "weight: w", "split: [d]")) {
      PartyFile file = parse(bureau.replace("label: y", key));
      assertThatThrownBy(() -> file.checkAgainst(JOB, new PartyId("bureau")))
          .hasMessageContaining(
              "data." + key.substring(0, key.indexOf(':')) + " must not be given at 'bureau'");
    }
  }

  @Test
  void readsTheAggregatorsKey() {
    String pin = "sha256:" + "0a".repeat(32);
    PartyFile file = parse(LENDER.replace(":9440\"", ":9440\", fingerprint: '" + pin + "'"));

    assertThat(file.aggregator().fingerprint()).isEqualTo(pin);
    assertThat(file.aggregator().endpoint())
        .isEqualTo(AggregatorAddress.parse("localhost:9440").pinned(new Fingerprint(pin)));
    assertThat(parse(LENDER).aggregator().endpoint())
        .isEqualTo(AggregatorAddress.parse("localhost:9440"));
    assertThat(parse(file.text())).isEqualTo(file);
    assertThat(parse(LENDER).aggregator().fingerprint()).isNull();
    assertThatThrownBy(() -> parse(LENDER.replace(":9440\"", ":9440\", fingerprint: '0a0a'")))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("fingerprint must be sha256: and 64 hex digits");
  }

  @Test
  void readsWhatStandsForMissingValuesInAllColumnsOrByColumn() {
    PartyFile all = parse(LENDER.replace("label: y", "label: y, missing: [NA, '-999', -9]"));
    PartyFile some =
        parse(LENDER.replace("label: y", "label: y, missing: {'*': [NA], income: [-1, 999]}"));

    assertThat(all.data().missing())
        .isEqualTo(MissingMarkers.everywhere(List.of("NA", "-999", "-9")));
    assertThat(some.data().missing())
        .isEqualTo(new MissingMarkers(Map.of("*", List.of("NA"), "income", List.of("-1", "999"))));
    assertThat(parse(LENDER).data().missing()).isEqualTo(MissingMarkers.NONE);
    for (PartyFile file : List.of(all, some)) {
      assertThat(parse(file.text())).isEqualTo(file);
    }
    assertThatThrownBy(() -> parse(LENDER.replace("label: y", "label: y, missing: NA")))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("data.missing: must be a list of words and numbers, or a map");
    assertThatThrownBy(() -> parse(LENDER.replace("label: y", "label: y, missing: {x: [true]}")))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("data.missing: of column 'x' must have words and numbers only");
  }

  @Test
  void readsMonotoneColumns() {
    PartyFile file =
        parse(LENDER.replace("label: y", "label: y, monotone: {a: increasing, b: decreasing}"));
    assertThat(file.data().monotone())
        .isEqualTo(Map.of("a", Direction.INCREASING, "b", Direction.DECREASING));
    assertThat(parse(file.text())).isEqualTo(file);
    assertThat(parse(LENDER).data().monotone()).isEmpty();
    assertThatThrownBy(() -> parse(LENDER.replace("label: y", "label: y, monotone: {a: up}")))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("data.monotone.a must be one of increasing, decreasing");
    assertThatThrownBy(() -> parse(LENDER.replace("label: y", "label: y, monotone: {a: }")))
        .hasMessageContaining("monotone.a must be increasing or decreasing");
  }

  @Test
  void waivesNothingUnlessItSaysSo() {
    assertThat(parse(LENDER).allow()).isEqualTo(new AllowSection(false, false, false));
    PartyFile file = parse(LENDER + "allow: {unpinned-keys: true}");

    assertThat(file.allow()).isEqualTo(new AllowSection(false, true, false));
    assertThat(parse(file.text())).isEqualTo(file);
    assertThatThrownBy(() -> parse(LENDER + "allow: {unpined-keys: true}"))
        .hasMessageContaining("unknown key allow.unpined-keys. Did you mean 'unpinned-keys'?");
    assertThatThrownBy(() -> parse(LENDER + "allow: {shared-folders: 'yes'}"))
        .hasMessageContaining("allow.shared-folders must be true or false");
  }

  /** What a misspelt key leaves unset must not be blamed on a key that is right. */
  @Test
  void unknownKeysComeBeforeCombinationsOfKeys() {
    assertThatThrownBy(
            () -> parse(LENDER.replace("label: y", "lable: y, positive: bad, columns: [a]")))
        .hasMessage("party.yaml: unknown key data.lable. Did you mean 'label'?");
    assertThatThrownBy(() -> parse(LENDER.replace("id: id", "ids: id")))
        .hasMessage("party.yaml: unknown key data.ids. Did you mean 'id'?");
    assertThatThrownBy(() -> parse(LENDER.replace("spark.driver", "driver") + "alow: {}"))
        .hasMessage("party.yaml: unknown key alow. Did you mean 'allow'?");
    assertThatThrownBy(() -> parse(LENDER.replace("address:", "addres:")))
        .hasMessage("party.yaml: unknown key aggregator.addres. Did you mean 'address'?");
  }

  @Test
  void refusesUnknownKeysAndPropertiesThatSparkWouldDrop() {
    assertThatThrownBy(() -> parse(LENDER + "aggregatr: {}"))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("unknown key aggregatr. Did you mean 'aggregator'?");
    assertThatThrownBy(() -> parse(LENDER.replace("path:", "pth:")))
        .hasMessageContaining("unknown key data.pth. Did you mean 'path'?");
    assertThatThrownBy(() -> parse(LENDER.replace("spark.driver", "driver")))
        .hasMessageContaining("conf key must start with 'spark.'");
    assertThatThrownBy(() -> parse(LENDER.replace("localhost:9440", "localhost")))
        .hasMessageContaining("address must be host:port");
  }
}
