package dev.tributary.aggregator.quota;

/** The default limits of a party but for what a test is about. */
public final class Limits {
  private final PartyLimits rest = PartyLimits.defaults();
  private int runs = rest.runs();
  private int remembered = rest.remembered();
  private long stored = rest.storedBytes();
  private int pieces = rest.files();
  private int calls = rest.calls();
  private int waits = rest.waits();
  private int connections = rest.connections();
  private long arriving = rest.arrivingBytes();
  private int records = rest.records();

  private Limits() {}

  public static Limits of() {
    return new Limits();
  }

  public Limits runs(int most) {
    runs = most;
    return this;
  }

  public Limits remembered(int most) {
    remembered = most;
    return this;
  }

  public Limits stored(long bytes) {
    stored = bytes;
    return this;
  }

  public Limits pieces(int most) {
    pieces = most;
    return this;
  }

  public Limits calls(int most) {
    calls = most;
    return this;
  }

  public Limits waits(int most) {
    waits = most;
    return this;
  }

  public Limits connections(int most) {
    connections = most;
    return this;
  }

  public Limits arriving(long bytes) {
    arriving = bytes;
    return this;
  }

  public Limits records(int lines) {
    records = lines;
    return this;
  }

  public PartyLimits build() {
    return new PartyLimits(
        runs, remembered, stored, pieces, calls, waits, connections, arriving, records);
  }
}
