package elysia.messaging;

import elysia.model.wire.ChangedFact;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a listener of facts, one after the other. A fact that cannot be told is dropped: who keeps
/// copies must refresh them from time to time anyway.
record FactRunner(Consumer<ChangedFact> listener) implements Runner {
  private static final Logger LOG = LoggerFactory.getLogger(FactRunner.class);

  @Override
  public void onDelivery(Delivery delivery) {
    try {
      listener.accept(delivery.message(WireJson.decoder(ChangedFact.class)));
    } catch (RuntimeException | Error e) { // the next fact must come all the same
      LOG.warn("[RABBITMQ] Aviso de mudança ignorado: {}", ErrorText.of(e));
    }
    try {
      delivery.ack();
    } catch (IOException | RuntimeException e) {
      LOG.debug("Aviso de mudança sem confirmação", e);
    }
  }
}
