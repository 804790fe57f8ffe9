package elysia.ingress;

import elysia.messaging.DeliveryContext;
import elysia.model.wire.WorkQueue;

/// A message as a worker would have got it.
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record Received(WorkQueue queue, DeliveryContext context, byte[] body) {}
