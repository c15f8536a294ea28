package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.submit.Child;
import dev.tributary.protocol.ErrorCode;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;

/** Waits for the parties' processes; after a first failure the others get a moment to see it. */
final class Outcome {
  /** A party that has joined hears of a failure within seconds; one that has not never does. */
  private static final long GRACE_NANOS = 20_000_000_000L;

  private static final long POLL_MILLIS = 200;

  /** First the exit code of whoever is to blame. */
  static final Comparator<Integer> BY_BLAME = Comparator.comparingInt(Outcome::rank);

  private final List<Child> children;
  private final PrintStream err;

  Outcome(List<Child> children, PrintStream err) {
    this.children = children;
    this.err = err;
  }

  /** 0 if all succeeded, otherwise the exit code of the one whose fault it was. */
  int await() {
    while (children.stream().anyMatch(Child::running) && failed().isEmpty()) {
      Pauses.pause(POLL_MILLIS);
    }
    if (failed().isEmpty()) {
      return 0;
    }
    List<Child> atFault = awaitTheRest();
    Child blamed =
        atFault.stream().min(Comparator.comparing(Child::exitCode, BY_BLAME)).orElseThrow();
    err.println(
        "tributary: "
            + blamed.name()
            + " failed: "
            + blamed.failure().orElse("no reason given")
            + "; its log is "
            + blamed.log());
    int code = blamed.exitCode();
    return code >= 1 && code <= 4 ? code : ErrorCode.INTERNAL.exitCode();
  }

  private List<Child> failed() {
    return children.stream().filter(child -> !child.running() && child.exitCode() != 0).toList();
  }

  /** Gives the others time to fail by themselves, then ends them; returns those that did fail. */
  private List<Child> awaitTheRest() {
    long start = System.nanoTime();
    while (children.stream().anyMatch(Child::running) && System.nanoTime() - start < GRACE_NANOS) {
      Pauses.pause(POLL_MILLIS);
    }
    List<Child> failed = failed();
    for (Child child : children) {
      if (child.running()) {
        err.println("tributary: ending " + child.name() + ", which still waits");
        child.close();
      }
    }
    return failed;
  }

  /** Who is to blame: somebody's input, then a limit, a defect, and last whoever blames others. */
  private static int rank(int exitCode) {
    return switch (exitCode) {
      case 2 -> 0;
      case 4 -> 1;
      case 1 -> 2;
      case 3 -> 3;
      default -> 4;
    };
  }
}
