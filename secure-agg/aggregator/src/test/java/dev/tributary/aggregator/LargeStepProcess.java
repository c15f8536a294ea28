package dev.tributary.aggregator;

import static dev.tributary.aggregator.TestFederation.BUREAU;
import static dev.tributary.aggregator.TestFederation.JOB;
import static dev.tributary.aggregator.TestFederation.LENDER;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.transport.AggregatorAddress;
import dev.tributary.transport.GrpcSession;
import dev.tributary.transport.SessionDeadlines;
import dev.tributary.transport.SessionSpec;
import dev.tributary.transport.pki.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One party of {@link LargeStepIT}, a JVM of its own: {@code folder port party shards bytes late}.
 */
final class LargeStepProcess {
  private static final int BLOCK = 1 << 16;

  private LargeStepProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    PartyId self = new PartyId(arguments[2]);
    int shards = Integer.parseInt(arguments[3]);
    long shardBytes = Long.parseLong(arguments[4]);
    SessionSpec spec =
        new SessionSpec(
            "large",
            JOB,
            self,
            Map.of(LENDER, Optional.empty(), BUREAU, Optional.empty()),
            SessionDeadlines.defaults());
    Identity identity =
        Identity.load(
            folder.resolve(self + ".crt"), folder.resolve(self + ".key"), folder.resolve("ca.crt"));
    AggregatorAddress address = AggregatorAddress.parse("localhost:" + arguments[1]);
    try (GrpcSession session = GrpcSession.open(address, identity, spec)) {
      StepAddress step = new StepAddress(session.run(), 0, 0, "large", LENDER, BUREAU);
      if (self.equals(LENDER)) {
        send(session.exchange(), step, shards, shardBytes);
      } else {
        Thread.sleep(1000L * Integer.parseInt(arguments[5]));
        receive(session.exchange(), step);
      }
      session.finish();
      System.out.println("bytes " + session.traffic());
    }
    System.out.println("peak-rss " + peakRss());
  }

  private static void send(Exchange exchange, StepAddress step, int shards, long bytes)
      throws Exception {
    MessageDigest whole = MessageDigest.getInstance("SHA-256");
    List<PieceReceipt> receipts = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      int seed = shard;
      PieceReceipt receipt =
          exchange.put(step.shard(shard), out -> write(out, new Random(seed), bytes));
      receipts.add(receipt);
      whole.update(receipt.sha256());
    }
    exchange.commit(new StepManifest(step, receipts));
    System.out.println("sha256 " + HexFormat.of().formatHex(whole.digest()));
  }

  private static void write(OutputStream out, Random random, long bytes) throws IOException {
    byte[] block = new byte[BLOCK];
    for (long done = 0; done < bytes; done += BLOCK) {
      random.nextBytes(block);
      out.write(block, 0, (int) Math.min(BLOCK, bytes - done));
    }
  }

  private static void receive(Exchange exchange, StepAddress step) throws Exception {
    MessageDigest whole = MessageDigest.getInstance("SHA-256");
    StepManifest manifest = exchange.await(step, Duration.ofMinutes(10));
    byte[] block = new byte[BLOCK];
    for (PieceReceipt piece : manifest.pieces()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = exchange.fetch(manifest, piece.shard())) {
        for (int got = in.read(block); got >= 0; got = in.read(block)) {
          digest.update(block, 0, got);
        }
      }
      whole.update(digest.digest());
    }
    System.out.println("sha256 " + HexFormat.of().formatHex(whole.digest()));
  }

  private static String peakRss() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown on this system";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("unknown");
  }
}
