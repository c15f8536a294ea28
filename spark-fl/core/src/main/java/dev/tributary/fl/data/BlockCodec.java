package dev.tributary.fl.data;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/**
 * How one kind of block is drawn as bytes in this party's own work directory. Never used on bytes
 * of another party.
 */
public interface BlockCodec<B> extends Serializable {
  /** Names the kind and its format number, such as {@code binned-1}; checked on reading. */
  String kind();

  void write(B block, DataOutputStream out) throws IOException;

  B read(DataInputStream in) throws IOException;
}
