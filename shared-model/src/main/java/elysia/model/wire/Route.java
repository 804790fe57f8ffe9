package elysia.model.wire;

/// Where a message goes. Its text, `exchange/routing.key`, is the topic of an outbox row.
public record Route(String exchange, String routingKey) {
  /// Raw input from the outside: `tg.*`, `gw.*`, `click.*`.
  public static final String INPUT_EXCHANGE = "elysia.in";

  /// Commands, one queue each: the routing key is the queue's name.
  public static final String COMMAND_EXCHANGE = "elysia.cmd";

  /// Facts that whoever cares may hear: `bot.changed`.
  public static final String FACT_EXCHANGE = "elysia.evt";

  public Route {
    if (exchange.isEmpty() || routingKey.isEmpty()) {
      throw new IllegalArgumentException(
          "exchange and routing key expected, got '" + exchange + "/" + routingKey + "'");
    }
  }

  public static Route input(String routingKey) {
    return new Route(INPUT_EXCHANGE, routingKey);
  }

  public static Route fact(String routingKey) {
    return new Route(FACT_EXCHANGE, routingKey);
  }

  /// Reads an outbox topic.
  public static Route ofTopic(String topic) {
    int slash = topic.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("exchange/routing.key expected, got '" + topic + "'");
    }
    return new Route(topic.substring(0, slash), topic.substring(slash + 1));
  }

  public String topic() {
    return exchange + "/" + routingKey;
  }

  @Override
  public String toString() {
    return topic();
  }
}
