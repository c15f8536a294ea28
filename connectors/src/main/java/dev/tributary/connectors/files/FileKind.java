package dev.tributary.connectors.files;

import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;

/** What a file is by its first bytes, where that is not what its format says. */
enum FileKind {
  PARQUET("a Parquet file: set data.format: parquet", "parquet", 'P', 'A', 'R', '1'),
  ORC("an ORC file: set data.format: orc", "orc", 'O', 'R', 'C'),
  AVRO("an Avro file: set data.format: avro", "avro", 'O', 'b', 'j', 1),
  ZIP("a zip archive, as spreadsheets are: write the table as CSV or Parquet", "", 'P', 'K', 3, 4),
  GZIP("compressed: give it a name that ends in .gz, in small letters", ".gz", 0x1f, 0x8b),
  BZIP2(
      "compressed: give it a name that ends in .bz2, in small letters",
      ".bz2",
      'B',
      'Z',
      'h',
      FileKind.ANY,
      '1',
      'A',
      'Y'),
  ZSTD(
      "compressed: give it a name that ends in .zst, in small letters",
      ".zst",
      0x28,
      0xb5,
      0x2f,
      0xfd),
  XZ("compressed with xz, which Spark does not read: compress it with gzip", "", 0xfd, '7', 'z'),
  UTF_16("text in UTF-16: write it in UTF-8", "", 0xff, 0xfe),
  UTF_16_BE("text in UTF-16: write it in UTF-8", "", 0xfe, 0xff);

  private static final int LONGEST = 7;

  /** In place of a byte: any. */
  private static final int ANY = -1;

  private final String words;
  private final String fits;
  private final int[] magic;

  /**
   * @param fits the format that is read so, or how a name ends by which such a file is opened
   */
  FileKind(String words, String fits, int... magic) {
    this.words = words;
    this.fits = fits;
    this.magic = magic;
  }

  /** USER if the first file is of another kind than the format says. */
  static void require(DataFiles files, String format) {
    FileStatus first = files.first();
    byte[] head = files.head(first, LONGEST);
    Optional<FileKind> kind = of(head);
    if (kind.isPresent()
        && !kind.get().fits.equals(format)
        && (kind.get().fits.isEmpty() || !kind.get().fits.equals(files.compression(first)))) {
      throw FederationException.user(
          "data.path %s is not %s but %s",
          first.getPath().toUri().getPath(), format, kind.get().words);
    }
  }

  /** The kind whose first bytes these are. */
  static Optional<FileKind> of(byte[] head) {
    return Arrays.stream(values())
        .filter(kind -> head.length >= kind.magic.length)
        .filter(
            kind ->
                IntStream.range(0, kind.magic.length)
                    .allMatch(i -> kind.magic[i] == ANY || (byte) kind.magic[i] == head[i]))
        .findFirst();
  }
}
