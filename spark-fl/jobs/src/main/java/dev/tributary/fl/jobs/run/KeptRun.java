package dev.tributary.fl.jobs.run;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import dev.tributary.connectors.OwnerOnly;
import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.horizontal.sum.PastSum;
import dev.tributary.fl.horizontal.sum.SumJournal;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.TransportFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * What a party keeps of a run so that it can be started again: the ends of its sums, a small file
 * each, in a folder that only its owner may enter, on any Hadoop file system. Bound to the job, the
 * release and the rows of this party; removed when the run is done, and by nothing else, since over
 * whom a sum was being opened holds whatever ended the run. Holds totals, which every party of the
 * run knows, and nothing of a single party.
 */
final class KeptRun implements SumJournal {
  private static final String OF = "run";
  private static final String ID = "id";
  private static final String SUM = ".sum";
  private static final String OPENING = ".opening";

  private final FileSystem files;
  private final Path folder;
  private int sums;

  private KeptRun(FileSystem files, Path folder) throws IOException {
    this.files = files;
    this.folder = folder;
    look();
  }

  private void look() throws IOException {
    sums = 0;
    while (files.exists(end(sums))) {
      sums++;
    }
  }

  /** Looks again: this party may have had another process meanwhile. */
  KeptRun now() {
    try {
      look();
      return this;
    } catch (IOException e) {
      throw failed("reading", folder, e);
    }
  }

  /**
   * Opens what is kept of a run, or begins.
   *
   * @throws FederationException USER where something else is kept under the name of the run;
   *     RESOURCE where it cannot be read or written
   */
  static KeptRun open(RunRequest request, SourceTable table, Configuration hadoop) {
    Path folder = new Path(request.kept());
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      Path of = new Path(folder, OF);
      String now = identity(request, table);
      boolean same =
          files.exists(of) && now.equals(new String(read(files, of), StandardCharsets.UTF_8));
      if (!same && begun(files, folder)) {
        throw FederationException.user(
            "run %s was begun with another job file, other rows or another release, as %s says:"
                + " start it under another --run, or remove that folder and begin anew at all"
                + " parties",
            request.run(), folder);
      } else if (!same) {
        files.delete(folder, true);
        OwnerOnly.makeFolder(files, folder);
        write(files, of, now.getBytes(StandardCharsets.UTF_8));
      }
      return new KeptRun(files, folder);
    } catch (IOException e) {
      throw failed("opening", folder, e);
    }
  }

  /** Of rows their number and a sum that has no order, since Spark has none. */
  private static String identity(RunRequest request, SourceTable table) {
    Column[] cells =
        Arrays.stream(table.rows().columns()).map(SourceTable::column).toArray(Column[]::new);
    Row seen = table.look(rows -> rows.agg(count(lit(1)), bit_xor(xxhash64(cells))).first());
    return String.join(
        "\n",
        request.job().sha256(),
        TransportFormat.software(),
        seen.getLong(0) + " rows, " + (seen.isNullAt(1) ? 0 : seen.getLong(1)));
  }

  /** Whether anything was summed, or was being opened. */
  private static boolean begun(FileSystem files, Path folder) throws IOException {
    return files.exists(folder)
        && Arrays.stream(files.listStatus(folder))
            .map(file -> file.getPath().getName())
            .anyMatch(name -> name.endsWith(SUM) || name.endsWith(OPENING));
  }

  private Path end(int sum) {
    return new Path(folder, String.format("%08d%s", sum, SUM));
  }

  private Path noted(int sum) {
    return new Path(folder, String.format("%08d%s", sum, OPENING));
  }

  @Override
  public Optional<byte[]> id() {
    return stored(new Path(folder, ID));
  }

  @Override
  public void begin(byte[] id) {
    store(new Path(folder, ID), id);
  }

  @Override
  public int sums() {
    return sums;
  }

  @Override
  public PastSum get(int sum) {
    try {
      return PastSum.fromBytes(read(files, end(sum)));
    } catch (IOException e) {
      throw failed("reading", end(sum), e);
    } catch (MalformedMessageException e) {
      throw FederationException.resource(
          "%s is broken (%s): start the run under another --run", end(sum), e.getMessage());
    }
  }

  @Override
  public void add(PastSum ended) {
    store(end(sums), ended.toBytes());
    sums++;
  }

  @Override
  public void note(int sum, byte[] survivors) {
    if (of(sum).isEmpty()) { // a sum is opened over one set
      store(noted(sum), survivors);
    }
  }

  @Override
  public Optional<byte[]> of(int sum) {
    return stored(noted(sum));
  }

  private Optional<byte[]> stored(Path file) {
    try {
      return files.exists(file) ? Optional.of(read(files, file)) : Optional.empty();
    } catch (IOException e) {
      throw failed("reading", file, e);
    }
  }

  /** The run is done. */
  void remove() {
    try {
      files.delete(folder, true);
    } catch (IOException e) {
      throw failed("removing", folder, e);
    }
  }

  private void store(Path file, byte[] bytes) {
    try {
      write(files, file, bytes);
    } catch (IOException e) {
      throw failed("writing", file, e);
    }
  }

  /**
   * Whole or not at all, since a process may end in between; what stands is never written again.
   */
  private static void write(FileSystem files, Path file, byte[] bytes) throws IOException {
    if (files.exists(file)) {
      throw new IOException("it stands; another process of this party may be in this run");
    }
    Path unfinished = file.suffix(".unfinished");
    try (FSDataOutputStream out = files.create(unfinished, true)) {
      out.write(bytes);
      out.hsync();
    }
    if (!files.rename(unfinished, file)) {
      throw new IOException("rename returned false");
    }
  }

  private static byte[] read(FileSystem files, Path file) throws IOException {
    try (var in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  private static FederationException failed(String verb, Path what, IOException cause) {
    return new FederationException(
            ErrorCode.RESOURCE,
            verb + " " + what + " failed: " + cause.getMessage() + "; check work and its space",
            cause)
        .telling(PeerText.STORING);
  }
}
