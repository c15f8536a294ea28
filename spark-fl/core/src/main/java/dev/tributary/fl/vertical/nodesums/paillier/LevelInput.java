package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.paillier.PaillierPublicKey;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.vertical.nodesums.ChannelsMessage;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.StepManifest;
import java.io.Serializable;
import java.util.List;

/**
 * Names what a level's tasks load; each executor loads it once.
 *
 * @param rows ciphertexts, of the round (revealed) or the level (hidden)
 * @param channels one piece per class
 * @param nodes channels of the level
 */
record LevelInput(
    StepManifest rows,
    StepManifest channels,
    MembershipMode membership,
    TrainingShape shape,
    int nodes,
    PublicRunKey runKey)
    implements Serializable {
  EncryptedLevel load(ShardContext context) {
    return context.shared("level " + channels.step(), () -> read(context));
  }

  private EncryptedLevel read(ShardContext context) {
    boolean revealed = membership == MembershipMode.REVEALED;
    int trainingRows = shape.rows().training();
    int classes = shape.classes();
    ChannelsMessage[] messages = channelMessages(context, revealed ? trainingRows : 0);
    CellShape cells = CellShape.of(runKey.bits(), trainingRows, nodes, membership);
    PaillierPublicKey key = runKey.key(context);
    int streams = revealed ? classes : cells.cellsPerCandidate();
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
    return new EncryptedLevel(cells, runKey, key, encrypted, cellOfRow);
  }

  private ChannelsMessage[] channelMessages(ShardContext context, int rowsTold) {
    int classes = shape.classes();
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
          PeerMessages.decode(
              channels.step(), piece, b -> ChannelsMessage.decode(b, rowsTold, nodes));
      if (messages[k].channels() != nodes) {
        throw FederationException.peer(
            channels.step().from(), "sent differing channel counts at %s", channels.step());
      }
    }
    return messages;
  }
}
