package dev.tributary.fl.jobs.submit;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A process that takes this one's place: it has its terminal, and its exit code is the answer. */
public final class Foreground {
  private Foreground() {}

  /** Its errors but for what the JVM says of a module. */
  private static void relay(Process process) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!SparkSubmit.isModuleNotice(line)) {
          System.err.println(line);
        }
      }
    }
  }

  /** Runs a command to its end and returns its exit code; it dies with this process. */
  public static int run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .inheritIO()
              .redirectError(ProcessBuilder.Redirect.PIPE)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      relay(process);
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
