package dev.tributary.connectors.files;

import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;

/** What a file is by its first bytes, where that is not what its format says. */
enum FileKind {
  PARQUET("a Parquet file: set data.format: parquet", "parquet", 'P', 'A', 'R', '1'),
  ORC("an ORC file: set data.format: orc", "orc", 'O', 'R', 'C'),
  AVRO("an Avro file: set data.format: avro", "avro", 'O', 'b', 'j', 1),
  ZIP("a zip archive, as spreadsheets are: write the table as CSV or Parquet", "", 'P', 'K', 3, 4),
  GZIP("compressed: give it a name that ends in .gz", "", 0x1f, 0x8b),
  UTF_16("text in UTF-16: write it in UTF-8", "", 0xff, 0xfe),
  UTF_16_BE("text in UTF-16: write it in UTF-8", "", 0xfe, 0xff);

  private static final int LONGEST = 4;

  private final String words;
  private final String format;
  private final byte[] magic;

  FileKind(String words, String format, int... magic) {
    this.words = words;
    this.format = format;
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
  }

  /** USER if the first file is of another kind than the format says. */
  static void require(DataFiles files, String format) {
    FileStatus first = files.first();
    byte[] head = files.head(first, LONGEST);
    String name = first.getPath().getName().toLowerCase(Locale.ROOT);
    Optional<FileKind> kind = of(head);
    if (kind.isPresent()
        && !kind.get().format.equals(format)
        && !(kind.get() == GZIP && name.endsWith(".gz"))) {
      throw FederationException.user(
          "data.path %s is not %s but %s",
          first.getPath().toUri().getPath(), format, kind.get().words);
    }
  }

  /** The kind whose first bytes these are. */
  static Optional<FileKind> of(byte[] head) {
    return Arrays.stream(values())
        .filter(kind -> head.length >= kind.magic.length)
        .filter(kind -> Arrays.equals(kind.magic, Arrays.copyOf(head, kind.magic.length)))
        .findFirst();
  }
}
