package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.paillier.MalformedPaillierException;
import dev.tributary.crypto.paillier.PaillierPublicKey;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.StepManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One stream of ciphertexts in Montgomery form.
 *
 * @param rows row of each ciphertext, ascending
 * @param ciphertexts as {@link PaillierPublicKey#importCiphertexts} gives them
 */
record EncryptedRows(int[] rows, long[] ciphertexts) {
  /**
   * Fetches all streams of a message. Streams follow each other, each cut into the same number of
   * slices, and every stream must cover all training rows.
   */
  static List<EncryptedRows> fetch(
      StepManifest manifest,
      int streams,
      int trainingRows,
      PaillierPublicKey key,
      Exchange exchange) {
    int pieces = manifest.pieces().size();
    if (pieces % streams != 0 || pieces / streams > trainingRows) {
      throw FederationException.peer(
          manifest.step().from(),
          "sent %d pieces at %s for %d streams of %d rows",
          pieces,
          manifest.step(),
          streams,
          trainingRows);
    }
    int slices = pieces / streams;
    List<EncryptedRows> result = new ArrayList<>();
    for (int stream = 0; stream < streams; stream++) {
      result.add(fetch(manifest, stream * slices, slices, trainingRows, key, exchange));
    }
    return result;
  }

  private static EncryptedRows fetch(
      StepManifest manifest,
      int firstPiece,
      int slices,
      int trainingRows,
      PaillierPublicKey key,
      Exchange exchange) {
    int width = key.ciphertextBytes();
    int[] rows = new int[trainingRows];
    long[] ciphertexts = new long[Math.multiplyExact(trainingRows, key.ciphertextLongs())];
    int count = 0;
    int covered = 0;
    for (int slice = 0; slice < slices; slice++) {
      byte[] piece =
          exchange.fetchBytes(
              manifest, firstPiece + slice, RowsMessage.maxLength(trainingRows, width));
      RowsMessage message =
          PeerMessages.decode(
              manifest.step(), piece, b -> RowsMessage.decode(b, trainingRows, width));
      if (message.firstRow() != covered) {
        throw FederationException.peer(
            manifest.step().from(),
            "sent rows from %d at %s where row %d is due",
            message.firstRow(),
            manifest.step(),
            covered);
      }
      long[] imported = imported(manifest, key, message.ciphertexts());
      System.arraycopy(imported, 0, ciphertexts, count * key.ciphertextLongs(), imported.length);
      for (int row = message.present().nextSetBit(0);
          row >= 0;
          row = message.present().nextSetBit(row + 1)) {
        rows[count++] = covered + row;
      }
      covered += message.rows();
    }
    if (covered != trainingRows) {
      throw FederationException.peer(
          manifest.step().from(),
          "sent %d rows at %s where %d are due",
          covered,
          manifest.step(),
          trainingRows);
    }
    return new EncryptedRows(Arrays.copyOf(rows, count), ciphertexts);
  }

  private static long[] imported(StepManifest manifest, PaillierPublicKey key, byte[] ciphertexts) {
    try {
      return key.importCiphertexts(ciphertexts);
    } catch (MalformedPaillierException e) {
      throw FederationException.peer(
          manifest.step().from(), "sent no ciphertexts at %s: %s", manifest.step(), e.getMessage());
    }
  }
}
