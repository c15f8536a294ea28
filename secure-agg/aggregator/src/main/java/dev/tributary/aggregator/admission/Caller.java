package dev.tributary.aggregator.admission;

import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.aggregator.session.Tokens;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import io.grpc.Context;
import java.util.Optional;

/** Who is calling: a party's driver, by its certificate, or one of its executors, by a token. */
public final class Caller {
  private static final Context.Key<Caller> KEY = Context.key("tributary-caller");

  private final PartyId party;
  private final Optional<byte[]> token;

  private Caller(PartyId party, Optional<byte[]> token) {
    this.party = party;
    this.token = token;
  }

  /** By a certificate that TLS has verified. */
  public static Caller driver(PartyId party) {
    return new Caller(party, Optional.empty());
  }

  /** By a token of a run of the party's. */
  public static Caller executor(PartyId party, byte[] token) {
    return new Caller(party, Optional.of(token.clone()));
  }

  /** Of the call under way. */
  public static Caller current() {
    return KEY.get();
  }

  /** The context in which {@link #current} is this caller. */
  public Context context() {
    return Context.current().withValue(KEY, this);
  }

  public PartyId party() {
    return party;
  }

  public boolean isDriver() {
    return token.isEmpty();
  }

  /**
   * The party whose driver this is.
   *
   * @throws FederationException USER if it is an executor
   */
  public PartyId driver() {
    if (!isDriver()) {
      throw FederationException.user(
          "this call needs a party's certificate (subject CN=<party>, for client use)");
    }
    return party;
  }

  /**
   * A run that this caller belongs to.
   *
   * @throws FederationException RESOURCE if its party is not in the run, as if there was none; USER
   *     if its token is of another run, or of a driver that is gone
   */
  public Session session(Sessions sessions, String run) {
    Session session = sessions.session(run, party);
    token.ifPresent(
        shown -> {
          if (!session.partyOf(Tokens.hash(shown)).equals(Optional.of(party))) {
            throw FederationException.user(
                "the token is not one of run %s: the run was started again", session.run());
          }
        });
    return session;
  }
}
