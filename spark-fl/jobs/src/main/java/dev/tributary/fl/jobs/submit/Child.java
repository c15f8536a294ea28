package dev.tributary.fl.jobs.submit;

import dev.tributary.connectors.OwnerOnly;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours: its output goes to a log file, its own lines (those that begin with {@code
 * tributary}) also to ours. Only its owner may read the log. It dies with this process.
 */
public final class Child implements AutoCloseable {
  private static final String MARK = "tributary";
  private static final String FAILURE = MARK + ": ";
  private static final int STOP_SECONDS = 10;

  private final String name;
  private final Process process;
  private final Path log;
  private final Thread reader;
  private final Thread killer;
  private volatile String failure;

  private Child(String name, Process process, Path log, PrintStream relay) {
    this.name = name;
    this.process = process;
    this.log = log;
    reader = new Thread(() -> copy(relay), "log of " + name);
    reader.setDaemon(true);
    reader.start();
    killer = new Thread(process::destroy, "end of " + name);
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /**
   * Starts a process.
   *
   * @param name for messages
   * @param log file that takes its standard output and error
   * @param relay where its own lines go
   */
  public static Child start(String name, List<String> command, Path log, PrintStream relay) {
    try {
      OwnerOnly.makeFolder(log.toAbsolutePath().getParent());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      return new Child(name, process, log, relay);
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, "starting " + name + " failed: " + e.getMessage(), e);
    }
  }

  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  public boolean running() {
    return process.isAlive();
  }

  /** Exit code of a process that has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Waits for the end and returns the exit code. */
  public int await() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FederationException.resource("interrupted while waiting for %s", name);
    }
  }

  /** The one-line error of a process that has ended, if it printed one. */
  public Optional<String> failure() {
    try {
      reader.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.ofNullable(failure);
  }

  /** Ends the process: politely, and after a few seconds by force. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException shuttingDown) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void copy(PrintStream relay) {
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(OwnerOnly.newFile(log), true, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (SparkSubmit.isModuleNotice(line)) {
          continue;
        }
        out.println(line);
        if (line.startsWith(FAILURE)) {
          failure = line.substring(FAILURE.length());
          relay.println(MARK + " " + name + ": " + failure);
        } else if (line.startsWith(MARK + " ")) {
          relay.println(line);
        }
      }
    } catch (IOException e) {
      relay.println(MARK + ": the log of " + name + " ends early: " + e.getMessage());
    }
  }
}
