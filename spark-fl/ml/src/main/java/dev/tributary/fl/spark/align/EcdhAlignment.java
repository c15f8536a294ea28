package dev.tributary.fl.spark.align;

import static org.apache.spark.sql.functions.col;

import dev.tributary.crypto.ec.MaskingKey;
import dev.tributary.fl.align.Alignment;
import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.fl.align.PsiDialogue;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.shards.HadoopSettings;
import dev.tributary.fl.spark.shards.SparkFailures;
import dev.tributary.fl.spark.shards.WorkDirectory;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.psi.EcdhPsi;
import java.security.SecureRandom;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * {@link EcdhPsi} on a party's Spark cluster. Executors mask partitions and put and fetch pieces
 * themselves; matching is a join; the driver holds counts per piece and never an id.
 *
 * <p>The masking key is drawn at the driver, once per call. Files with masked values are deleted at
 * the end, also on failure; what stays is the directory of {@link AlignedRows}, which tells who is
 * in common and deserves the protection of the data itself. Uses of one object may overlap.
 */
public final class EcdhAlignment implements Alignment<Dataset<Row>, AlignedRows> {
  private final AlignmentParameters parameters;
  private final String workDirectory;
  private final ExchangeSupplier exchange;
  private final SecureRandom random;

  /**
   * @param parameters what the job says
   * @param workDirectory a directory that driver and executors share, on any Hadoop file system
   * @param exchange opens the party's exchange inside an executor
   * @param random source of the masking key
   */
  public EcdhAlignment(
      AlignmentParameters parameters,
      String workDirectory,
      ExchangeSupplier exchange,
      SecureRandom random) {
    this.parameters = parameters;
    this.workDirectory = workDirectory;
    this.exchange = exchange;
    this.random = random;
  }

  @Override
  public String suite() {
    return EcdhPsi.SUITE;
  }

  @Override
  public AlignedRows align(FederatedSession session, Dataset<Row> source) {
    IdColumns ids =
        new IdColumns(source.schema(), parameters.keyColumns(), parameters.normalization());
    HadoopSettings hadoop =
        new HadoopSettings(source.sparkSession().sparkContext().hadoopConfiguration());
    WorkDirectory work = new WorkDirectory(workDirectory, hadoop);
    String scratch = work.newDirectory("psi");
    try {
      return SparkFailures.unwrap(() -> run(session, source, ids, scratch, work));
    } finally {
      work.delete(scratch);
    }
  }

  private AlignedRows run(
      FederatedSession session,
      Dataset<Row> source,
      IdColumns ids,
      String scratch,
      WorkDirectory work) {
    MaskingKey key = MaskingKey.random(random);
    OwnPoints own = OwnPoints.lay(source, ids, key, scratch + "/own");
    PsiDialogue dialogue = new PsiDialogue(session, parameters);
    PieceTables tables = new PieceTables(source.sparkSession(), exchange);
    Matching matching = new Matching(dialogue, own, key, tables, exchange, scratch);
    return session.isLabelParty()
        ? matching.label(parameters.minIntersection(), ids, work)
        : matching.feature(parameters.minIntersection(), ids, work);
  }

  /** Writes the id columns and row numbers of rows that carry own piece and position. */
  static Dataset<Row> write(
      Dataset<Row> numbered, OwnPoints own, IdColumns ids, WorkDirectory work) {
    String directory = work.newDirectory("aligned");
    Dataset<Row> points =
        own.table().select(with(ids.columns(), MatchColumns.PIECE, MatchColumns.POSITION));
    numbered
        .select(MatchColumns.PIECE, MatchColumns.POSITION, AlignedRows.ROW)
        .hint("merge")
        .join(points, new String[] {MatchColumns.PIECE, MatchColumns.POSITION}, "inner")
        .select(with(ids.columns(), AlignedRows.ROW))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(directory);
    return own.table().sparkSession().read().parquet(directory);
  }

  private static Column[] with(Column[] columns, String... names) {
    Column[] all = Arrays.copyOf(columns, columns.length + names.length);
    for (int i = 0; i < names.length; i++) {
      all[columns.length + i] = col(names[i]);
    }
    return all;
  }
}
