package homebox.controlplane.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Turns YAML into a {@link Tree}: syntax, duplicates, tags and aliases are settled here. It reads
 * the parser's events: nodes would be built only to be taken apart, and hold the whole text.
 */
final class YamlTree {
  static final int DEEPEST = 50;
  static final int LONGEST = 64 << 20;
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  private static final int LONGEST_NOTHING = 4;

  /** What an alias inside itself finds; no other scalar here is literal. */
  private static final Tree OPEN = new Tree.Scalar(0, "", true);

  private final ParserImpl parser;
  private final String source;
  private final Findings findings;
  private final List<Object> path = new ArrayList<>();
  private final Map<String, Tree> anchors = new HashMap<>();
  private int depth;

  private YamlTree(ParserImpl parser, String source, Findings findings) {
    this.parser = parser;
    this.source = source;
    this.findings = findings;
  }

  /** Reads a file's text; what is at fault is told and left out. */
  static Tree.Named parse(String source, String text, Findings findings) {
    try {
      var parser = new ParserImpl(new StreamReader(new StringReader(text)), options());
      return new YamlTree(parser, source, findings).root();
    } catch (YAMLException broken) {
      new YamlFault(broken, text).tell(source, findings);
      return Tree.Named.EMPTY;
    }
  }

  static LoaderOptions options() {
    var options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    return options;
  }

  private Tree.Named root() {
    parser.getEvent(); // the stream's begin
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return Tree.Named.EMPTY;
    }
    parser.getEvent(); // the document's
    Tree tree = tree();
    parser.getEvent(); // and its end
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw new Broken("but found another document", parser.getEvent());
    }
    if (tree instanceof Tree.Named named) {
      return named;
    }
    if (!tree.isEmpty()) {
      fault(
          tree.line(), "the file is " + tree.what() + " — write keys such as check_interval: 300");
    }
    return Tree.Named.EMPTY;
  }

  private Tree tree() {
    Event event = parser.getEvent();
    if (event instanceof AliasEvent alias) {
      return known(alias);
    }
    return event instanceof ScalarEvent scalar
        ? scalar(scalar)
        : collection((CollectionStartEvent) event);
  }

  /** Aliases are shared, not copied: Findings.step bounds what is read through them. */
  private Tree known(AliasEvent alias) {
    Tree known = anchors.get(alias.getAnchor());
    if (known == null) {
      throw new Broken("found undefined alias", alias);
    }
    if (known != OPEN) {
      return known;
    }
    fault(line(alias), "an alias stands inside what it is an alias of — remove it");
    return new Tree.Scalar(line(alias), "", true);
  }

  private Tree scalar(ScalarEvent event) {
    checkTag(event, event.getTag());
    String text = event.getValue();
    boolean nothing = text.length() <= LONGEST_NOTHING && event.isPlain() && NOTHING.contains(text);
    return anchored(event, new Tree.Scalar(line(event), nothing ? "" : text, false));
  }

  private Tree collection(CollectionStartEvent begin) {
    checkTag(begin, begin.getTag());
    anchored(begin, OPEN);
    if (++depth > DEEPEST) {
      throw new Broken("Nesting Depth", begin);
    }
    Tree made = begin.is(Event.ID.SequenceStart) ? many(line(begin)) : named(line(begin));
    depth--;
    parser.getEvent(); // its end
    return anchored(begin, made);
  }

  private Tree anchored(NodeEvent event, Tree tree) {
    if (event.getAnchor() != null) {
      anchors.put(event.getAnchor(), tree);
    }
    return tree;
  }

  private Tree many(int line) {
    var items = new ArrayList<Tree>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(below(items.size()));
    }
    return new Tree.Many(line, items);
  }

  private Tree below(Object step) {
    path.add(step);
    Tree tree = tree();
    path.remove(path.size() - 1);
    return tree;
  }

  private Tree named(int line) {
    var merged = new LinkedHashMap<String, Tree.Entry>();
    var own = new LinkedHashMap<String, Tree.Entry>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event key = parser.peekEvent();
      int at = line(key);
      if (isMerge(key)) {
        parser.getEvent();
        merge(tree(), at, merged);
        continue;
      }
      Tree name = tree();
      if (name instanceof Tree.Scalar scalar && !scalar.literal()) {
        String text = key instanceof ScalarEvent written ? written.getValue() : scalar.text();
        put(text, new Tree.Entry(at, below(text)), own);
      } else {
        fault(at, "a key is a list or a mapping — write a word before the colon");
        tree();
      }
    }
    if (merged.isEmpty()) {
      return new Tree.Named(line, own);
    }
    merged.putAll(own);
    return new Tree.Named(line, merged);
  }

  private static boolean isMerge(Event key) {
    return key instanceof ScalarEvent scalar
        && scalar.getTag() == null
        && scalar.isPlain()
        && scalar.getValue().equals("<<");
  }

  private void put(String name, Tree.Entry entry, Map<String, Tree.Entry> own) {
    Tree.Entry first = own.putIfAbsent(name, entry);
    if (first != null) {
      String what = "stands here twice, in line " + first.line() + " too — keep one of the two";
      path.add(name);
      fault(entry.line(), what);
      path.remove(path.size() - 1);
    }
  }

  /** {@code <<: *other}: its keys hold where we write none; of several the first counts. */
  private void merge(Tree from, int line, Map<String, Tree.Entry> into) {
    if (from instanceof Tree.Named named) {
      named
          .entries()
          .forEach(
              (name, entry) -> {
                findings.step(source, line);
                into.putIfAbsent(name, entry);
              });
    } else if (from instanceof Tree.Many many
        && many.items().stream().allMatch(Tree.Named.class::isInstance)) {
      many.items().forEach(item -> merge(item, line, into));
    } else {
      fault(line, "<< needs the alias of a mapping — write <<: *name");
    }
  }

  private void checkTag(Event event, String tag) {
    if (tag != null && !tag.startsWith(Tag.PREFIX) && !tag.equals("!")) {
      fault(
          line(event),
          "a tag such as !name is not known here — remove it, or use ${NAME} for secrets");
    }
  }

  private void fault(int line, String what) {
    findings.fault(source, line, shownPath(), what);
  }

  private String shownPath() {
    var shown = new StringBuilder();
    for (Object step : path) {
      String dot = shown.isEmpty() ? "" : ".";
      shown.append(step instanceof Integer ? "[" + step + "]" : dot + Quoted.key((String) step));
    }
    return shown.toString();
  }

  private static int line(Event event) {
    return event.getStartMark().getLine() + 1;
  }

  /** What the parser lets pass. */
  private static final class Broken extends MarkedYAMLException {
    private static final long serialVersionUID = 1L;

    Broken(String problem, Event at) {
      super(null, null, problem, at.getStartMark());
    }
  }
}
