package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.stage.FederatedSessions;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.spark.stage.SessionUse;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the estimators of parties with the same columns share: every party fits one over its own
 * table, in a session, by sums over all of them. Rows are not matched.
 *
 * @param <E> the estimator itself, which setters return
 * @param <M> its model
 */
public abstract class HorizontalEstimator<E extends HorizontalEstimator<E, M>, M extends Model<M>>
    extends Estimator<M> implements MLWritable {
  /** Suite of the manifests: integer sums over the parties. */
  private static final String SUITE = "sums-1";

  private static final String COLUMNS = "compare columns";

  private static final long serialVersionUID = 1L;

  private final String uid;
  private transient FederatedSessions sessions;
  private transient Function<FederatedSession, SecureSum> sums;
  private transient RunListener listener = RunListener.silent();
  private transient String jobSha256 = "";
  private transient boolean compared;

  protected HorizontalEstimator(String uid) {
    this.uid = uid;
  }

  /** This estimator. */
  public abstract E self();

  @Override
  public String uid() {
    return uid;
  }

  /** The session of the next fit; the one after needs another. */
  public E setSession(FederatedSession session) {
    return setSessions(FederatedSessions.once(session));
  }

  /** Where every fit gets its session; never persisted. */
  public E setSessions(FederatedSessions source) {
    sessions = source;
    return self();
  }

  /** How this party sums with the others; closed after every fit, never persisted. */
  public E setSums(Function<FederatedSession, SecureSum> source) {
    sums = source;
    return self();
  }

  /** Told how every fit goes; never persisted. */
  public E setListener(RunListener told) {
    listener = told;
    return self();
  }

  /**
   * Says that the features of the next fits are those of all parties in the order of all, or that
   * this party fits by itself: it tells nobody its columns then. Never persisted.
   */
  public E assumeSameColumns() {
    compared = true;
    return self();
  }

  /** What the parties agreed on, or nothing. */
  protected final String jobSha256() {
    return jobSha256;
  }

  /** Hash of what the parties agreed on, for the manifest; empty where nothing is written. */
  public E setJobSha256(String sha256) {
    jobSha256 = sha256;
    return self();
  }

  @Override
  public M fit(Dataset<?> dataset) {
    Dataset<Row> rows = dataset.toDF();
    transformSchema(rows.schema());
    if (sums == null) {
      throw FederationException.user("call setSums before fit: it says how parties sum");
    }
    return SessionUse.run(sessions, (session, compute) -> fit(session, rows));
  }

  /** Fits in a session; the schema has been checked. */
  protected abstract M fit(FederatedSession session, Dataset<Row> rows);

  /**
   * The features in an order that all parties share, once each has told the others its own.
   *
   * @param own features, columns of the table
   * @param terms what else must be equal at all parties
   * @throws FederationException USER at every party, naming the first column that differs and where
   */
  protected final List<String> sameColumns(
      FederatedSession session, Dataset<Row> table, String[] own, String terms) {
    return compared
        ? List.of(own)
        : listener.time(COLUMNS, () -> FeatureColumns.agree(session, table.schema(), own, terms));
  }

  /** This party's end of the sums of one fit, to be closed. */
  protected final SecureSum openSums(FederatedSession session) {
    return sums.apply(session);
  }

  protected final RunListener listener() {
    return listener;
  }

  /** A copy with what is never persisted. */
  protected final E with(E copied) {
    copied.setSessions(sessions).setSums(sums).setListener(listener).setJobSha256(jobSha256);
    return compared ? copied.assumeSameColumns() : copied;
  }

  /** Binds a model of all parties' rows to the run that made it. */
  protected final Manifest manifest(
      FederatedSession session, Map<String, String> parameters, String part, String json) {
    return manifest(session, session.parties(), parameters, part, json);
  }

  /**
   * Binds a model to the run that made it.
   *
   * @param parties whose rows are in it
   * @param part name of the file that it is stored in
   * @param json the model as it is stored
   */
  protected final Manifest manifest(
      FederatedSession session,
      List<PartyId> parties,
      Map<String, String> parameters,
      String part,
      String json) {
    return new Manifest(
        Manifest.FORMAT,
        SUITE,
        session.self().name(),
        parties.stream().map(PartyId::name).toList(),
        session.run().value(),
        jobSha256,
        parameters,
        Instant.now().toString(),
        Map.of(part, Manifest.sha256(json.getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
