package dev.tributary.fl.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Writes what one shard contributes to a message. */
@FunctionalInterface
public interface PayloadKernel<B> extends Serializable {
  void write(int shard, B block, ShardContext context, OutputStream out) throws IOException;
}
