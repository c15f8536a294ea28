package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.Step;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every file is let go of: a process has so many, and each that stays open is one less. */
@EnabledOnOs(OS.LINUX)
class OpenFilesTest {
  private static final Step STEP = PlayedParty.step("sums", "lender", "bureau");

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private PlayedParty bureau;
  private String run;

  @BeforeEach
  void open() {
    mailbox = new LocalMailbox(folder, PartyLimits.defaults());
    lender = mailbox.driver("lender");
    bureau = mailbox.driver("bureau");
    run = PlayedParty.activate("spring", lender, bureau);
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  /** Files below a folder that this process has open, as the system knows them. */
  private static List<Path> openBelow(Path folder) throws IOException {
    Path real = folder.toRealPath();
    List<Path> open = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
        try {
          Path file = Files.readSymbolicLink(descriptor);
          if (file.startsWith(real)) {
            open.add(file);
          }
        } catch (NoSuchFileException e) {
          // It was that of the listing itself, or of another thread.
        }
      }
    }
    return open;
  }

  @Test
  void whatWasPutFetchedOrGivenUpIsClosed() throws IOException {
    FuzzedAnswer<PutReply> answer = new FuzzedAnswer<>();
    StreamObserver<PutFrame> put = lender.begin(run, STEP, 0, answer);
    assertThat(openBelow(folder.resolve("runs"))).as("the piece that is written").hasSize(1);
    put.onNext(PlayedParty.frame(ByteString.copyFromUtf8("half")));
    put.onError(new IllegalStateException("connection lost"));
    lender.put(run, STEP, 0, "piece").reply();
    lender.commit(run, STEP, "manifest").reply();
    bureau.await(run, STEP, 100).reply();
    assertThat(bureau.fetch(run, STEP, 0, 0).refusal()).isEmpty();
    assertThat(bureau.fetch(run, STEP, 0, 100).refusal()).isPresent();

    assertThat(openBelow(folder.resolve("runs"))).isEmpty();
  }

  @Test
  void anAggregatorThatStopsLetsGoOfItsLog() throws IOException {
    assertThat(openBelow(folder)).hasSize(2);

    mailbox.close();

    assertThat(openBelow(folder)).isEmpty();
  }
}
