package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.paillier.PaillierPublicKey;
import java.util.List;

/**
 * What a level adds up, at a feature party's executor.
 *
 * @param shape cells of the level
 * @param runKey the public key
 * @param key the same, decoded
 * @param streams ciphertexts: one stream per class (revealed) or per cell (hidden)
 * @param cellOfRow {@code [stream][training row]}, the cell that a row adds to or -1; null in
 *     hidden mode, where stream {@code s} adds every row to cell {@code s}
 */
record EncryptedLevel(
    CellShape shape,
    PublicRunKey runKey,
    PaillierPublicKey key,
    List<EncryptedRows> streams,
    short[][] cellOfRow) {}
