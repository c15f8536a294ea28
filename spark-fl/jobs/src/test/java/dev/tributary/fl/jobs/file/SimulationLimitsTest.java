package dev.tributary.fl.jobs.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Job files that somebody else wrote, to run code or open connections where they are simulated. */
class SimulationLimitsTest {
  private static JobFile parse(String bank) {
    return Algorithms.parse(
        """
        job: j
        parties: {bank: {role: label}, bureau: {role: feature}}
        simulate:
          bank: %s
          bureau: {data: {path: b.csv, id: id}}
        """
            .formatted(bank),
        "job.yaml");
  }

  private static void assertRefused(String bank, String... words) {
    assertThatThrownBy(() -> parse(bank))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageStartingWith("job.yaml: simulate.bank")
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.driver.extraJavaOptions",
        "spark.driver.extraClassPath",
        "spark.driver.defaultJavaOptions",
        "spark.executor.extraJavaOptions",
        "spark.jars",
        "spark.jars.packages",
        "spark.plugins",
        "spark.extraListeners",
        "spark.submit.pyFiles",
        "spark.files",
        "spark.sql.extensions",
        "spark.sql.warehouse.dir",
        "spark.sql.catalog.x",
        "spark.hadoop.fs.file.impl",
        "spark.driver.Memory",
        "spark.executorEnv.LD_PRELOAD",
        "spark.local.dir",
        "spark.eventLog.dir",
        "spark.master"
      })
  void propertiesThatRunCodeOrWriteElsewhereAreRefused(String key) {
    assertRefused(
        "{data: {path: a.csv, id: id, label: y}, spark: {conf: {" + key + ": x}}}",
        "spark.conf of simulate must not set '" + key + "'",
        "It may set spark.default.parallelism, spark.driver.maxResultSize, spark.driver.memory",
        "spark-defaults.conf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2g -agentpath:/tmp/x.so", "'2g\n-javaagent:x.jar'", "lots", "-1g", "2g;id"})
  void valuesAreOfOneForm(String value) {
    assertRefused(
        "{data: {path: a.csv, id: id}, spark: {conf: {spark.driver.memory: " + value + "}}}",
        "spark.driver.memory of simulate must be a size such as 2g");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yarn", "spark://elsewhere:7077", "k8s://https://x", "local-cluster[1,1,1024]"})
  void nothingRunsElsewhere(String master) {
    assertRefused(
        "{data: {path: a.csv, id: id}, spark: {master: '" + master + "'}}",
        "spark.master of simulate must be local",
        "Provided value: " + master);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{format: jdbc, id: id, options: {url: 'jdbc:h2:mem:x;INIT=RUNSCRIPT FROM ''http://x''',"
            + " dbtable: t, driver: org.h2.Driver}} | data.format of simulate",
        "{format: org.example.Evil, path: a, id: id} | Provided value: org.example.Evil",
        "{format: table, path: t, id: id} | data.format of simulate must be one of csv, parquet",
        "{format: JDBC, path: a.csv, id: id} | data.format of simulate",
        "{path: 'hdfs://x:8020/a.csv', id: id} | data.path of simulate must name files of this machine",
        "{path: 's3a://x/a.csv', id: id} | must name files of this machine",
        "{path: 'http://x/a.csv', id: id} | must name files of this machine",
        "{path: 'file://x/a.csv', id: id} | must name files of this machine",
        "{path: '//x/a.csv', id: id} | must name files of this machine",
        "{format: parquet, path: a, id: id, options:"
            + " {parquet.private.read.filter.predicate: rO0AB}} | must not have"
            + " 'parquet.private.read.filter.predicate'",
        "{path: a.csv, id: id, options: {fs.file.impl: org.example.Evil}} | must not have 'fs.file",
        "{path: a.csv, id: id, options: {io.compression.codecs: x}} | must not have 'io.compr",
        "{path: a.csv, id: id, options: {path: 's3a://x/y'}} | data.options of simulate must not have 'path'",
      })
  void tablesAreFilesAndNothingElse(String data, String message) {
    assertRefused("{data: " + data + "}", message);
  }

  @Test
  void whatATrialNeedsMayBeSaid() {
    JobFile job =
        parse(
            """
            {data: {path: 'file:///data/a.csv', id: id, label: y,
                options: {header: true, SEP: ';', nullValue: NA}},
             spark: {master: 'local[2]', conf: {spark.driver.memory: 2g, spark.executor.cores: 2,
                spark.sql.shuffle.partitions: '8'}}}
            """
                .strip()
                .replace("\n", " "));

    assertThat(job.simulate().get("bank").spark().master()).isEqualTo("local[2]");
    assertThat(job.simulate().get("bank").data().options()).hasSize(3);
    for (String master : new String[] {"local", "local[*]", "local[4,2]"}) {
      parse("{data: {format: parquet, path: ../a, id: id}, spark: {master: '" + master + "'}}");
    }
  }
}
