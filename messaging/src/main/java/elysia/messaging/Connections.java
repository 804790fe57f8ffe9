package elysia.messaging;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens connections. The client's own recovery is off: it forgets consumers after channel errors
/// and cancels, and repeats no publish; the [Supervisor] does it all instead.
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private static final int CONNECT_TIMEOUT_MS = 5_000;

  /// Bounds every question to the broker; the client's default is 10 minutes.
  private static final int RPC_TIMEOUT_MS = 10_000;

  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  /// For what must not wait for a dead peer.
  static final int ABORT_TIMEOUT_MS = 2_000;

  private final ConnectionFactory factory;
  private final BrokerConfig config;

  /// Runs consumer callbacks. Never shut down, since that would interrupt client calls.
  private final ExecutorService callbacks =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("amqp-callback-", 0).factory());

  Connections(BrokerConfig config) {
    this.config = config;
    this.factory = new ConnectionFactory();
    try {
      factory.setUri(config.url());
    } catch (URISyntaxException | GeneralSecurityException e) {
      // the cause quotes the URL, password and all
      throw new IllegalArgumentException(
          "amqp://user:password@host:port/vhost expected for " + config.connectionName());
    }
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setRequestedHeartbeat((int) config.heartbeat().toSeconds());
    factory.setConnectionTimeout(CONNECT_TIMEOUT_MS);
    factory.setHandshakeTimeout(RPC_TIMEOUT_MS);
    factory.setChannelRpcTimeout(RPC_TIMEOUT_MS);
    factory.setMaxInboundMessageBodySize(MAX_BODY_BYTES);
  }

  /// @param purpose the end of the name that operators see
  /// @param onLoss called when the connection has ended
  Connection open(String purpose, Runnable onLoss) throws IOException {
    var name = config.connectionName() + "/" + purpose;
    try {
      var connection = factory.newConnection(callbacks, name);
      connection.addShutdownListener(cause -> ended(name, cause, onLoss));
      LOG.debug("Conexão {} aberta em {}", name, config.address());
      return connection;
    } catch (TimeoutException e) {
      throw new IOException("no answer from the broker at " + config.address(), e);
    }
  }

  private static void ended(String name, ShutdownSignalException cause, Runnable onLoss) {
    if (!cause.isInitiatedByApplication()) {
      LOG.warn(
          "[RABBITMQ] Conexão {} perdida: {}",
          name,
          ErrorText.clean(String.valueOf(cause.getMessage())));
    }
    onLoss.run();
  }
}
