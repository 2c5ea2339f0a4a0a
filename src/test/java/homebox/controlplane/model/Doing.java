package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Order;
import homebox.controlplane.config.Maintenance;
import homebox.controlplane.model.Plan.What;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people want in one life of the process: asked of it, and done in the model. */
record Doing(Life life, House house, Reminded reminded) {
  private static final Duration LATER = Duration.ofSeconds(20);

  private long now() {
    return life.pace.instant().toEpochMilli();
  }

  /** False if the process died of it. */
  boolean take(Plan.Wish wish) {
    Optional<Order> order = order(wish);
    if (order.isEmpty()) {
      return true;
    }
    Optional<Obeyed> obeyed = life.give(order.get());
    if (obeyed.isEmpty()) {
      return false;
    }
    if (isWatched(wish) || !isOfService(wish.what())) {
      assertThat(obeyed.get()).as("%s", wish).isInstanceOf(Obeyed.Done.class);
      hold(wish, order.get(), ((Obeyed.Done) obeyed.get()).id());
    } else {
      assertThat(obeyed.get()).as("%s", wish).isInstanceOf(Obeyed.Refused.class);
    }
    return true;
  }

  private boolean isWatched(Plan.Wish wish) {
    return house.of(wish.service()).isPresent();
  }

  private static boolean isOfService(What what) {
    return what != What.CALL_OFF && what != What.ACKNOWLEDGE;
  }

  /** Empty where there is nothing that it could be about. */
  private Optional<Order> order(Plan.Wish wish) {
    String service = wish.service();
    return switch (wish.what()) {
      case MUTE -> Optional.of(new Order.Mute(service, wish.length()));
      case UNMUTE -> Optional.of(new Order.Unmute(service));
      case PAUSE -> Optional.of(new Order.Pause(service));
      case RESUME -> Optional.of(new Order.Resume(service));
      case WORK -> Optional.of(work(service, Duration.ZERO, wish.length()));
      case WORK_IN_20_S -> Optional.of(work(service, LATER, wish.length()));
      case CALL_OFF -> house.works.open(now()).map(work -> new Order.CancelWork(work.id()));
      case ACKNOWLEDGE ->
          house
              .of(service)
              .flatMap(tenant -> tenant.incident)
              .map(incident -> new Order.Acknowledge(incident, Optional.empty()));
    };
  }

  private Order work(String service, Duration wait, Duration length) {
    Instant from = life.pace.instant().plus(wait);
    var once = new Maintenance.Once(from, from.plus(length));
    return new Order.PlanWork(new Maintenance(List.of(service), once, ""));
  }

  private void hold(Plan.Wish wish, Order order, String id) {
    switch (wish.what()) {
      case MUTE -> house.mute(wish.service(), now(), wish.length().toMillis());
      case UNMUTE -> house.unmute(wish.service(), now());
      case PAUSE -> house.pause(wish.service(), now());
      case RESUME -> house.resume(wish.service(), now());
      case WORK, WORK_IN_20_S -> house.works.plan(planned(wish.service(), order, id));
      case CALL_OFF -> house.works.callOff(house.works.open(now()).orElseThrow(), now());
      case ACKNOWLEDGE -> reminded.care(((Order.Acknowledge) order).incident(), now());
    }
  }

  private static Stored.Work planned(String service, Order order, String id) {
    var once = (Maintenance.Once) ((Order.PlanWork) order).work().times();
    return new Stored.Work(id, service, once.from().toEpochMilli(), once.until().toEpochMilli());
  }
}
