package dev.tributary.fl.jobs.run;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import java.io.IOException;
import org.apache.spark.ml.util.MLWritable;

/** The folder of a party's results that holds what its Spark ML model saves. */
public final class ModelFolder {
  public static final String NAME = "model";

  private ModelFolder() {}

  /**
   * Saves a party's model.
   *
   * @throws FederationException RESOURCE if that fails
   */
  public static void write(MLWritable model, ResultFolder out) {
    save(model, out.path(NAME));
  }

  /** Saves another one inside, in a folder of its own. */
  public static void write(MLWritable model, ResultFolder out, String inside) {
    save(model, out.path(NAME + "/" + inside));
  }

  private static void save(MLWritable model, String path) {
    try {
      model.write().save(path);
    } catch (IOException e) {
      throw new FederationException(
              ErrorCode.RESOURCE, "writing the model failed: " + e.getMessage(), e)
          .telling(PeerText.STORING);
    }
  }
}
