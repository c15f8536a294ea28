package dev.tributary.fl.horizontal.columns;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a party tells the others before the first sum: its columns, and the terms that it computes
 * by.
 *
 * @param columns kind by name, in the order of its table; 1 to {@link #MAX_COLUMNS}
 * @param terms what must be equal at all parties beside the columns, in a form that can be compared
 */
public record ColumnList(Map<String, ColumnKind> columns, String terms) {
  /** Most columns of a party. */
  public static final int MAX_COLUMNS = 1 << 20;

  private static final int FORMAT = 1;
  private static final int MAX_NAME = 4096;
  private static final int MAX_TERMS = 1 << 16;

  public ColumnList {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  byte[] encode() {
    WireWriter out = new WireWriter(FORMAT).string(terms).i32(columns.size());
    columns.forEach((name, kind) -> out.string(name).u8(kind.code()));
    return out.toByteArray();
  }

  /** Reads the message strictly. */
  static ColumnList decode(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    String terms = in.string(MAX_TERMS);
    int count = in.i32(1, MAX_COLUMNS);
    Map<String, ColumnKind> columns = new LinkedHashMap<>();
    for (int c = 0; c < count; c++) {
      String name = in.string(MAX_NAME);
      int code = in.u8();
      ColumnKind kind =
          ColumnKind.of(code)
              .orElseThrow(
                  () ->
                      new MalformedMessageException("kind must be known. Provided value: " + code));
      if (columns.put(name, kind) != null) {
        throw new MalformedMessageException("columns must be different. Provided value: " + name);
      }
    }
    in.end();
    return new ColumnList(columns, terms);
  }
}
