package elysia.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import elysia.localstack.TestStack;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/// A virtual host of one test, with a broker facade on it and an operator's view of its queues. The
/// retry ladder is 100 times as fast: `retry.5s` takes 50 ms.
final class Vhost implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(30);

  final Broker broker;
  private final String url;
  private final Connection operator;
  private final Channel channel;

  Vhost() throws Exception {
    this(TestStack.rabbit().newVhost().amqpUrl(), config -> config);
  }

  /// On the node that a test may break.
  static Vhost onOwnNode() throws Exception {
    return new Vhost(ownNodeUrl(), config -> config);
  }

  static URI ownNodeUrl() throws Exception {
    return TestStack.rabbit().node().broker().newVhost().amqpUrl();
  }

  Vhost(URI amqpUrl, UnaryOperator<BrokerConfig> change) throws Exception {
    this(amqpUrl, change, PoisonGuard.none());
  }

  Vhost(URI amqpUrl, UnaryOperator<BrokerConfig> change, PoisonGuard guard) throws Exception {
    url = amqpUrl.toString();
    var config = BrokerConfig.of(url, "test/localhost").withTimeScale(100);
    broker =
        Broker.connect(change.apply(config), Clock.systemUTC(), MessagingListener.none(), guard);
    operator = connect(url);
    channel = operator.createChannel();
    awaitReady();
  }

  static Connection connect(String url) throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(url);
    return factory.newConnection("operator");
  }

  void awaitReady() {
    Awaitility.await().atMost(LIMIT).until(() -> broker.state().ready());
  }

  String url() {
    return url;
  }

  /// Of the virtual host.
  String name() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  Publisher publisher() {
    return broker.publisher();
  }

  void consume(Subscription subscription) {
    broker.consume(subscription);
    awaitReady();
  }

  static OutgoingMessage message(Route route, String body) {
    return new OutgoingMessage(
        route,
        "test:" + UUID.randomUUID(),
        "test.message",
        Map.of("traceparent", "00-1-2-01"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  static OutgoingMessage message(WorkQueue queue, String body) {
    return message(queue.command(), body);
  }

  /// What an operator sees: messages that are ready in a queue.
  synchronized long ready(String queue) throws Exception {
    return channel.messageCount(queue);
  }

  /// Waits for a message in a queue and takes it out.
  GetResponse awaitMessage(String queue) {
    return Awaitility.await().atMost(LIMIT).until(() -> get(queue), response -> response != null);
  }

  private synchronized GetResponse get(String queue) throws Exception {
    return channel.basicGet(queue, true);
  }

  /// As an operator in the management UI.
  synchronized Channel operator() {
    return channel;
  }

  static String header(GetResponse message, String name) {
    return String.valueOf(message.getProps().getHeaders().get(name));
  }

  static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    broker.close();
    operator.abort(2000);
  }
}
