package dev.tributary.connectors.cells;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** How often each label stands, as long as there are few different ones. */
final class LabelWords {
  /** More than this are amounts, not names of classes. */
  static final int MOST = 120;

  private static final int LONGEST = 60;

  final TreeMap<String, Long> counts = new TreeMap<>();
  boolean more;

  void add(String label, long rows) {
    String word = label.length() > LONGEST ? label.substring(0, LONGEST) : label;
    if (!word.isEmpty() && (counts.size() < MOST || counts.containsKey(word))) {
      counts.merge(word, rows, Long::sum);
    } else {
      more |= !word.isEmpty();
    }
  }

  void merge(LabelWords other) {
    other.counts.forEach(this::add);
    more |= other.more;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(more);
    out.writeInt(counts.size());
    for (Map.Entry<String, Long> label : counts.entrySet()) {
      out.writeUTF(label.getKey());
      out.writeLong(label.getValue());
    }
  }

  /** Adds what {@link #write} wrote. */
  void read(DataInput in) throws IOException {
    more |= in.readBoolean();
    for (int left = in.readInt(); left > 0; left--) {
      add(in.readUTF(), in.readLong());
    }
  }
}
