package dev.tributary.fl.spark.align;

import dev.tributary.protocol.PieceReceipt;
import java.nio.ByteBuffer;

/** A receipt on its way from a task to the driver, with the number of the message it belongs to. */
final class ReceiptBytes {
  private ReceiptBytes() {}

  static byte[] of(int message, PieceReceipt receipt) {
    return ByteBuffer.allocate(48)
        .putInt(message)
        .putInt(receipt.shard())
        .putLong(receipt.length())
        .put(receipt.sha256())
        .array();
  }

  static int message(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt();
  }

  static PieceReceipt receipt(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 4, 44);
    int shard = in.getInt();
    long length = in.getLong();
    byte[] sha256 = new byte[32];
    in.get(sha256);
    return new PieceReceipt(shard, length, sha256);
  }
}
