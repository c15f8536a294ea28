package dev.tributary.fl.jobs.submit;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.util.List;

/** A process that takes this one's place: it has its terminal, and its exit code is the answer. */
public final class Foreground {
  private Foreground() {}

  /** Runs a command to its end and returns its exit code; it dies with this process. */
  public static int run(List<String> command) {
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
