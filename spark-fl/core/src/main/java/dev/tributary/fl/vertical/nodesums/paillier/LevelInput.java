package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.paillier.PaillierPublicKey;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.vertical.nodesums.ChannelsMessage;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.StepManifest;
import java.io.Serializable;
import java.util.List;

/**
 * Names what a level's tasks load; each executor loads it once.
 *
 * @param rows ciphertexts, of the round (revealed) or the level (hidden)
 * @param channels one piece per class
 */
record LevelInput(
    StepManifest rows,
    StepManifest channels,
    MembershipMode membership,
    int trainingRows,
    int classes,
    PublicRunKey runKey)
    implements Serializable {
  EncryptedLevel load(ShardContext context) {
    return context.shared("level " + channels.step(), () -> read(context));
  }

  private EncryptedLevel read(ShardContext context) {
    boolean revealed = membership == MembershipMode.REVEALED;
    ChannelsMessage[] messages = channelMessages(context, revealed ? trainingRows : 0);
    int count = messages[0].channels();
    CellShape shape = CellShape.of(runKey.bits(), trainingRows, count, membership);
    PaillierPublicKey key = runKey.key(context);
    int streams = revealed ? classes : shape.cellsPerCandidate();
    List<EncryptedRows> encrypted =
        context.shared(
            "rows " + rows.step(),
            () -> EncryptedRows.fetch(rows, streams, trainingRows, key, context.exchange()));
    short[][] cellOfRow = null;
    if (revealed) {
      cellOfRow = new short[classes][];
      for (int k = 0; k < classes; k++) {
        cellOfRow[k] = messages[k].channelOfRow();
      }
    }
    return new EncryptedLevel(shape, runKey, key, encrypted, cellOfRow);
  }

  private ChannelsMessage[] channelMessages(ShardContext context, int rowsTold) {
    if (channels.pieces().size() != classes) {
      throw FederationException.peer(
          channels.step().from(),
          "sent %d pieces at %s where %d are due",
          channels.pieces().size(),
          channels.step(),
          classes);
    }
    ChannelsMessage[] messages = new ChannelsMessage[classes];
    for (int k = 0; k < classes; k++) {
      byte[] piece =
          context.exchange().fetchBytes(channels, k, ChannelsMessage.maxLength(rowsTold));
      messages[k] =
          PeerMessages.decode(channels.step(), piece, b -> ChannelsMessage.decode(b, rowsTold));
      if (messages[k].channels() != messages[0].channels()) {
        throw FederationException.peer(
            channels.step().from(), "sent differing channel counts at %s", channels.step());
      }
    }
    return messages;
  }
}
