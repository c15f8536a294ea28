package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.protocol.FederationException;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;

/**
 * What models of parties with the same columns share: every party has the whole, bound to the run
 * that made it, and scores lazily without asking anybody.
 *
 * @param <M> the model itself, which setters return
 * @param <P> what is stored of it
 * @param <F> how it was fitted, which is not stored
 */
public abstract class HorizontalModel<M extends HorizontalModel<M, P, F>, P, F> extends Model<M>
    implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private transient StoredPart<P> part;
  private transient F fit;

  protected HorizontalModel(String uid) {
    this.uid = uid;
  }

  /** This model. */
  public abstract M self();

  /** An empty one with the same uid. */
  protected abstract M empty();

  /** File that the model is stored in, beside Spark's of the stage. */
  protected abstract String file();

  @Override
  public final String uid() {
    return uid;
  }

  /** An empty model, filled with what a fit of an estimator found. */
  public final M made(Estimator<M> by, StoredPart<P> stored, F how) {
    HorizontalModel<M, P, F> filled = this;
    filled.part = stored;
    filled.fit = how;
    filled.setParent(by);
    return by.copyValues(self(), ParamMap.empty());
  }

  /** What is stored of it; USER where there is nothing yet. */
  protected final P part() {
    return filled().part();
  }

  /** The run that made it. */
  public final Manifest manifest() {
    return filled().manifest();
  }

  /** How it was fitted; absent in one that was read. */
  public final Optional<F> summary() {
    return Optional.ofNullable(fit);
  }

  @Override
  public M copy(ParamMap extra) {
    M copied = copyValues(empty(), extra);
    HorizontalModel<M, P, F> filled = copied;
    filled.part = part;
    filled.fit = fit;
    copied.setParent(parent());
    return copied;
  }

  @Override
  public final MLWriter write() {
    return filled().writer(this, file());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param type of what is stored
   */
  protected static <M extends HorizontalModel<M, P, F>, P, F> MLReader<M> reader(Class<P> type) {
    return new MLReader<>() {
      @Override
      public M load(String path) {
        M model = new DefaultParamsReader<M>().load(path);
        HorizontalModel<M, P, F> empty = model;
        empty.part = StoredPart.read(sc().hadoopConfiguration(), path, model.file(), type);
        return model;
      }
    };
  }

  private StoredPart<P> filled() {
    if (part == null) {
      throw FederationException.user(
          "this model is empty; it is made by fit or load, not by its constructor");
    }
    return part;
  }
}
