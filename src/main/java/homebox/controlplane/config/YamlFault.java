package homebox.controlplane.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A YAML syntax error in our words. The parser's own repeat pieces of the file, which may be
 * secrets, so that none of them is passed on.
 */
record YamlFault(YAMLException broken, String text) {
  private static final Map<String, String> CURES = new LinkedHashMap<>();

  static {
    CURES.put(
        "mapping values are not allowed",
        "a colon stands where none may — indent the line like its neighbours, or put the text in quotes");
    CURES.put("undefined alias", "a text begins with * — put it in quotes");
    CURES.put("unexpected end of stream", "a quote or bracket is never closed — close it");
    CURES.put(
        "could not find expected ':'",
        "a line has no colon after its key — write key: value, indented like its neighbours");
    CURES.put(
        "but found '<block sequence start>'",
        "a list begins where none may — indent its \"- \" lines alike");
    CURES.put(
        "expected <block end>",
        "the indentation does not fit — indent keys that belong together alike");
    CURES.put(
        "expected ',' or",
        "a bracket or a comma is missing — close what [ or { has opened, or put texts with signs in quotes");
    CURES.put(
        "escape", "a \\ in double quotes means something else — write \\\\, or use single quotes");
    CURES.put("but found another document", "a second document begins — remove the --- line");
    CURES.put(
        "sequence entries are not allowed",
        "a list begins where none may — put \"- \" on lines of its own");
    CURES.put("anchor", "a text begins with & — put it in quotes");
    CURES.put("alias", "a text begins with * — put it in quotes");
    CURES.put(
        "Nesting Depth",
        "is nested deeper than " + YamlTree.DEEPEST + " levels — write it flatter");
    CURES.put(
        "exceeds the limit", "is longer than 64 million characters — split off what is not needed");
  }

  void tell(String source, Findings findings) {
    findings.fault(source, line(), "", what());
  }

  private int line() {
    if (broken instanceof MarkedYAMLException marked) {
      Mark mark =
          marked.getProblemMark() == null ? marked.getContextMark() : marked.getProblemMark();
      return mark == null ? 1 : mark.getLine() + 1;
    }
    if (broken instanceof ReaderException reader) {
      return lineAt(reader.getPosition());
    }
    return lineAt(YamlTree.LONGEST);
  }

  private int lineAt(int end) {
    return 1 + (int) text.codePoints().limit(end).filter(each -> each == '\n').count();
  }

  private String what() {
    if (broken instanceof ReaderException reader) {
      return String.format(
          "the character U+%04X is not allowed in YAML — remove it", reader.getCodePoint());
    }
    String problem = problem();
    if (problem.contains("cannot start any token")) {
      return problem.contains("\\t(TAB)") || lineText().contains("\t")
          ? "a tab stands where only spaces may — indent with spaces"
          : "a text begins with a sign that has a meaning in YAML (@ ` % …) — put it in quotes";
    }
    return CURES.entrySet().stream()
        .filter(cure -> problem.contains(cure.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("cannot be read as YAML — check indentation, quotes and brackets");
  }

  private String problem() {
    return String.valueOf(
        broken instanceof MarkedYAMLException marked ? marked.getProblem() : broken.getMessage());
  }

  private String lineText() {
    return text.lines().skip(line() - 1L).findFirst().orElse("");
  }
}
