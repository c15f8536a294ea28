package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BlockCodec;
import dev.tributary.fl.data.Compute;
import dev.tributary.fl.data.Shards;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/** Executors in this JVM that refuse kernels and blocks which a cluster could not ship. */
public record SerializingCompute(Compute delegate) implements Compute {
  @Override
  public <B extends Serializable> Shards<B> distribute(List<B> blocks) {
    blocks.forEach(SerializingCompute::write);
    return checked(delegate.distribute(blocks));
  }

  private static <B> Shards<B> checked(Shards<B> shards) {
    return new Shards<>() {
      @Override
      public int count() {
        return shards.count();
      }

      @Override
      public <R> List<R> map(Kernel<? super B, R> kernel) {
        write(kernel);
        return shards.map(kernel);
      }

      @Override
      public <D> Shards<D> derive(Kernel<? super B, D> kernel, BlockCodec<D> codec) {
        write(kernel);
        write(codec);
        return checked(shards.derive(kernel, codec));
      }

      @Override
      public Shards<B> range(int from, int to) {
        return checked(shards.range(from, to));
      }
    };
  }

  @Override
  public int parallelism() {
    return delegate.parallelism();
  }

  private static void write(Object value) {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
