/// PostgreSQL and RabbitMQ for one machine, for `./elysia up` and for every test.
@NullMarked
package elysia.localstack;

import org.jspecify.annotations.NullMarked;
