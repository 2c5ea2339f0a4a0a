package homebox.controlplane.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the services that were known before among those that are read, so that they keep their ids:
 * by group and name, else by url, when exactly one of that url vanished and one appeared (design.md
 * §7). An id that is written in the file is never another one.
 */
final class Reunion {
  private final List<Former> known;
  private final List<Draft> drafts;
  private final Map<Draft, String> ids = new HashMap<>();

  Reunion(List<Former> known, List<Draft> drafts) {
    this.known = known;
    this.drafts = drafts;
  }

  /** The ids that are kept, by draft. */
  Map<Draft, String> ids() {
    if (known.isEmpty()) {
      return Map.of();
    }
    byName();
    byAddress();
    return ids;
  }

  private void byName() {
    var named = new HashMap<List<String>, Former>();
    known.forEach(each -> named.merge(List.of(each.group(), each.name()), each, Reunion::nearer));
    Set<String> written = written();
    for (Draft draft : drafts) {
      Former same = named.get(List.of(draft.group(), draft.name()));
      if (same != null && draft.writtenId().isEmpty() && !written.contains(same.id())) {
        ids.put(draft, same.id());
      }
    }
  }

  private void byAddress() {
    Set<String> present = written();
    present.addAll(ids.values());
    var vanished = new HashMap<Secret, Optional<Former>>();
    for (Former each : known) {
      if (each.watched() && !present.contains(each.id())) {
        each.address().ifPresent(url -> vanished.merge(url, Optional.of(each), Reunion::several));
      }
    }
    if (vanished.isEmpty()) {
      return;
    }
    var appeared = new HashMap<Secret, Optional<Draft>>();
    for (Draft draft : drafts) {
      if (draft.writtenId().isEmpty() && !ids.containsKey(draft)) {
        draft.address().ifPresent(url -> appeared.merge(url, Optional.of(draft), Reunion::several));
      }
    }
    appeared.forEach(
        (url, draft) ->
            draft.ifPresent(
                one ->
                    vanished
                        .getOrDefault(url, Optional.empty())
                        .ifPresent(before -> ids.put(one, before.id()))));
  }

  private Set<String> written() {
    var written = new HashSet<String>();
    drafts.forEach(draft -> draft.writtenId().ifPresent(written::add));
    return written;
  }

  /** Two that had one name in their time. */
  private static Former nearer(Former one, Former other) {
    return one.watched() ? one : other;
  }

  private static <T> Optional<T> several(Optional<T> one, Optional<T> other) {
    return Optional.empty();
  }
}
