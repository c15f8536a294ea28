package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever meets a word of {@code GLOSSARY.md} for the first time on a page finds a link to it. */
class GlossaryTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^\\| <a id=\"([a-z-]+)\"></a>([^|]+) \\|");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)]*)\\)");

  /** Words of everyday speech, which mean the entry only as nouns: after one of these. */
  private static final Set<String> EVERYDAY =
      Set.of("run", "round", "step", "piece", "shard", "slot");

  private static final String NOUN = "\\b(?:a|an|the|every|each|one|any|this|no) ";

  /** A round trip is no round. */
  private static final String END = "\\b(?! trips?\\b)";

  private record Link(int start, int end, String target) {}

  /** A page as it is read: without blocks of code, headings and pictures. */
  private record Page(String text, List<Link> links) {
    static Page read(Path file, Set<String> words) throws IOException {
      String page = Files.readString(file);
      page = page.replaceAll("(?ms)^```.*?^```", "").replaceAll("(?m)^#.*$", "");
      page = page.replaceAll("!\\[[^\\]]*\\]\\([^)]*\\)", "");
      page =
          Pattern.compile("`([^`]*)`")
              .matcher(page)
              .replaceAll(
                  code ->
                      words.contains(code.group(1)) ? Matcher.quoteReplacement(code.group(1)) : "")
              .replaceAll("\\s+", " ");
      StringBuilder text = new StringBuilder();
      List<Link> links = new ArrayList<>();
      Matcher link = LINK.matcher(page);
      int from = 0;
      while (link.find()) {
        text.append(page, from, link.start());
        links.add(new Link(text.length(), text.length() + link.group(1).length(), link.group(2)));
        text.append(link.group(1));
        from = link.end();
      }
      return new Page(text.append(page.substring(from)).toString(), links);
    }

    /** Where one of the words is used first, its last letter, or -1. */
    int firstUse(List<String> words) {
      int first = -1;
      for (String word : words) {
        String before = EVERYDAY.contains(word) ? NOUN : "\\b";
        String plural =
            word.endsWith("y")
                ? Pattern.quote(word.substring(0, word.length() - 1)) + "(?:y|ies)"
                : Pattern.quote(word) + "s?";
        Matcher use =
            Pattern.compile(before + plural + END, Pattern.CASE_INSENSITIVE).matcher(text);
        if (use.find() && (first < 0 || use.end() - 1 < first)) {
          first = use.end() - 1;
        }
      }
      return first;
    }

    boolean linksThere(int position, String entry) {
      return links.stream()
          .anyMatch(
              l ->
                  l.start() <= position
                      && position < l.end()
                      && l.target().endsWith("GLOSSARY.md#" + entry));
    }
  }

  /** The words of each entry, by the name that pages link to; an entry may explain several. */
  private static Map<String, List<String>> entries() throws IOException {
    Map<String, List<String>> entries = new LinkedHashMap<>();
    Matcher entry = ENTRY.matcher(Files.readString(ROOT.resolve("GLOSSARY.md")));
    while (entry.find()) {
      List<String> words = new ArrayList<>();
      for (String word : entry.group(2).replace("`", "").split(",")) {
        words.add(word.strip());
      }
      entries.put(entry.group(1), words);
    }
    return entries;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "SECURITY.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/README.md",
        "docs/tour.md",
        "docs/tutorial.md",
        "docs/compliance.md",
        "docs/platform.md",
        "docs/errors.md",
        "docs/trees.md",
        "docs/lattice.md",
        "docs/noise.md",
        "docs/alignment.md",
        "docs/transport.md",
        "docs/measurements.md",
        "docs/comparison.md"
      })
  void theFirstUseOfAWordLinksToItsEntry(String name) throws IOException {
    Map<String, List<String>> entries = entries();
    Set<String> words = new TreeSet<>();
    entries.values().forEach(words::addAll);
    Page page = Page.read(ROOT.resolve(name), words);
    entries.forEach(
        (entry, its) -> {
          int use = page.firstUse(its);
          if (use >= 0) {
            int from = Math.max(0, use - 60);
            assertThat(page.linksThere(use, entry))
                .as(
                    "%s uses '%s' first in '...%s'",
                    name, entry, page.text().substring(from, use + 1))
                .isTrue();
          }
        });
    for (Link link : page.links()) {
      int mark = link.target().indexOf("GLOSSARY.md#");
      if (mark >= 0) {
        assertThat(entries).containsKey(link.target().substring(mark + "GLOSSARY.md#".length()));
      }
    }
  }

  /** READMEs of packages, and pages of which not every first use of a word is a link. */
  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("docs", "connectors", "notebooks", "secure-agg", "spark-fl")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> !file.toString().contains("/target/"))
            .filter(file -> file.endsWith("README.md") || isPage(file, folder))
            .forEach(pages::add);
      }
    }
    return pages;
  }

  private static boolean isPage(Path file, String folder) {
    return folder.equals("docs") && file.toString().endsWith(".md");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whoMeetsAWordOnAnyPageFindsTheGlossary(Path page) throws IOException {
    List<String> targets =
        LINK.matcher(Files.readString(page)).results().map(link -> link.group(2)).toList();
    assertThat(targets)
        .as("%s links to GLOSSARY.md", page)
        .anyMatch(target -> target.replaceAll("#.*", "").endsWith("GLOSSARY.md"));
    for (String target : targets) {
      Path file = page.resolveSibling(target.replaceAll("#.*", ""));
      if (file.endsWith("GLOSSARY.md")) {
        assertThat(file).exists();
      }
    }
  }

  @Test
  void pagesOfPackagesAreFound() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(25);
  }

  /** Each row of the table is an entry that can be linked to. */
  @Test
  void everyRowIsAnEntry() throws IOException {
    long rows =
        Files.readAllLines(ROOT.resolve("GLOSSARY.md")).stream()
            .filter(l -> l.startsWith("| ") && !l.startsWith("| word |"))
            .count();
    assertThat(entries()).hasSize((int) rows).hasSizeGreaterThan(15);
  }
}
