package elysia.runtime;

import elysia.messaging.Broker;
import elysia.messaging.BrokerState;
import elysia.messaging.Subscription;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Consumes every [Subscription] from the moment the deployable is up, and tells whether the broker
/// lets us work.
@Singleton
final class Messaging implements ApplicationEventListener<ServerStartupEvent>, ReadinessCheck {
  private final Broker broker;
  private final List<Subscription> subscriptions;
  private final MeterRegistry meters;

  Messaging(Broker broker, List<Subscription> subscriptions, MeterRegistry meters) {
    this.broker = broker;
    this.subscriptions = subscriptions;
    this.meters = meters;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    for (var subscription : subscriptions) {
      broker.consume(subscription);
      var queue = subscription.queue().queueName();
      Gauge.builder("elysia.queue.consuming", broker, from -> consuming(from, queue))
          .tag("queue", queue)
          .register(meters);
    }
  }

  private static double consuming(Broker broker, String queue) {
    return broker.state().consuming().getOrDefault(queue, false) ? 1 : 0;
  }

  @Override
  public String name() {
    return "rabbitmq";
  }

  @Override
  public Optional<String> problem() {
    var state = broker.state();
    return state.ready()
        ? Optional.empty()
        : Optional.of(state.blocked().or(state::lastProblem).orElseGet(() -> words(state)));
  }

  private static String words(BrokerState state) {
    return state.publishing()
        ? "sem consumir " + String.join(", ", state.stopped())
        : "sem conexão com o RabbitMQ";
  }

  /// Stops taking deliveries and waits for the running ones.
  void close() {
    broker.close();
  }
}
