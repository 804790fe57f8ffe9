package elysia.messages;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What the worker logs of one bot, with its level, while this is open.
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final Logger ELYSIA = (Logger) LoggerFactory.getLogger("elysia.messages");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final String bot;

  public LogLines(TestBot bot) {
    this.bot = bot.slug();
    ELYSIA.setLevel(Level.INFO);
    setContext(ELYSIA.getLoggerContext());
    start();
    ELYSIA.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    var pairs = event.getKeyValuePairs();
    if (pairs != null
        && pairs.stream()
            .anyMatch(p -> p.key.equals("bot") && bot.equals(String.valueOf(p.value)))) {
      lines.add(event.getLevel() + " " + event.getFormattedMessage());
    }
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    ELYSIA.detachAppender(this);
    ELYSIA.setLevel(null);
  }
}
