package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import homebox.controlplane.time.HandPace;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AnnouncerTest {
  private final Announcer announcer = new Announcer(new HandPace(Instant.EPOCH));
  private final Logger logger = (Logger) LoggerFactory.getLogger(Announcer.class);
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @BeforeEach
  void listen() {
    said.start();
    logger.addAppender(said);
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false); // the stack is for this test alone
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(said);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  @Test
  void a_cause_is_shown_to_who_wants_details() {
    announcer.broke("the disk is full", new IllegalStateException("no space left"));
    assertThat(said.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.ERROR, Level.DEBUG);
    assertThat(said.list.get(1).getThrowableProxy().getMessage()).isEqualTo("no space left");
  }

  @Test
  void where_there_is_no_cause_none_is_announced() {
    announcer.broke("the file was deleted", null);
    assertThat(said.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR);
  }
}
