package dev.tributary.fl.horizontal.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal that outlives a party's thread. */
final class KeptSums implements SumJournal {
  final List<PastSum> ends = new ArrayList<>();
  final Map<Integer, byte[]> notes = new HashMap<>();

  byte[] id;

  @Override
  public Optional<byte[]> id() {
    return Optional.ofNullable(id);
  }

  @Override
  public void begin(byte[] run) {
    id = run;
  }

  @Override
  public int sums() {
    return ends.size();
  }

  @Override
  public PastSum get(int sum) {
    return copy(ends.get(sum));
  }

  @Override
  public void add(PastSum ended) {
    ends.add(copy(ended));
  }

  private static PastSum copy(PastSum sum) {
    return PastSum.fromBytes(sum.toBytes());
  }

  @Override
  public void note(int sum, byte[] survivors) {
    notes.put(sum, survivors.clone());
  }

  @Override
  public Optional<byte[]> of(int sum) {
    return Optional.ofNullable(notes.get(sum));
  }
}
