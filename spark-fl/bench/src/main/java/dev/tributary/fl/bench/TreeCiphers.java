package dev.tributary.fl.bench;

import dev.tributary.fl.vertical.cipher.Ciphers;
import java.util.Iterator;
import java.util.stream.Stream;

/** What {@code bench trees} can measure, by the names that {@link TreeWorkload#job} takes. */
final class TreeCiphers implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }

  private static Stream<String> names() {
    return Ciphers.all().stream()
        .flatMap(
            cipher ->
                cipher.protections().stream()
                    .map(
                        mode ->
                            mode.equals(cipher.preset())
                                ? cipher.name()
                                : cipher.name() + TreeWorkload.HIDDEN));
  }
}
