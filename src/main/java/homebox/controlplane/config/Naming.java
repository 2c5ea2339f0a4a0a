package homebox.controlplane.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Gives each service its id, and tells of names and ids that stand twice. */
final class Naming {
  private final List<Draft> drafts;
  private final Map<Draft, String> kept;
  private final List<String> wishes;
  private final Map<String, Integer> wanted = new HashMap<>();

  /**
   * Names these.
   *
   * @param known what was watched before keeps its id
   * @param taken ids that nobody gets who does not have them
   */
  Naming(List<Draft> drafts, List<Former> known, Set<String> taken) {
    this.drafts = drafts;
    this.kept = new Reunion(known, drafts).ids();
    this.wishes = drafts.stream().map(this::wish).toList();
    taken.forEach(id -> wanted.put(id, 1));
    wishes.forEach(wish -> wanted.merge(wish, 1, Integer::sum));
  }

  /** Their ids, in the order of the drafts. */
  List<String> ids() {
    List<String> ids =
        IntStream.range(0, drafts.size()).mapToObj(i -> id(drafts.get(i), wishes.get(i))).toList();
    tellNames();
    tellIds(ids);
    return ids;
  }

  private String id(Draft draft, String wish) {
    boolean free = !wish.isEmpty() && wanted.get(wish) == 1;
    return free || draft.writtenId().isPresent() || kept.containsKey(draft)
        ? wish
        : Ids.distinct(draft.group(), draft.name());
  }

  private void tellNames() {
    var first = new HashMap<List<String>, Draft>();
    for (Draft draft : drafts) {
      Draft other = first.putIfAbsent(List.of(draft.group(), draft.name()), draft);
      if (other != null) {
        String where = draft.group().isEmpty() ? "" : " in group " + Quoted.value(draft.group());
        draft
            .spot(ServiceKeys.NAME)
            .fault(
                Quoted.value(draft.name())
                    + where
                    + (" is the name of " + place(other, ServiceKeys.NAME))
                    + " too — change one of them, or its group");
      }
    }
  }

  private void tellIds(List<String> ids) {
    var first = new HashMap<String, Draft>();
    for (int i = 0; i < ids.size(); i++) {
      Draft draft = drafts.get(i);
      Draft other = first.putIfAbsent(ids.get(i), draft);
      boolean written = draft.writtenId().isPresent();
      if (other != null && written) {
        String also = place(other, ServiceKeys.ID);
        draft
            .spot(ServiceKeys.ID)
            .fault(
                Quoted.value(ids.get(i)) + " is the id of " + also + " too — change one of them");
      }
    }
  }

  private String wish(Draft draft) {
    return draft
        .writtenId()
        .or(() -> Optional.ofNullable(kept.get(draft)))
        .orElseGet(() -> Ids.plain(draft.name()));
  }

  private static String place(Draft draft, Key<?> key) {
    Spot spot = draft.spot(key);
    return draft.values().spot().path() + (spot.line() > 0 ? " (line " + spot.line() + ")" : "");
  }
}
