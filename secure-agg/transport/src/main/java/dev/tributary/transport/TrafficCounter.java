package dev.tributary.transport;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelDuplexHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPromise;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts bytes at the sockets of one exchange: TLS records, framing and repeats included, TCP and
 * IP headers not. Thread-safe.
 */
final class TrafficCounter {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();

  long sent() {
    return sent.get();
  }

  long received() {
    return received.get();
  }

  /** A handler for the head of one connection's pipeline. */
  ChannelHandler handler() {
    return new ChannelDuplexHandler() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf bytes) {
          received.addAndGet(bytes.readableBytes());
        }
        super.channelRead(context, message);
      }

      @Override
      public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
          throws Exception {
        if (message instanceof ByteBuf bytes) {
          sent.addAndGet(bytes.readableBytes());
        }
        super.write(context, message, promise);
      }
    };
  }
}
