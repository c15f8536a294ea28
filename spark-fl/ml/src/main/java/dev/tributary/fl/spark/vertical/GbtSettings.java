package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.data.LayoutSettings;
import dev.tributary.fl.spark.data.LayoutSettings.FeatureOrder;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.training.Direction;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.cipher.CipherKeys;
import dev.tributary.fl.vertical.cipher.Ciphers;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.tree.GbtParameters;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** From Params to what a training takes. */
final class GbtSettings {
  /** In a manifest, for a parameter that follows from the training. */
  private static final String FOLLOWS = "automatic";

  private GbtSettings() {}

  /** The Params of every estimator of trees. */
  static DeclaredParams declare(Params owner) {
    return new DeclaredParams(owner)
        .federated()
        .numbers(GbtParameters.ALL)
        .monotone()
        .text("cipher", "versioned suite that hides the sums", Ciphers.DEFAULT.preset().suite())
        .text(
            "jobSha256",
            "hash of what the parties agreed on, for manifests; of the growth Params if not set");
  }

  static TreeParameters trees(GbtParams<?> of) {
    return new TreeParameters(
        of.getMaxIter(),
        of.getMaxDepth(),
        of.getStepSize(),
        of.getRegParam(),
        of.getL1RegParam(),
        of.getMinInfoGain(),
        of.getMinChildWeight(),
        of.getScalePosWeight(),
        of.getSubsamplingRate(),
        of.getFeatureSubsetRate(),
        of.getEarlyStoppingRounds(),
        of.getSeed());
  }

  /**
   * A training with these Params.
   *
   * @param order {@code RANDOM} where other parties see candidates of the features
   * @param map what {@link #map} made
   * @param given the party's own secret, from which this job's is derived; null for a fresh one
   * @param listener told how it goes
   */
  static VerticalTraining training(
      FederatedSession session,
      SparkCompute compute,
      GbtParams<?> of,
      FeatureOrder order,
      LinearMap map,
      SamplingSecret given,
      RunListener listener) {
    LayoutSettings layout =
        new LayoutSettings(
            of.getMaxBins(), of.getMinSideCount(), LayoutSettings.BINNING_SAMPLE, order);
    return new VerticalTraining(
        session, compute, trees(of), secret(of, given), layout, monotone(of), map, listener);
  }

  /** The same with several label parties. */
  static MixedTraining mixed(
      FederatedSession run,
      SparkCompute compute,
      GbtParams<?> of,
      Supplier<LinearMap> maps,
      SamplingSecret given,
      MixedRun mixed,
      RunListener listener) {
    LayoutSettings layout =
        new LayoutSettings(
            of.getMaxBins(),
            of.getMinSideCount(),
            LayoutSettings.BINNING_SAMPLE,
            FeatureOrder.NATURAL);
    return new MixedTraining(
        run, compute, trees(of), secret(of, given), layout, monotone(of), maps, mixed, listener);
  }

  /**
   * What one job's rows and columns are drawn from.
   *
   * @param given the party's own secret; null for a fresh one
   */
  static SamplingSecret secret(GbtParams<?> of, SamplingSecret given) {
    return (given == null ? SamplingSecret.fresh() : given).forJob(agreed(of, parameters(of)));
  }

  /**
   * The cipher of one training.
   *
   * @param given the user's map; null for one of this release
   */
  static LinearMap map(GbtParams<?> of, LinearMap given) {
    String suite = of.getCipher();
    if (given != null && given.suite().equals(suite)) {
      return given;
    }
    return Ciphers.protection(suite).map(CipherKeys.of(key -> value(of, key)));
  }

  /** Null where it follows from the training. */
  private static Number value(GbtParams<?> of, Parameter<?> parameter) {
    Param<?> param = of.declared(parameter.param());
    return of.isDefined(param) ? (Number) of.getOrDefault(param) : null;
  }

  /**
   * Binds a party's part of a model to the run that made it.
   *
   * @param map the cipher after the training; what it agreed on with a peer is kept under {@code
   *     suite/peer}
   * @param more parameters that only this party has
   * @param json the part as it is stored
   */
  static Manifest manifest(
      FederatedSession session,
      GbtParams<?> of,
      LinearMap map,
      Map<String, String> more,
      String fileName,
      String json) {
    Map<String, String> parameters = parameters(of);
    String agreed = agreed(of, parameters);
    parameters.putAll(more);
    monotone(of)
        .forEach((column, direction) -> parameters.put("monotone/" + column, direction.toString()));
    map.agreed().forEach((peer, plan) -> parameters.put(map.suite() + "/" + peer, plan));
    return new Manifest(
        Manifest.FORMAT,
        map.suite(),
        session.self().name(),
        session.parties().stream().map(PartyId::name).toList(),
        session.run().value(),
        agreed,
        parameters,
        Instant.now().toString(),
        Map.of(fileName, sha256(json)));
  }

  /** Monotone columns of a party; USER for one that is no feature, or is to rise and to fall. */
  private static Map<String, Direction> monotone(GbtParams<?> of) {
    Map<String, Direction> monotone = new TreeMap<>();
    for (String column : of.getIncreasingCols()) {
      monotone.put(column, Direction.INCREASING);
    }
    for (String column : of.getDecreasingCols()) {
      if (monotone.put(column, Direction.DECREASING) == Direction.INCREASING) {
        throw FederationException.user(
            "column '%s' is in increasingCols and in decreasingCols", column);
      }
    }
    List<String> features = List.of(of.getFeatureCols());
    for (String column : monotone.keySet()) {
      if (!features.contains(column)) {
        throw FederationException.user("the monotone column '%s' is not in featureCols", column);
      }
    }
    return monotone;
  }

  private static String agreed(GbtParams<?> of, Map<String, String> parameters) {
    return of.isDefined(of.jobSha256()) ? of.getJobSha256() : sha256(ModelJson.write(parameters));
  }

  private static Map<String, String> parameters(GbtParams<?> of) {
    Map<String, String> all = new TreeMap<>();
    for (Parameter<?> parameter : GbtParameters.ALL) {
      Number value = value(of, parameter);
      all.put(parameter.name(), value == null ? FOLLOWS : value.toString());
    }
    all.put("algorithm", "vertical-gbt");
    all.put("cipher", of.getCipher());
    return all;
  }

  private static String sha256(String text) {
    return Manifest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
