package elysia.runtime.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/// Sends every log line to the console, masked: as text, or as JSON with `LOG_FORMAT=json`.
///
/// The appender is asynchronous, so that a slow console never slows a webhook; a full queue makes
/// the writer wait instead of losing lines.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  private static final String PATTERN =
      "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %msg%fields [%logger{0}]%n%ex";
  private static final int QUEUE_LINES = 8192;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (Thread.currentThread().getContextClassLoader().getResource("logback-test.xml") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY; // tests are quiet
    }
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setName("console");
    console.setEncoder(encoder(context, "json".equals(System.getenv("LOG_FORMAT"))));
    console.start();
    var async = new AsyncAppender();
    async.setContext(context);
    async.setQueueSize(QUEUE_LINES);
    async.setDiscardingThreshold(0);
    async.addAppender(console);
    async.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(async);
    // libraries speak only when something is wrong
    for (var library :
        new String[] {
          "io.micronaut", "com.zaxxer.hikari", "org.flywaydb", "io.netty", "com.rabbitmq"
        }) {
      context.getLogger(library).setLevel(Level.WARN);
    }
    // it advises to restore a backup; what failed, and that the next run goes on, is told by ours
    context.getLogger("org.flywaydb.core.internal.command.DbMigrate").setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, boolean json) {
    if (json) {
      var encoder = new MaskedJsonEncoder();
      encoder.setContext(context);
      encoder.setWithSequenceNumber(false);
      encoder.setWithNanoseconds(false);
      encoder.setWithContext(false);
      encoder.setWithMessage(false);
      encoder.setWithArguments(false);
      encoder.setWithFormattedMessage(true);
      encoder.start();
      return encoder;
    }
    var layout = new MaskedLayout();
    layout.getInstanceConverterMap().put("fields", FieldsConverter::new);
    layout.setContext(context);
    layout.setPattern(PATTERN);
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    return encoder;
  }

  /// The line's fields that its text does not show already, and the request it belongs to.
  private static final class FieldsConverter extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
      var text = new StringBuilder();
      var fields = event.getKeyValuePairs();
      if (fields != null) {
        fields.forEach(field -> append(text, event, field.key, String.valueOf(field.value)));
      }
      event.getMDCPropertyMap().forEach((key, value) -> append(text, event, key, value));
      return text.toString();
    }

    private static void append(StringBuilder text, ILoggingEvent event, String key, String value) {
      if (!event.getFormattedMessage().contains(key + "=")) {
        text.append(' ').append(key).append('=').append(value);
      }
    }
  }

  private static final class MaskedLayout extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
      return LogMask.mask(super.doLayout(event));
    }
  }

  private static final class MaskedJsonEncoder extends JsonEncoder {
    @Override
    public byte[] encode(ILoggingEvent event) {
      return LogMask.mask(new String(super.encode(event), StandardCharsets.UTF_8))
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
