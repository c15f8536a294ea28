package dev.tributary.fl.model;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * Which training a model part is of. The label party says it, a feature party refuses to score with
 * a part of another training. Reveals nothing that the parties did not know when they trained.
 *
 * @param run the training's run
 * @param suite its cipher suite
 * @param jobSha256 hash of what its parties agreed on
 */
public record ModelIdentity(String run, String suite, String jobSha256) {
  /** Step name of the message. */
  static final String STEP = "score/model";

  private static final int FORMAT = 1;
  private static final int MOST_CHARACTERS = 256;

  /** Longest message in bytes. */
  static final int MAX_LENGTH = 1024;

  public static ModelIdentity of(Manifest manifest) {
    return new ModelIdentity(manifest.run(), manifest.suite(), manifest.jobSha256());
  }

  byte[] encode() {
    return new WireWriter(FORMAT).string(run).string(suite).string(jobSha256).toByteArray();
  }

  /** Reads the message strictly. */
  static ModelIdentity decode(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    ModelIdentity identity =
        new ModelIdentity(
            in.string(MOST_CHARACTERS), in.string(MOST_CHARACTERS), in.string(MOST_CHARACTERS));
    in.end();
    return identity;
  }

  /** The label party's end. */
  public void announce(FederatedSession session) {
    for (PartyId peer : session.featureParties()) {
      session.exchange().send(session.to(peer, 0, STEP), encode());
    }
  }

  /**
   * A feature party's end.
   *
   * @throws FederationException USER if the label party's part is of another training
   */
  public void compare(FederatedSession session) {
    ModelIdentity other =
        PeerMessages.receive(
            session,
            session.from(session.labelParty(), 0, STEP),
            MAX_LENGTH,
            ModelIdentity::decode);
    if (!equals(other)) {
      throw FederationException.agreed(
          PeerText.OTHER_MODEL,
          "the model part of '%s' is of run %s (%s), that of '%s' of run %s (%s): use the"
              + " parts of one training",
          session.self(),
          run,
          suite,
          session.labelParty(),
          other.run,
          other.suite);
    }
  }
}
