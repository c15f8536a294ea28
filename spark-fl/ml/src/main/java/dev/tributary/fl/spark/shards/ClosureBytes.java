package dev.tributary.fl.spark.shards;

import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Kernels, blocks and results as bytes between the driver and executors of one party, by the
 * serializer that Spark uses for closures. Handles records, which Kryo 4 does not.
 */
public final class ClosureBytes {
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.apply(Object.class);

  private ClosureBytes() {}

  /** The bytes of an object. */
  public static byte[] of(Object value) {
    ByteBuffer buffer = serializer().serialize(value, ANY);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** The object of bytes that {@link #of} made within the same application. */
  public static Object read(byte[] bytes) {
    return serializer()
        .deserialize(ByteBuffer.wrap(bytes), Thread.currentThread().getContextClassLoader(), ANY);
  }

  private static SerializerInstance serializer() {
    return SparkEnv.get().closureSerializer().newInstance();
  }
}
