package dev.tributary.fl.simulate;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A port of the loopback interface behind which another one seems as far away as a {@link Link}
 * says. Bytes pass unchanged. Both directions are shaped apart from each other; the connections of
 * a direction share its rate.
 */
final class ShapedRelay implements AutoCloseable {
  private static final int CHUNK = 16 << 10;

  private final ServerSocket server;
  private final int target;
  private final Direction toTarget;
  private final Direction fromTarget;
  private final List<Socket> sockets = new ArrayList<>();
  private boolean closed;

  private ShapedRelay(ServerSocket server, int target, Link link) {
    this.server = server;
    this.target = target;
    this.toTarget = new Direction(link);
    this.fromTarget = new Direction(link);
  }

  /** Opens a relay to a port of the loopback interface. */
  static ShapedRelay open(int target, Link link) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      ShapedRelay relay = new ShapedRelay(server, target, link);
      start("relay " + target, relay::accept);
      return relay;
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, "no free port for a relay: " + e.getMessage(), e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException closed) {
        // The loop ends with the server; a connection that broke at once is its client's matter.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far;
    try {
      far = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException refused) {
      near.close();
      throw refused;
    }
    if (keep(near, far)) {
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      toTarget.carry(near, far);
      fromTarget.carry(far, near);
    }
  }

  private synchronized boolean keep(Socket near, Socket far) {
    sockets.add(near);
    sockets.add(far);
    if (closed) {
      closeAll(sockets);
    }
    return !closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException ignored) {
      // Nothing is lost with it.
    }
    closeAll(sockets);
  }

  private static void closeAll(List<Socket> sockets) {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException ignored) {
        // Nothing is lost with it.
      }
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** A chunk on its way; empty at the end of the stream. */
  private record Flight(byte[] bytes, long arrival) {}

  /** One direction of the link. */
  private static final class Direction {
    private final Link link;
    private final int chunksInFlight;
    private final LinkSchedule schedule;

    private Direction(Link link) {
      this.link = link;
      this.schedule = new LinkSchedule(link, System.nanoTime());
      double bytes = link.bytesPerSecond() * link.delay().toNanos() / 1e9;
      this.chunksInFlight = (int) (2 * bytes / CHUNK) + 16;
    }

    void carry(Socket from, Socket to) {
      BlockingQueue<Flight> flights = new ArrayBlockingQueue<>(chunksInFlight);
      start("relay reads", () -> guarded(() -> read(from, flights, to), from, to));
      start("relay writes", () -> guarded(() -> write(flights, to), from, to));
    }

    private void read(Socket from, BlockingQueue<Flight> flights, Socket to)
        throws IOException, InterruptedException {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[CHUNK];
      for (boolean first = true; ; first = false) {
        boolean waited = !first && in.available() > 0;
        int length = in.read(buffer);
        byte[] bytes = Arrays.copyOf(buffer, Math.max(0, length));
        long sent = schedule.last(System.nanoTime(), bytes.length, waited);
        // A sender feels the link's rate.
        sleepUntil(sent);
        Flight flight = new Flight(bytes, sent + link.delay().toNanos());
        while (!flights.offer(flight, 1, TimeUnit.SECONDS)) {
          if (to.isClosed()) {
            return;
          }
        }
        if (length < 0) {
          return;
        }
      }
    }

    private static void write(BlockingQueue<Flight> flights, Socket to)
        throws IOException, InterruptedException {
      OutputStream out = to.getOutputStream();
      while (true) {
        Flight next = flights.take();
        sleepUntil(next.arrival());
        if (next.bytes().length == 0) {
          to.shutdownOutput();
          return;
        }
        out.write(next.bytes());
      }
    }

    /** Never returns early, which one sleep may by half a millisecond: it is cut to whole ones. */
    private static void sleepUntil(long nanoTime) throws InterruptedException {
      for (long left = nanoTime - System.nanoTime(); left > 0; ) {
        TimeUnit.NANOSECONDS.sleep(left);
        left = nanoTime - System.nanoTime();
      }
    }

    /** A connection that broke on one side breaks on the other. */
    private static void guarded(Transfer transfer, Socket from, Socket to) {
      try {
        transfer.run();
      } catch (IOException broken) {
        closeAll(List.of(from, to));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        closeAll(List.of(from, to));
      }
    }

    @FunctionalInterface
    private interface Transfer {
      void run() throws IOException, InterruptedException;
    }
  }
}
