package elysia.messaging;

import java.net.URI;
import java.time.Duration;

/// How a process meets the broker.
///
/// @param url `amqp://user:password@host:port/vhost`
/// @param connectionName what operators see: `<deployable>/<host>`; the part before the slash is
///   every message's app id
/// @param confirmTimeout how long a publish waits for the broker's word; 2 s leaves a webhook time
///   to answer 503
/// @param publishChannels how many channels share the publishing; a stuck one delays only its own
/// @param maxOutstanding how many unanswered publishes there may be; the next one is refused
/// @param heartbeat two missed ones end a silent connection
/// @param drainTimeout how long `close` waits for the running handlers; less than the platform's
///   grace period
/// @param timeScale divides the waits of the retry ladder: 1 everywhere, more only in benches with
///   the sandbox
/// @param watch how we find what nobody reports
public record BrokerConfig(
    String url,
    String connectionName,
    Duration confirmTimeout,
    int publishChannels,
    int maxOutstanding,
    Duration heartbeat,
    Duration drainTimeout,
    int timeScale,
    Watch watch) {
  /// @param every between two looks at each consumer
  /// @param holdLimit how long a handler may hold a delivery
  public record Watch(Duration every, Duration holdLimit) {}

  public BrokerConfig {
    if (publishChannels < 1 || maxOutstanding < 1 || timeScale < 1) {
      throw new IllegalArgumentException(
          "at least 1 expected, got %d channels, %d outstanding, time scale %d"
              .formatted(publishChannels, maxOutstanding, timeScale));
    }
  }

  /// The house's defaults.
  public static BrokerConfig of(String url, String connectionName) {
    return new BrokerConfig(
        url,
        connectionName,
        Duration.ofSeconds(2),
        4,
        1000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        1,
        new Watch(Duration.ofSeconds(30), Duration.ofMinutes(2)));
  }

  public BrokerConfig withTimeScale(int scale) {
    return new BrokerConfig(
        url,
        connectionName,
        confirmTimeout,
        publishChannels,
        maxOutstanding,
        heartbeat,
        drainTimeout,
        scale,
        watch);
  }

  BrokerConfig withWatch(Watch other) {
    return new BrokerConfig(
        url,
        connectionName,
        confirmTimeout,
        publishChannels,
        maxOutstanding,
        heartbeat,
        drainTimeout,
        timeScale,
        other);
  }

  /// The deployable: the connection name without the host.
  String appId() {
    int slash = connectionName.indexOf('/');
    return slash < 0 ? connectionName : connectionName.substring(0, slash);
  }

  /// Where the broker is, without user and password.
  String address() {
    var uri = URI.create(url);
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath();
  }

  /// Without the password: a configuration may end in a log.
  @Override
  public String toString() {
    return "BrokerConfig[" + address() + ", " + connectionName + "]";
  }
}
