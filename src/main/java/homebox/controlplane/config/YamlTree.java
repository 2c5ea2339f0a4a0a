package homebox.controlplane.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Turns YAML into a {@link Tree}: syntax, duplicates, tags and aliases are settled here. */
final class YamlTree {
  static final int DEEPEST = 50;
  static final int LONGEST = 64 << 20;
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  /** Leaves every plain text a text (off, 010, 12:30), which saves half the time too. */
  private static final class NoGuesses extends Resolver {
    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      return switch (kind) {
        case sequence -> Tag.SEQ;
        case mapping -> Tag.MAP;
        default -> implicit && value.equals("<<") ? Tag.MERGE : Tag.STR;
      };
    }
  }

  private final String source;
  private final Findings findings;
  private final List<Object> path = new ArrayList<>();
  private final Map<Node, Tree> done = new IdentityHashMap<>();

  private YamlTree(String source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /** Reads a file's text; what is at fault is told and left out. */
  static Tree.Named parse(String source, String text, Findings findings) {
    try {
      var parser = new ParserImpl(new StreamReader(new StringReader(text)), options());
      Node node = new Composer(parser, new NoGuesses(), options()).getSingleNode();
      return new YamlTree(source, findings).root(node);
    } catch (YAMLException broken) {
      new YamlFault(broken, text).tell(source, findings);
      return Tree.Named.EMPTY;
    }
  }

  static LoaderOptions options() {
    var options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    // aliases are shared here, not copied: Findings.step bounds what is read through them
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    return options;
  }

  private Tree.Named root(Node node) {
    if (node == null) {
      return Tree.Named.EMPTY;
    }
    Tree tree = tree(node);
    if (tree instanceof Tree.Named named) {
      return named;
    }
    if (!tree.isEmpty()) {
      fault(node, "the file is " + tree.what() + " — write keys such as check_interval: 300");
    }
    return Tree.Named.EMPTY;
  }

  private Tree tree(Node node) {
    checkTag(node);
    if (node instanceof ScalarNode scalar) {
      boolean nothing = scalar.isPlain() && NOTHING.contains(scalar.getValue());
      return new Tree.Scalar(line(node), nothing ? "" : scalar.getValue(), false);
    }
    Tree known = done.get(node);
    if (known != null) {
      checkNotInside(known, node);
      return known;
    }
    done.put(node, new Tree.Scalar(line(node), "", true)); // what an alias inside itself finds
    Tree made = node instanceof SequenceNode sequence ? many(sequence) : named((MappingNode) node);
    done.put(node, made);
    return made;
  }

  private Tree many(SequenceNode node) {
    var items = new ArrayList<Tree>(node.getValue().size());
    for (Node item : node.getValue()) {
      items.add(below(items.size(), item));
    }
    return new Tree.Many(line(node), items);
  }

  private Tree below(Object step, Node node) {
    path.add(step);
    Tree tree = tree(node);
    path.remove(path.size() - 1);
    return tree;
  }

  private Tree named(MappingNode node) {
    var merged = new LinkedHashMap<String, Tree.Entry>();
    var own = new LinkedHashMap<String, Tree.Entry>();
    for (NodeTuple tuple : node.getValue()) {
      Node key = tuple.getKeyNode();
      if (key.getTag().equals(Tag.MERGE)) {
        merge(tree(tuple.getValueNode()), key, merged);
      } else if (key instanceof ScalarNode name) {
        Tree value = below(name.getValue(), tuple.getValueNode());
        put(name.getValue(), new Tree.Entry(line(key), value), own);
      } else {
        fault(key, "a key is a list or a mapping — write a word before the colon");
      }
    }
    merged.putAll(own);
    return new Tree.Named(line(node), merged);
  }

  private void put(String name, Tree.Entry entry, Map<String, Tree.Entry> own) {
    Tree.Entry first = own.putIfAbsent(name, entry);
    if (first != null) {
      String what = "stands here twice, in line " + first.line() + " too — keep one of the two";
      path.add(name);
      findings.fault(source, entry.line(), shownPath(), what);
      path.remove(path.size() - 1);
    }
  }

  /** {@code <<: *other}: its keys hold where we write none; of several the first counts. */
  private void merge(Tree from, Node key, Map<String, Tree.Entry> into) {
    if (from instanceof Tree.Named named) {
      named
          .entries()
          .forEach(
              (name, entry) -> {
                findings.step(source, line(key));
                into.putIfAbsent(name, entry);
              });
    } else if (from instanceof Tree.Many many
        && many.items().stream().allMatch(Tree.Named.class::isInstance)) {
      many.items().forEach(item -> merge(item, key, into));
    } else {
      fault(key, "<< needs the alias of a mapping — write <<: *name");
    }
  }

  private void checkNotInside(Tree known, Node node) {
    if (known instanceof Tree.Scalar) {
      fault(node, "an alias stands inside what it is an alias of — remove it");
    }
  }

  private void checkTag(Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith(Tag.PREFIX) && !tag.equals("!")) {
      fault(node, "a tag such as !name is not known here — remove it, or use ${NAME} for secrets");
    }
  }

  private void fault(Node node, String what) {
    findings.fault(source, line(node), shownPath(), what);
  }

  private String shownPath() {
    var shown = new StringBuilder();
    for (Object step : path) {
      String dot = shown.isEmpty() ? "" : ".";
      shown.append(step instanceof Integer ? "[" + step + "]" : dot + Quoted.key((String) step));
    }
    return shown.toString();
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
