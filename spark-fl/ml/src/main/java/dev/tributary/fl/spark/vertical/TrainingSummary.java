package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.CommonRows;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.fl.vertical.tree.TrainingResult;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How the training of a label party's model went, and what it made of its rows; not persisted. */
public final class TrainingSummary {
  private final TrainingResult result;
  private final AlignedTable table;
  private final CommonRows common;
  private final LabelPartyModel<?> model;

  TrainingSummary(
      TrainingResult result, AlignedTable table, CommonRows common, LabelPartyModel<?> model) {
    this.result = result;
    this.table = table;
    this.common = common;
    this.model = model;
  }

  /** Common rows. */
  public int rows() {
    return table.order().rows();
  }

  /** How many of them train, validate and test. */
  public RowOrder order() {
    return table.order();
  }

  /** Wall time, waits included. */
  public double secondsPerTree() {
    return result.secondsPerTree();
  }

  /** A report per round that took place, kept or not. */
  public List<RoundReport> rounds() {
    return result.rounds();
  }

  /** Of the own features, most gain first. */
  public List<FeatureImportance> importances() {
    return result.importances();
  }

  /** Of every party's features together, most gain first. */
  public List<FeatureImportance> partyImportances() {
    return result.partyImportances();
  }

  /**
   * The common rows of the dataset with the model's columns, from the scores of the training: no
   * other party is asked. Reads the session's work directory.
   */
  public Dataset<Row> predictions() {
    return model.scoredColumns().ofScores(table.rows(), scores());
  }

  /** The same of all rows of the dataset: null where another party lacks the row. */
  public Dataset<Row> predictionsOfAll() {
    return model.scoredColumns().ofScores(common.allRows(), scores());
  }

  /**
   * The common rows again, with the columns of another model of the same training, so that both can
   * be judged row by row.
   *
   * @param other such as that of the solo model
   * @param prefix what the names of its columns begin with
   */
  public Dataset<Row> predictionsBeside(TrainingSummary other, String prefix) {
    Dataset<Row> theirs =
        other.model.scoredColumns().prefixed(prefix).besideNumbers(table.rows(), other.scores());
    return model.scoredColumns().ofScores(theirs, scores());
  }

  private RowScores scores() {
    return new RowScores(result.rawScores(), table.placement());
  }
}
