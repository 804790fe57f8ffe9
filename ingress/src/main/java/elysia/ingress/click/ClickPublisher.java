package elysia.ingress.click;

import elysia.ingress.IngressConfig;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.Publisher;
import elysia.messaging.WireJson;
import elysia.model.wire.ClickMessage;
import elysia.model.wire.Route;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes clicks, but never makes a person wait for the broker longer than a redirect may.
@Singleton
final class ClickPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(ClickPublisher.class);
  private static final Route ROUTE = Route.input("click.to_bot");

  private final Publisher publisher;
  private final Duration timeout;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("click-", 0).factory());

  ClickPublisher(Publisher publisher, IngressConfig config) {
    this.publisher = publisher;
    this.timeout = config.clickTimeout();
  }

  /// Whether the broker confirmed in time. Where it confirms later, the click is stored all the
  /// same: one that no /start follows.
  boolean confirmed(ClickMessage click) throws InterruptedException {
    var message =
        new OutgoingMessage(
            ROUTE, "click:" + click.token(), ROUTE.routingKey(), Map.of(), WireJson.bytes(click));
    try {
      return threads
          .submit(() -> publisher.publish(message))
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .confirmed();
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      LOG.warn("falha ao publicar o clique {}", message.messageId(), e);
      return false;
    }
  }

  @PreDestroy
  void close() {
    threads.close();
  }
}
