package dev.tributary.fl.spark;

import dev.tributary.fl.training.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** Sets the parameters of a stage to other values than their defaults. */
public final class OtherValues {
  private OtherValues() {}

  /**
   * @param given values of those that take no 9 and no 0.375
   * @return the values by their names, as a manifest has them
   */
  public static Map<String, String> set(
      Params stage, List<Parameter<?>> parameters, Map<Parameter<?>, ? extends Number> given) {
    Map<String, String> values = new TreeMap<>();
    for (Parameter<?> parameter : parameters) {
      Number value = given.containsKey(parameter) ? given.get(parameter) : other(parameter);
      set(stage, stage.getParam(parameter.param()), value);
      values.put(parameter.name(), value.toString());
    }
    return values;
  }

  @SuppressWarnings("unchecked")
  private static <T> void set(Params stage, Param<T> param, Object value) {
    stage.set(param, (T) value);
  }

  private static Number other(Parameter<?> parameter) {
    if (parameter.type() == Double.class) {
      return 0.375;
    }
    return parameter.type() == Long.class ? (Number) 9L : (Number) 9;
  }
}
