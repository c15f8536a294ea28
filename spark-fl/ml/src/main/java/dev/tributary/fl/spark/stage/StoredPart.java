package dev.tributary.fl.spark.stage;

import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;

/**
 * A party's part of a model and its manifest.
 *
 * @param part a {@code LabelModel} or {@code FeatureModel}
 * @param <P> type of the part
 */
public record StoredPart<P>(P part, Manifest manifest) {
  public static final String LABEL_PART = "label.json";
  public static final String FEATURE_PART = "feature.json";
  private static final String MANIFEST = "manifest.json";

  /** Writes the stage's Params as Spark does, and both files beside them. */
  public MLWriter writer(Params stage, String name) {
    String json = ModelJson.write(part);
    manifest.verify(name, json.getBytes(StandardCharsets.UTF_8));
    String bound = ModelJson.write(manifest);
    return new MLWriter() {
      @Override
      public void saveImpl(String path) {
        new DefaultParamsWriter(stage).saveImpl(path);
        Configuration hadoop = sc().hadoopConfiguration();
        write(hadoop, new Path(path, name), json);
        write(hadoop, new Path(path, MANIFEST), bound);
      }
    };
  }

  /**
   * Reads both files; USER if one is absent, of a newer format or not what the manifest names.
   *
   * @param path where the stage was saved
   */
  public static <P> StoredPart<P> read(
      Configuration hadoop, String path, String name, Class<P> type) {
    Path file = new Path(path, name);
    Path bound = new Path(path, MANIFEST);
    String json = read(hadoop, file);
    Manifest manifest = ModelJson.read(read(hadoop, bound), Manifest.class, bound.toString());
    manifest.verify(name, json.getBytes(StandardCharsets.UTF_8));
    return new StoredPart<>(ModelJson.read(json, type, file.toString()), manifest);
  }

  private static void write(Configuration hadoop, Path file, String text) {
    try (FSDataOutputStream out = file.getFileSystem(hadoop).create(file, false)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new FederationException(
              ErrorCode.RESOURCE,
              "writing "
                  + file
                  + " failed: "
                  + e.getMessage()
                  + "; check its space and permissions",
              e)
          .telling(PeerText.STORING);
    }
  }

  private static String read(Configuration hadoop, Path file) {
    try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.USER,
          "reading " + file + " failed: " + e.getMessage() + "; is this a saved model?",
          e);
    }
  }
}
