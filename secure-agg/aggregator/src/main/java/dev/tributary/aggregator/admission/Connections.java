package dev.tributary.aggregator.admission;

import dev.tributary.aggregator.quota.PartyShare;
import dev.tributary.aggregator.quota.Permit;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections to the aggregator. A new one is a stranger's until a call on it was let in, and
 * strangers have a small pool in which the oldest gives way: whoever has a certificate shows it at
 * once, whoever has none cannot keep the others out. Thread-safe.
 */
public final class Connections {
  private final StrangerLimits limits;

  /** By the remote address, oldest first. */
  private final Map<SocketAddress, Stranger> strangers = new LinkedHashMap<>();

  private final Map<SocketAddress, Permit> admitted = new HashMap<>();

  private record Stranger(Channel channel, long sinceNanos) {}

  public Connections(StrangerLimits limits) {
    this.limits = limits;
  }

  /** Stands before what serves the connections that a listening socket accepts. */
  public ChannelHandler gate() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel connection) {
          connected(connection);
        }
        context.fireChannelRead(message);
      }
    };
  }

  void connected(Channel connection) {
    SocketAddress from = connection.remoteAddress();
    var unused = connection.closeFuture().addListener(future -> closed(from));
    List<Channel> late = new ArrayList<>();
    synchronized (this) {
      while (strangers.size() >= limits.connections()) {
        late.add(removeOldest());
      }
      strangers.put(from, new Stranger(connection, System.nanoTime()));
    }
    close(late);
  }

  /** Ends the connections of strangers that had time enough; called about once a second. */
  public void sweep() {
    List<Channel> late = new ArrayList<>();
    long now = System.nanoTime();
    synchronized (this) {
      while (!strangers.isEmpty()
          && now - strangers.values().iterator().next().sinceNanos() > limits.time().toNanos()) {
        late.add(removeOldest());
      }
    }
    close(late);
  }

  /**
   * Makes a stranger's connection a party's.
   *
   * @throws dev.tributary.protocol.FederationException RESOURCE if the party has as many as it may
   */
  synchronized void admit(SocketAddress from, PartyShare share) {
    if (strangers.containsKey(from)) {
      admitted.put(from, share.connections().take());
      strangers.remove(from);
    }
  }

  /** Connections of which nobody knows whose they are. */
  public synchronized int strangers() {
    return strangers.size();
  }

  private synchronized void closed(SocketAddress from) {
    strangers.remove(from);
    Permit permit = admitted.remove(from);
    if (permit != null) {
      permit.close();
    }
  }

  private static void close(List<Channel> connections) {
    for (Channel connection : connections) {
      var unused = connection.close();
    }
  }

  private Channel removeOldest() {
    var oldest = strangers.entrySet().iterator();
    Channel channel = oldest.next().getValue().channel();
    oldest.remove();
    return channel;
  }
}
