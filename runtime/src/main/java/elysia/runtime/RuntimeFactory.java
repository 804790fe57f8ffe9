package elysia.runtime;

import elysia.db.outbox.PayloadWriter;
import elysia.db.secret.SecretBox;
import elysia.messaging.Broker;
import elysia.messaging.BrokerConfig;
import elysia.messaging.MessagingListener;
import elysia.messaging.PoisonGuard;
import elysia.messaging.Publisher;
import elysia.messaging.WireJson;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// What every deployable is made of and Micronaut cannot make by itself.
@Factory
final class RuntimeFactory {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  TimeScale timeScale(@Property(name = "elysia.time-scale") int divisor) {
    return new TimeScale(divisor);
  }

  @Singleton
  SecretBox secretBox(
      @Property(name = "elysia.secret-key") String key,
      @Nullable @Property(name = "elysia.secret-key-previous") String previousKey) {
    return new SecretBox(key, previousKey);
  }

  @Singleton
  PayloadWriter payloadWriter() {
    return WireJson::text;
  }

  @Singleton
  @Bean(preDestroy = "close")
  Broker broker(
      @Property(name = "rabbitmq.url") String url,
      @Property(name = "elysia.deployable") String deployable,
      TimeScale scale,
      Clock clock,
      MessagingListener listener,
      PoisonGuard guard) {
    var config = BrokerConfig.of(url, ProcessName.of(deployable)).withTimeScale(scale.divisor());
    return Broker.connect(config, clock, listener, guard);
  }

  @Singleton
  Publisher publisher(Broker broker) {
    return broker.publisher();
  }
}
