package dev.tributary.fl.jobs.bench;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.util.List;

/** A process whose output is this one's. */
final class Foreground {
  private Foreground() {}

  /** Runs a command to its end; returns its exit code. */
  static int run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      return process.waitFor();
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, "starting " + command.get(0) + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FederationException.resource("interrupted");
    }
  }
}
