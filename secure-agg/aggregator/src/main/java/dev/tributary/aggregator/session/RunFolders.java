package dev.tributary.aggregator.session;

import dev.tributary.aggregator.quota.Shares;
import dev.tributary.aggregator.store.RunStore;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Where runs are on disk: a folder each, with the session's record beside its messages. */
final class RunFolders {
  private static final String RECORD = "session";

  private final Path folder;
  private final Shares shares;

  RunFolders(Path folder, Shares shares) {
    this.folder = folder;
    this.shares = shares;
  }

  /**
   * Finds what an earlier process left.
   *
   * @param found told of every run that was saved
   * @param dropped told the names of folders without a record, after their removal: the process
   *     ended before the run was first saved, or the disk lost it, so that nobody can be in it
   */
  void load(BiConsumer<SessionRecord, RunStore> found, Consumer<String> dropped) {
    try {
      Files.createDirectories(folder);
      for (Path run : listed(folder)) {
        if (Files.isDirectory(run)) {
          load(run, found, dropped);
        }
      }
    } catch (IOException e) {
      throw FederationException.user("data folder %s cannot be used: %s", folder, e.getMessage());
    }
  }

  private void load(Path run, BiConsumer<SessionRecord, RunStore> found, Consumer<String> dropped)
      throws IOException {
    try {
      SessionRecord saved = SessionRecord.decode(Files.readAllBytes(run.resolve(RECORD)));
      found.accept(saved, store(saved.run()));
    } catch (NoSuchFileException | MalformedMessageException e) {
      dropped.accept(String.valueOf(run.getFileName()));
      delete(run);
    }
  }

  /** The messages of a run, new or found. */
  RunStore store(RunId run) {
    return RunStore.open(folder.resolve(run.value()), sender -> shares.of(sender).stored());
  }

  /** Saves a session's record in place of the last one, whole or not at all. */
  void save(SessionRecord session) {
    Path run = folder.resolve(session.run().value());
    try {
      Files.createDirectories(run);
      Path fresh = run.resolve(RECORD + ".new");
      Files.write(fresh, session.encode());
      Files.move(
          fresh,
          run.resolve(RECORD),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw RunStore.disk(e);
    }
  }

  void delete(RunId run) {
    try {
      delete(folder.resolve(run.value()));
    } catch (IOException e) {
      throw RunStore.disk(e);
    }
  }

  private static void delete(Path run) throws IOException {
    if (!Files.exists(run)) {
      return;
    }
    for (Path file : listed(run)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(run);
  }

  private static List<Path> listed(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.forEach(files::add);
    }
    return files;
  }
}
