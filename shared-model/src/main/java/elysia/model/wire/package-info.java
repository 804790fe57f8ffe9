/// What travels over RabbitMQ: routes and one record per message.
@NullMarked
package elysia.model.wire;

import org.jspecify.annotations.NullMarked;
