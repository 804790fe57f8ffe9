/// The only module that knows AMQP: what a worker needs of the broker, and nothing of its client.
@NullMarked
package elysia.messaging;

import org.jspecify.annotations.NullMarked;
