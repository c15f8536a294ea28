package dev.tributary.fl.spark.stage;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.protocol.FederationException;
import java.util.function.BiFunction;

/** One use of a session, which ends well or is aborted for all parties. */
public final class SessionUse {
  private SessionUse() {}

  /**
   * Takes the next session and works with it. What is thrown is what ended the run for all: this
   * party's failure, or that of another which gave up before.
   *
   * @param sessions null where the user gave none, which is refused
   */
  public static <T> T run(
      FederatedSessions sessions, BiFunction<FederatedSession, SparkCompute, T> work) {
    if (sessions == null) {
      throw FederationException.user(
          "this needs the other parties and has no session; call setSession or setSessions first");
    }
    FederatedSession session = sessions.next();
    if (!(session.compute() instanceof SparkCompute compute)) {
      throw FederationException.user(
          "the session's compute must be a SparkCompute. Provided value: %s",
          session.compute().getClass().getSimpleName());
    }
    try {
      return work.apply(session, compute);
    } catch (RuntimeException e) {
      throw session.exchange().abort(e);
    } catch (Error e) {
      session.exchange().abort(new IllegalStateException(e));
      throw e;
    }
  }

  /** Refuses a party in another role. */
  public static void requireRole(FederatedSession session, Role role) {
    if (session.role() != role) {
      throw FederationException.user(
          "%s is not a %s party of this session, but has role: %s; use the estimator of its role",
          session.self(), role, session.role());
    }
  }
}
