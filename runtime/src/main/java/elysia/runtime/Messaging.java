package elysia.runtime;

import elysia.messaging.Broker;
import elysia.messaging.Subscription;
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

  Messaging(Broker broker, List<Subscription> subscriptions) {
    this.broker = broker;
    this.subscriptions = subscriptions;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    subscriptions.forEach(broker::consume);
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
        : Optional.of(state.blocked().or(state::lastProblem).orElse("sem conexão com o RabbitMQ"));
  }

  /// Stops taking deliveries and waits for the running ones.
  void close() {
    broker.close();
  }
}
