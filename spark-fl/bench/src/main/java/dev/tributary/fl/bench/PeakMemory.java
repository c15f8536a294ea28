package dev.tributary.fl.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Largest resident memory of this process's child processes while it is open, from Linux's {@code
 * /proc}; empty elsewhere. A peak in the last quarter of a second of a process may be missed.
 */
final class PeakMemory implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 250;
  private static final String PEAK = "VmHWM:";

  private final Map<String, Long> kilobytes = new TreeMap<>();
  private final Thread watcher = new Thread(this::watch, "peak memory");
  private volatile boolean open = true;

  PeakMemory() {
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Megabytes by process: a party's name, aggregator, or the main class. */
  synchronized Map<String, Long> megabytes() {
    Map<String, Long> peaks = new TreeMap<>();
    kilobytes.forEach((name, peak) -> peaks.put(name, (peak + 1023) / 1024));
    return peaks;
  }

  @Override
  public void close() {
    open = false;
  }

  private void watch() {
    while (open) {
      ProcessHandle.current().descendants().forEach(this::look);
      try {
        Thread.sleep(INTERVAL_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized void look(ProcessHandle process) {
    Path folder = Path.of("/proc", Long.toString(process.pid()));
    try {
      String name = name(arguments(folder));
      if (name.isEmpty()) {
        return;
      }
      for (String line : Files.readAllLines(folder.resolve("status"))) {
        if (line.startsWith(PEAK)) {
          String[] words = line.substring(PEAK.length()).strip().split(" ");
          kilobytes.merge(name, Long.parseLong(words[0]), Math::max);
        }
      }
    } catch (IOException ended) {
      // The process is gone, or there is no /proc.
    }
  }

  private static List<String> arguments(Path folder) throws IOException {
    String line = Files.readString(folder.resolve("cmdline"), StandardCharsets.UTF_8);
    return new ArrayList<>(Arrays.asList(line.split("\0")));
  }

  private static String name(List<String> arguments) {
    int as = arguments.indexOf("--as");
    if (as >= 0 && as + 1 < arguments.size()) {
      return arguments.get(as + 1);
    }
    if (arguments.contains("aggregator")) {
      return "aggregator";
    }
    return arguments.contains(TwinMain.class.getName()) ? TreeReport.TWIN : "";
  }
}
