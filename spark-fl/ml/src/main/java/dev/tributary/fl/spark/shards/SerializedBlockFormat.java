package dev.tributary.fl.spark.shards;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/** Any serialisable block, by Spark's closure serializer. For the life of one run only. */
public final class SerializedBlockFormat<B extends Serializable> implements BlockFormat<B> {
  private static final long serialVersionUID = 1L;

  @Override
  public String kind() {
    return "serialized-1";
  }

  @Override
  public void write(B block, DataOutputStream out) throws IOException {
    byte[] bytes = ClosureBytes.of(block);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  @SuppressWarnings("unchecked")
  public B read(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return (B) ClosureBytes.read(bytes);
  }
}
