package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.connectors.TableSource;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;

/**
 * PARTY.yaml: what a party keeps to itself.
 *
 * @param format format number of the file, 1
 * @param party its name, as in the job and in its certificate
 * @param data its table
 * @param aggregator where the aggregator is
 * @param identity its certificate
 * @param spark where its Spark application runs
 * @param work where a run makes its folder of intermediate blocks, on any Hadoop file system that
 *     its executors share; null: beside the results
 * @param allow what its owner does without
 */
public record PartyFile(
    @JsonProperty("format") Integer format,
    @JsonProperty("party") String party,
    @JsonProperty("data") TableSource data,
    @JsonProperty("aggregator") AggregatorSection aggregator,
    @JsonProperty("identity") IdentitySection identity,
    @JsonProperty("spark") SparkSection spark,
    @JsonProperty("work") String work,
    @JsonProperty("allow") AllowSection allow) {
  public PartyFile {
    format = Formats.check(format);
    Formats.name("party", Rules.required("party", party));
    Rules.required("data", data);
    Rules.required("aggregator", aggregator);
    Rules.required("identity", identity);
    spark = Rules.orElse(spark, SparkSection.defaults());
    allow = Rules.orElse(allow, AllowSection.nothing());
  }

  /**
   * Reads and checks a file; USER with its name and the key at fault. Paths of the identity start
   * at the file's folder, the data's path at the working directory.
   */
  public static PartyFile read(Path file) {
    PartyFile read = parse(YamlFile.text(file), file.toString());
    Path folder = file.toAbsolutePath().getParent();
    return new PartyFile(
        read.format,
        read.party,
        read.data,
        read.aggregator,
        read.identity.from(folder),
        read.spark,
        read.work,
        read.allow);
  }

  /**
   * @param text one YAML document
   * @param source its name, for messages
   */
  public static PartyFile parse(String text, String source) {
    return StrictBinding.bind(YamlFile.parse(text, source), PartyFile.class, source);
  }

  public PartyId id() {
    return new PartyId(party);
  }

  /** This configuration as a file that {@link #parse} reads. */
  public String text() {
    return CanonicalForm.json(this);
  }

  /** USER unless this is the file of the named party, with a label exactly if its role has one. */
  public void checkAgainst(JobFile job, PartyId self) {
    checkOwner(self);
    job.checkData(self, data);
  }

  /** The same for scoring, for which the label party needs no label. */
  public void checkForScoring(JobFile job, PartyId self) {
    checkOwner(self);
    job.checkScoringData(self, data);
  }

  private void checkOwner(PartyId self) {
    if (!id().equals(self)) {
      throw FederationException.user(
          "the configuration is of party '%s', not of '%s': give --as %s or the other file",
          party, self, party);
    }
  }
}
