package homebox.controlplane.config;

import homebox.controlplane.config.Addition.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All services and channels that were added in the page, in the order in which they came.
 *
 * @param all of both kinds
 */
public record Additions(List<Addition> all) {
  /** Nobody has added anything. */
  public static final Additions NONE = new Additions(List.of());

  /** Copies the list. */
  public Additions {
    all = List.copyOf(all);
  }

  /** Those of that kind. */
  public List<Addition> of(Kind kind) {
    return all.stream().filter(each -> each.kind() == kind).toList();
  }

  /** The one of that name. */
  public Optional<Addition> find(Kind kind, String id) {
    return all.stream().filter(each -> each.is(kind, id)).findFirst();
  }

  /** With one more, or with this one in the place of the one that has its name. */
  public Additions with(Addition one) {
    var more = new ArrayList<>(all);
    int at = one.id().isEmpty() ? -1 : indexOf(one);
    if (at < 0) {
      more.add(one);
    } else {
      more.set(at, one);
    }
    return new Additions(more);
  }

  /** Without these. */
  public Additions without(Collection<Addition> some) {
    return only(each -> !some.contains(each));
  }

  Additions only(Predicate<Addition> wanted) {
    return new Additions(all.stream().filter(wanted).toList());
  }

  private int indexOf(Addition one) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).is(one.kind(), one.id())) {
        return i;
      }
    }
    return -1;
  }
}
