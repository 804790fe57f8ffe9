package elysia.runtime.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.db.outbox.OutboxClaims;
import elysia.db.outbox.OutboxClaims.OutboxRow;
import elysia.db.outbox.OutboxSignal;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.PublishResult;
import elysia.messaging.Publisher;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes outbox rows, oldest first, in any number of processes at once.
///
/// A row is done only when the broker has confirmed it. A crash between confirm and mark publishes
/// it again: consumers drop the duplicate by its message id.
@Singleton
final class OutboxRelay {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  /// How long a commit of another process may wait to be seen.
  private static final Duration POLL = Duration.ofMillis(250);

  /// Longer than publishing a batch takes; after a crash the rows are free again.
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration AGAIN_AFTER_REFUSAL = Duration.ofSeconds(2);
  private static final int BATCH = 500;

  private final OutboxClaims claims;
  private final OutboxSignal signal;
  private final Publisher publisher;

  OutboxRelay(OutboxClaims claims, OutboxSignal signal, Publisher publisher) {
    this.claims = claims;
    this.signal = signal;
    this.publisher = publisher;
  }

  /// Waits for rows, then publishes all that are due.
  void run() throws InterruptedException {
    signal.await(POLL);
    int relayed = BATCH;
    while (relayed == BATCH && publisher.ready()) {
      relayed = relayBatch();
    }
  }

  private int relayBatch() throws InterruptedException {
    var rows = claims.claim(LEASE, BATCH);
    if (rows.isEmpty()) {
      return 0;
    }
    var results = publisher.publishAll(rows.stream().map(OutboxRelay::message).toList());
    var confirmed = new ArrayList<Long>();
    var refused = new ArrayList<Long>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      switch (results.get(i)) {
        case PublishResult.Confirmed _ -> confirmed.add(row.id());
        case PublishResult.Unroutable(var reason) -> {
          LOG.error(
              "[ERRO] Mensagem {} sem fila para {}: {}", row.messageId(), row.route(), reason);
          refused.add(row.id());
        }
        case PublishResult.Refused _, PublishResult.TimedOut _ -> refused.add(row.id());
      }
    }
    settle(confirmed, refused);
    return rows.size();
  }

  private void settle(List<Long> confirmed, List<Long> refused) {
    if (!confirmed.isEmpty()) {
      claims.done(confirmed);
    }
    if (!refused.isEmpty()) {
      LOG.warn("{} mensagens do outbox esperam: o RabbitMQ não confirmou", refused.size());
      claims.again(refused, AGAIN_AFTER_REFUSAL);
    }
  }

  private static OutgoingMessage message(OutboxRow row) {
    try {
      return new OutgoingMessage(
          row.route(),
          row.messageId(),
          row.type(),
          JSON.readValue(row.headers(), HEADERS),
          row.payload().getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a JSON object of texts expected in the headers of outbox row " + row.id(), e);
    }
  }
}
