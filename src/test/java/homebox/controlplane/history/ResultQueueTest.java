package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultQueueTest {
  private final ResultQueue queue = new ResultQueue(5);

  @Test
  void a_full_queue_loses_the_oldest_that_was_not_tried() {
    add(3);
    Batch tried = queue.next();
    add(3);
    assertThat(queue.size()).isEqualTo(5);
    assertThat(queue.next()).isSameAs(tried);
    queue.written();
    assertThat(queue.next().rows()).extracting(CheckRow::at).containsExactly(1L, 2L);
  }

  @Test
  void a_batch_that_is_tried_again_keeps_its_ids() {
    queue.idsFollow(41);
    add(2);
    assertThat(queue.next().firstId()).isEqualTo(42);
    add(1);
    queue.idsFollow(43); // the commit of which we never heard
    assertThat(queue.next().firstId()).isEqualTo(42);
    queue.written();
    assertThat(queue.next().firstId()).isEqualTo(44);
  }

  @Test
  void in_another_database_a_batch_gets_ids_that_are_free_there() {
    queue.idsFollow(0);
    add(2);
    queue.next();
    queue.renumber(100);
    assertThat(queue.next().firstId()).isEqualTo(101);
    queue.written();
    add(1);
    assertThat(queue.next().firstId()).isEqualTo(103);
  }

  @Test
  void halves_keep_order_and_ids() {
    queue.idsFollow(9);
    add(3);
    queue.next();
    queue.split();
    assertThat(queue.next().rows()).extracting(CheckRow::at).containsExactly(0L);
    queue.written();
    assertThat(queue.next().firstId()).isEqualTo(11);
    assertThat(queue.next().rows()).extracting(CheckRow::at).containsExactly(1L, 2L);
  }

  private void add(int count) {
    IntStream.range(0, count)
        .forEach(at -> queue.add(new CheckRow("box", at, 0, 0, 1, null, null, null, null)));
  }
}
