package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.training.GivenBitmaps;
import java.util.List;

/**
 * {@code importances.json}: what a party's own features brought to the joint model.
 *
 * @param format format number of the file, 1
 * @param features the party's own, under their names
 * @param parties what each party brought in all; at the label party only, otherwise null
 * @param bitmaps what a feature party gave away for it, as it counted itself; otherwise null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportancesFile(
    int format,
    List<FeatureImportance> features,
    List<FeatureImportance> parties,
    GivenBitmaps bitmaps) {
  /** Name of the file in a result directory. */
  public static final String NAME = "importances.json";

  private static final int FORMAT = 1;

  /** Of the label party. */
  public static String json(List<FeatureImportance> features, List<FeatureImportance> parties) {
    return json(new ImportancesFile(FORMAT, features, parties, null));
  }

  /** Of a feature party. */
  public static String json(List<FeatureImportance> features, GivenBitmaps bitmaps) {
    return json(new ImportancesFile(FORMAT, features, null, bitmaps));
  }

  private static String json(ImportancesFile file) {
    return ModelJson.write(file) + "\n";
  }
}
