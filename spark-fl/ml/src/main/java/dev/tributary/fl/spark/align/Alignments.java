package dev.tributary.fl.spark.align;

import dev.tributary.fl.align.Alignment;
import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.psi.EcdhPsi;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The alignment protocols of this release by their suites, one entry each. */
public final class Alignments {
  /** That of a stage which is told nothing. */
  public static final String DEFAULT = EcdhPsi.SUITE;

  private static final Map<String, Protocol> ALL =
      new TreeMap<>(Map.of(EcdhPsi.SUITE, EcdhAlignment::new));

  private Alignments() {}

  /** Suites that {@link #of} takes. */
  public static List<String> suites() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * One protocol, for one run.
   *
   * @param suite one of {@link #suites}
   * @param work a directory that driver and executors share
   */
  public static Alignment<Dataset<Row>, AlignedRows> of(
      String suite, AlignmentParameters parameters, String work, ExchangeSupplier exchange) {
    Protocol protocol = ALL.get(suite);
    if (protocol == null) {
      throw FederationException.user(
          "alignment must be one of %s. Provided value: %s", suites(), suite);
    }
    return protocol.with(parameters, work, exchange, new SecureRandom());
  }

  /** How a party's end of a protocol is made. */
  private interface Protocol {
    Alignment<Dataset<Row>, AlignedRows> with(
        AlignmentParameters parameters,
        String work,
        ExchangeSupplier exchange,
        SecureRandom random);
  }
}
